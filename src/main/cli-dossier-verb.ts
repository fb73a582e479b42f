import type { Command } from 'commander'
import { type Every, type Surroundings, verb } from './cli-verb.ts'

type CheckOptions = Every & {
  readonly officers?: string
  readonly origin?: string
  readonly profile?: string
  readonly authority: readonly string[]
  readonly files?: string
}

/** `openkp dossier check`: what a reviewer of another authority does without a server. */
export function dossierVerb(dossier: Command, { tell }: Surroundings): void {
  verb(dossier, 'check', 'Check what both officers signed, with passkeys and cards, offline.')
    .argument('<file>', 'the file “What both signed” of a certificate’s page')
    .option('--officers <file>', 'the signer’s list of officers of that time, in JSON')
    .option('--origin <address>', 'the address of the authority’s node, where there is no list')
    .option('--profile <file>', 'the authority’s profile, with its rule for smart cards')
    .option('--authority <pem>', 'an authority of smart cards; may be repeated', also, [])
    .option('--files <folder>', 'the other files of the dossier, under their names')
    .action(async (file: string, options: CheckOptions) => {
      const { checkDossierCommand } = await import('./cli-dossier.ts')
      const { officers, origin, profile, authority, files, language } = options
      const given = { officers, origin, profile, authorities: authority, files }
      tell(options, await checkDossierCommand({ file, ...given, language }))
    })
}

function also(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
