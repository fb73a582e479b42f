import { type Command, InvalidArgumentError, Option } from 'commander'
import { ENVIRONMENTS, type Environment } from '../participants/kinds.ts'
import { dataFolderOf } from './cli-files.ts'
import { type Every, epochSeconds, type Surroundings, verb } from './cli-verb.ts'

type KeyOptions = Every & { readonly environment: Environment; readonly passphraseFile: string }
type ProposeOptions = Every & {
  readonly out: string
  readonly trust?: string
  readonly holder: readonly string[]
  readonly threshold?: number
  readonly delegation: readonly string[]
  readonly renew?: boolean
}
type SignOptions = Every & {
  readonly key: string
  readonly out: string
  readonly trust?: string
  readonly passphraseFile?: string
}

/** `openkp root`: its keys and its signatures, by files that are carried between machines. */
export function rootVerbs(root: Command, { env, tell }: Surroundings): void {
  const dataFolder = () => dataFolderOf(env)
  const environment = new Option('--environment <environment>', 'what it may ever sign')
  verb(root, 'key', 'Make a root key on the machine of its holder, encrypted.')
    .argument('<file>', 'the file of the key; its public half goes to <file>.pub')
    .addOption(environment.choices(ENVIRONMENTS).makeOptionMandatory())
    .requiredOption('--passphrase-file <file>', 'its passphrase, 12 characters at least')
    .action(async (file: string, options: KeyOptions) => {
      const { rootKeyCommand } = await import('./cli-root.ts')
      tell(options, await rootKeyCommand({ file, ...options }))
    })
  verb(
    root,
    'delegation',
    'Make the next key for the list of a party, in the key folder of this node.',
  )
    .argument('<party>', 'such as CD')
    .requiredOption('--out <file>', 'where its public half goes')
    .action(async (party: string, options: Every & { readonly out: string }) => {
      const { delegationCommand } = await import('./cli-root.ts')
      tell(options, await delegationCommand({ party, out: options.out, dataFolder: dataFolder() }))
    })
  announceVerbs(root, { env, tell })
  ceremonyVerbs(root, { env, tell })
}

type AnnounceOptions = Every & { readonly log: string }

/** For a party that lost its keys. */
function announceVerbs(root: Command, { env, tell }: Surroundings): void {
  const about = (file: string, { log }: AnnounceOptions) => {
    return { file, log, dataFolder: dataFolderOf(env), env, now: epochSeconds() }
  }
  verb(
    root,
    'announce',
    'Announce a change to which the party cannot agree, in a log of this node.',
  )
    .argument('<change>', 'what "root delegation" wrote')
    .requiredOption('--log <party>', 'in whose log, such as BE')
    .action(async (file: string, options: AnnounceOptions) => {
      const { announceCommand } = await import('./cli-announce.ts')
      tell(options, await announceCommand(about(file, options)))
    })
  verb(
    root,
    'announced',
    'Write into the change that it was announced, and seven days later the proof.',
  )
    .argument('<change>', 'the same file')
    .requiredOption('--log <party>', 'in whose log it was announced')
    .action(async (file: string, options: AnnounceOptions) => {
      const { announcedCommand } = await import('./cli-announce.ts')
      tell(options, await announcedCommand(about(file, options)))
    })
}

/** Proposal, signatures, and what comes of them. */
function ceremonyVerbs(root: Command, { env, tell }: Surroundings): void {
  const dataFolder = () => dataFolderOf(env)
  verb(root, 'propose', 'Write what the holders of the root are to sign.')
    .requiredOption('--out <file>', 'the proposal')
    .option('--trust <bundle>', 'the list in force; without it that of the node on this machine')
    .option(
      '--holder <file>',
      'a public root key from now on; repeated for all of them',
      gather,
      [],
    )
    .option('--threshold <count>', 'how many of them have to sign', count)
    .option(
      '--delegation <party=file>',
      'the key that signs a party’s list; may be repeated',
      gather,
      [],
    )
    .option('--renew', 'the next version even where nothing changes')
    .action(async (options: ProposeOptions) => {
      const { proposeCommand } = await import('./cli-root.ts')
      const {
        out,
        trust,
        holder: holders,
        threshold,
        delegation: delegations,
        renew = false,
      } = options
      const what = { out, trust, holders, threshold, delegations, renew }
      tell(
        options,
        await proposeCommand({ ...what, dataFolder: dataFolder(), now: epochSeconds() }),
      )
    })
  verb(root, 'sign', 'Sign a proposal with the key of one holder.')
    .argument('<proposal>', 'the file that was carried here')
    .requiredOption('--key <file>', 'the holder’s key')
    .requiredOption('--out <file>', 'the signature, to be carried back')
    .option('--passphrase-file <file>', 'the passphrase of the key')
    .option('--trust <bundle>', 'the list in force as the holder has it')
    .action(async (proposal: string, options: SignOptions) => {
      const { signCommand } = await import('./cli-root.ts')
      const { key, out, trust, passphraseFile } = options
      const what = { proposal, key, out, trust, passphraseFile }
      tell(options, await signCommand({ ...what, dataFolder: dataFolder(), now: epochSeconds() }))
    })
  verb(root, 'assemble', 'Publish a proposal that enough holders have signed.')
    .argument('<proposal>', 'the same file')
    .argument('<signatures...>', 'the files that came back')
    .action(async (proposal: string, signatures: string[], options: Every) => {
      const { assembleCommand } = await import('./cli-root.ts')
      const what = { proposal, signatures, dataFolder: dataFolder(), now: epochSeconds() }
      tell(options, await assembleCommand(what))
    })
}

function gather(text: string, before: readonly string[]): readonly string[] {
  return [...before, text]
}

function count(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A whole number.')
}
