import type { Command } from 'commander'
import { type Every, type Surroundings, verb } from './cli-verb.ts'

type SignOptions = Every & {
  readonly module: string
  readonly token?: string
  readonly label: string
  readonly pinFile?: string
  readonly out: string
}

/** `openkp card`: what an officer does with the own smart card, at the own computer. */
export function cardVerbs(card: Command, { tell }: Surroundings): void {
  verb(card, 'sign', 'Sign the file that a certificate’s page gives, with the own card.')
    .argument('<file>', 'the file to sign, byte for byte as it was given')
    .requiredOption('--module <library>', 'the PKCS#11 library of the card’s maker')
    .requiredOption('--label <label>', 'the label of the key on the card')
    .option('--token <label>', 'which card, where several are there')
    .option('--pin-file <file>', 'where the PIN stands; asked for on the terminal without it')
    .requiredOption('--out <file>', 'where the signature goes')
    .action(async (file: string, options: SignOptions) => {
      const { signWithCardCommand } = await import('./cli-card.ts')
      const { module, token, label, pinFile, out } = options
      const args = { file, module, token, label, pinFile, out, now: new Date() }
      tell(options, await signWithCardCommand(args))
    })
}
