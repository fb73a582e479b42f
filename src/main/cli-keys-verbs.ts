import type { Command } from 'commander'
import type { KeyAct } from '../participants/key-ceremony.ts'
import { dataFolderOf } from './cli-files.ts'
import {
  type Every,
  epochSeconds,
  instant,
  type Surroundings,
  verb,
  wholeNumber,
} from './cli-verb.ts'

/** `openkp keys`: the life of a party's keys, at the console of the machine that holds them. */
export function keysVerbs(keys: Command, { env, tell }: Surroundings): void {
  const args = (party: string) => ({
    party,
    dataFolder: dataFolderOf(env),
    signer: env.OPENKP_SIGNER?.trim() || undefined,
    databaseUrl: env.DATABASE_URL?.trim() || undefined,
    now: epochSeconds(),
  })
  verb(keys, 'list', 'Every key of a party, and which of them signs.')
    .argument('<party>', 'such as CD')
    .action(async (party: string, options: Every) => {
      const { listKeysCommand } = await import('./cli-keys.ts')
      tell(options, await listKeysCommand(args(party)))
    })
  verb(keys, 'sign-blocks', 'Sign the number blocks again whose key counts no more.')
    .argument('<party>', 'such as CD')
    .action(async (party: string, options: Every) => {
      const { signBlocksCommand } = await import('./cli-blocks.ts')
      tell(options, await signBlocksCommand(args(party)))
    })
  placed(verb(keys, 'create', 'Have the signer make one more key. Nobody counts it yet.')).action(
    async (party: string, usage: string, options: Every) => {
      const { createKeyCommand } = await import('./cli-keys.ts')
      tell(options, await createKeyCommand({ ...args(party), usage }))
    },
  )
  const change = async (party: string, usage: string, key: string, options: Every, act: KeyAct) => {
    const { changeKeyCommand } = await import('./cli-keys.ts')
    tell(options, await changeKeyCommand({ ...args(party), usage, key, act }))
  }
  named(verb(keys, 'publish', 'Name a key in the trust list: it counts from a time on.'))
    .option('--from <time>', 'not before this time; at once without it', instant)
    .option('--replace', 'retire the other keys of this usage from the same time on: a rotation')
    .action((party: string, usage: string, key: string, options: PublishOptions) => {
      const { from = null, replace = false } = options
      return change(party, usage, key, options, { act: 'publish', from, replaces: replace })
    })
  named(verb(keys, 'retire', 'End a key from a time on. What it signed before stays valid.'))
    .option('--from <time>', 'not before this time; in half a minute without it', instant)
    .option('--last', 'even where no other key of this usage is left')
    .action((party: string, usage: string, key: string, options: RetireOptions) => {
      const { from = null, last = false } = options
      return change(party, usage, key, options, { act: 'retire', from, last })
    })
  named(verb(keys, 'compromised', 'Say that a key was in other hands. It is never taken back.'))
    .requiredOption('--since <time>', 'the time since which that may be so', instant)
    .option('--good-below <entries>', 'less of the log than was witnessed by then', wholeNumber)
    .option('--nothing-good', 'nothing that it signed stays good')
    .action((party: string, usage: string, key: string, options: CompromisedOptions) => {
      const { since, nothingGood = false } = options
      const goodBelow = nothingGood ? null : options.goodBelow
      return change(party, usage, key, options, { act: 'compromised', since, goodBelow })
    })
}

type PublishOptions = Every & { readonly from?: number; readonly replace?: boolean }
type CompromisedOptions = Every & {
  readonly since: number
  readonly goodBelow?: number
  readonly nothingGood?: boolean
}
type RetireOptions = Every & { readonly from?: number; readonly last?: boolean }

function placed(command: Command): Command {
  return command
    .argument('<party>', 'such as CD')
    .argument('<usage>', 'certificate, status or confirm')
}

function named(command: Command): Command {
  return placed(command).argument('<key>', 'its fingerprint, or the first digits of it')
}
