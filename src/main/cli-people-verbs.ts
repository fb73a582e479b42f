import type { Command } from 'commander'
import { dataFolderOf } from './cli-files.ts'
import { address, type Every, type Surroundings, verb } from './cli-verb.ts'

type FirstOptions = Every & {
  readonly participant: string
  readonly administrator: readonly string[]
  readonly url?: string
}

/** Commands about people, on the host alone. */
export function peopleVerbs(people: Command, surroundings: Surroundings): void {
  const { env, tell } = surroundings
  againVerb(people, surroundings)
  verb(people, 'first', 'Invite the first two administrators of a Participant that has none.')
    .requiredOption('--participant <code>', 'such as NA')
    .requiredOption('--administrator <person>', '"Name <e-mail>"; give it twice', each, [])
    .option('--url <url>', 'where people reach the node, if OPENKP_URL does not say it', address)
    .action(async (options: FirstOptions) => {
      const { firstCommand } = await import('./cli-people.ts')
      const { participant, administrator: administrators, url, language } = options
      const dataFolder = dataFolderOf(env)
      const now = new Date()
      const args = { participant, administrators, url, dataFolder, env, language, now }
      tell(options, await firstCommand(args))
    })
}

/** And for a Participant whose own can let in nobody any more. */
function againVerb(people: Command, { env, tell }: Surroundings): void {
  verb(people, 'again', 'Invite two new administrators where the former are closed or lost.')
    .requiredOption('--participant <code>', 'such as NA')
    .requiredOption('--administrator <person>', '"Name <e-mail>"; give it twice', each, [])
    .requiredOption('--reason <why>', 'who asked for it, and why: everybody there reads it')
    .option('--url <url>', 'where people reach the node, if OPENKP_URL does not say it', address)
    .action(async (options: FirstOptions & { readonly reason: string }) => {
      const { againCommand } = await import('./cli-people.ts')
      const { participant, administrator: administrators, url, language, reason } = options
      const place = { dataFolder: dataFolderOf(env), env, language, now: new Date() }
      tell(options, await againCommand({ participant, administrators, url, reason, ...place }))
    })
}

function each(person: string, before: readonly string[]): readonly string[] {
  return [...before, person]
}
