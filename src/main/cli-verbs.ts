import { type Command, InvalidArgumentError } from 'commander'
import { cardVerbs } from './cli-card-verbs.ts'
import { dossierVerb } from './cli-dossier-verb.ts'
import { dataFolderOf } from './cli-files.ts'
import { keysVerbs } from './cli-keys-verbs.ts'
import { monitorVerb } from './cli-monitor-verb.ts'
import { peopleVerbs } from './cli-people-verbs.ts'
import { parseFingerprint } from './cli-pins.ts'
import { rootVerbs } from './cli-root-verbs.ts'
import { address, type Every, epochSeconds, instant, type Surroundings, verb } from './cli-verb.ts'
import { signerFolderOf } from './signer-config.ts'

/** Every command of `openkp`. What each needs is loaded when it runs: verifying opens no database. */
export function addVerbs(program: Command, surroundings: Surroundings): void {
  verifyVerb(program, surroundings)
  trustVerbs(
    program.command('trust').description('The lists that a verdict rests on.'),
    surroundings,
  )
  const participants = program.command('participants').description('Who is in the scheme.')
  standingVerb(participants, surroundings)
  peopleVerbs(program.command('people').description('Who may use the node.'), surroundings)
  auditVerb(program.command('audit').description('The audit journal.'), surroundings)
  const signer = program.command('signer').description('The process that holds the keys.')
  officersVerb(signer, surroundings)
  dossierVerb(
    program.command('dossier').description('What stands behind a certificate.'),
    surroundings,
  )
  cardVerbs(program.command('card').description('An officer’s own smart card.'), surroundings)
  keysVerbs(program.command('keys').description('The keys that a party signs with.'), surroundings)
  rootVerbs(
    program.command('root').description('The root of the trust list, k of n holders.'),
    surroundings,
  )
  witnessVerb(program, surroundings)
  monitorVerb(program, surroundings)
  logVerb(program.command('log').description('Logs of signed statements.'), surroundings)
  tourVerb(program, surroundings)
  const bench = program.command('bench').description('Measurements, as in docs/performance.md.')
  benchVerbs(bench, surroundings)
}

type VerifyOptions = Every & {
  readonly trust?: string
  readonly at?: number
  readonly pin: readonly string[]
  readonly remember?: string
  readonly proof?: string
  readonly explain?: boolean
}

function verifyVerb(program: Command, { env, tell }: Surroundings): void {
  verb(program, 'verify', 'Verify a certificate without a network: VALID, INVALID or CANNOT TELL.')
    .argument(
      '<file>',
      'a PDF, a picture of a code, a code’s text or a signed statement; - reads standard input',
    )
    .option('--trust <bundle>', 'the trust bundle to verify with')
    .option(
      '--at <time>',
      'another time than now: ISO 8601 with its offset, or epoch seconds',
      instant,
    )
    .option(
      '--pin <fingerprint>',
      'a root that somebody whom you trust gave you; may be repeated',
      pin,
      [],
    )
    .option('--remember <file>', 'keep what this bundle said, and refuse older ones from now on')
    .option('--proof <file>', 'the proof that came with the certificate: NUMBER.tlog-proof')
    .option('--explain', 'tell every step, and what was found at it')
    .action(async (file: string, options: VerifyOptions) => {
      const { verifyCommand } = await import('./cli-verify.ts')
      const { trust, at, pin: pins, remember, proof, explain = false, language } = options
      const now = at ?? epochSeconds()
      const dataFolder = dataFolderOf(env)
      const args = { file, trust, now, pins, remember, proof, explain, dataFolder, language }
      tell(options, await verifyCommand(args))
    })
}

function trustVerbs(trust: Command, { env, tell }: Surroundings): void {
  verb(trust, 'export', 'Fetch the trust bundle of a node and write it to a file.')
    .requiredOption('--out <bundle>', 'the file to write')
    .option('--from <url>', 'another node than the one on this machine', address)
    .action(async (options: Every & { readonly out: string; readonly from?: string }) => {
      const { exportCommand } = await import('./cli-trust.ts')
      const { out, from } = options
      const dataFolder = dataFolderOf(env)
      tell(options, await exportCommand({ out, from, dataFolder, env, now: epochSeconds() }))
    })
  verb(trust, 'pin', 'Pin a root on this machine: whoever it vouches for is believed from now on.')
    .argument(
      '<fingerprint>',
      '64 hexadecimal digits, compared with a person whom you trust',
      fingerprint,
    )
    .action(async (root: string, options: Every) => {
      const { pinCommand } = await import('./cli-pins.ts')
      const pinning = { fingerprint: root, dataFolder: dataFolderOf(env), now: new Date() }
      tell(options, await pinCommand(pinning))
    })
}

function standingVerb(participants: Command, { tell }: Surroundings): void {
  verb(participants, 'standing', 'How a party stands on a day, and by whose list.')
    .argument('<code>', 'such as BW or EU')
    .requiredOption('--on <day>', 'YYYY-MM-DD')
    .option('--for <code>', 'whose legal list counts beside that of the scheme')
    .action(
      async (code: string, options: Every & { readonly on: string; readonly for?: string }) => {
        const { standing } = await import('./cli-standing.ts')
        tell(options, await standing({ code, on: options.on, forCode: options.for }))
      },
    )
}

function auditVerb(audit: Command, { env, tell }: Surroundings): void {
  verb(audit, 'check', 'Check that no journal was changed since it was written and signed.')
    .option('--participant <code>', 'only the journal of this one')
    .action(async (options: Every & { readonly participant?: string }) => {
      const { auditCommand } = await import('./cli-audit.ts')
      const { participant } = options
      const args = { participant, dataFolder: dataFolderOf(env), env, now: epochSeconds() }
      tell(options, await auditCommand(args))
    })
}

type OfficersOptions = Every & { readonly set?: string; readonly replace?: boolean }

function officersVerb(signer: Command, { env, tell }: Surroundings): void {
  verb(signer, 'officers', 'Whose passkeys the signer on this machine asks for; its first list.')
    .argument('<party>', 'such as CD')
    .option('--set <file>', 'the first list of this party, as JSON; - reads standard input')
    .option('--replace', 'put it in the place of a list that nobody can change any more')
    .action(async (party: string, options: OfficersOptions) => {
      const { officersCommand } = await import('./cli-signer.ts')
      const { set, replace = false } = options
      const folder = env.OPENKP_SIGNER_DATA?.trim() || signerFolderOf(dataFolderOf(env))
      tell(options, await officersCommand({ party, set, replace, folder }))
    })
}

type TourOptions = Every & {
  readonly url?: string
  readonly accounts?: string
  readonly out: string
}

function tourVerb(program: Command, { env, tell }: Surroundings): void {
  verb(program, 'tour', 'Walk the whole main job against a running node, and check every step.')
    .option('--url <url>', 'another node than the one on this machine', address)
    .option('--accounts <file>', 'its demo-accounts.json')
    .option('--out <folder>', 'where the certificate and the trust bundle go', 'tour')
    .action(async (options: TourOptions) => {
      const { tourCommand } = await import('./tour.ts')
      const { url, accounts, out, json } = options
      const say = json ? () => undefined : (line: string) => void process.stdout.write(`${line}\n`)
      const dataFolder = dataFolderOf(env)
      tell(options, await tourCommand({ url, accounts, out, dataFolder, say }))
    })
}

function benchVerbs(bench: Command, { env, tell }: Surroundings): void {
  verb(bench, 'verify', 'Verifications a second, beside bare ES256.')
    .option('--seconds <seconds>', 'how long to measure', count(1, 600), 10)
    .action(async (options: Every & { readonly seconds: number }) => {
      const { benchVerify } = await import('./bench-verify.ts')
      tell(alwaysJson(options), await benchVerify(options.seconds))
    })
  verb(bench, 'issue', 'Certificates a second over HTTP, beside plain pg.')
    .option('--url <url>', 'a node that runs already; otherwise one is started', address)
    .option('--accounts <file>', 'its demo-accounts.json')
    .option('--certificates <count>', 'how many to issue', count(1, 100_000), 1600)
    .option('--clients <count>', 'requests at the same time', count(1, 64), 16)
    .action(async (options: Every & BenchIssueOptions) => {
      const { benchIssue } = await import('./bench-issue.ts')
      const { url, accounts, certificates, clients } = options
      const dataFolder = dataFolderOf(env)
      tell(
        alwaysJson(options),
        await benchIssue({ url, accounts, certificates, clients, dataFolder }),
      )
    })
  verb(
    bench,
    'sheet',
    'Milliseconds for a warm PDF, and until a started node shows its first page.',
  )
    .option('--sheets <count>', 'how many to draw', count(1, 10_000), 50)
    .action(async (options: Every & { readonly sheets: number }) => {
      const { benchSheet } = await import('./bench-sheet.ts')
      tell(alwaysJson(options), await benchSheet(options.sheets))
    })
  verb(bench, 'register', 'Bytes of the world’s registers and of each day’s delta, over years.')
    .option('--years <years>', 'how many to simulate', count(1, 10), 3)
    .action(async (options: Every & { readonly years: number }) => {
      const { benchRegister } = await import('./bench-register.ts')
      tell(alwaysJson(options), await benchRegister(options.years))
    })
  verb(bench, 'log', 'Entries a second with a proof each, beside plain pg, files and hashes.')
    .option('--entries <count>', 'of the largest log', count(1, 10_000_000), 1_000_000)
    .action(async (options: Every & { readonly entries: number }) => {
      const { benchLog } = await import('./bench-log.ts')
      tell(alwaysJson(options), await benchLog(options.entries))
    })
  verb(
    bench,
    'monitor',
    'Seconds for a first pass over a log on disk, beside hashing its files once.',
  )
    .option('--entries <count>', 'of the largest log', count(1, 10_000_000), 1_000_000)
    .action(async (options: Every & { readonly entries: number }) => {
      const { benchMonitor } = await import('./bench-monitor.ts')
      tell(alwaysJson(options), await benchMonitor(options.entries))
    })
}

/** A measurement is one JSON object, asked for or not: programs read it, and it is kept. */
function alwaysJson({ language }: Every): Every {
  return { json: true, language }
}

type BenchIssueOptions = {
  readonly url?: string
  readonly accounts?: string
  readonly certificates: number
  readonly clients: number
}

function fingerprint(text: string): string {
  const plain = parseFingerprint(text)
  if (plain !== undefined) return plain
  throw new InvalidArgumentError('A fingerprint has 64 hexadecimal digits.')
}

function pin(text: string, before: readonly string[]): readonly string[] {
  return [...before, fingerprint(text)]
}

function count(min: number, max: number) {
  return (text: string): number => {
    const number = Number(text)
    if (/^\d{1,9}$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`A whole number from ${min} to ${max}.`)
  }
}

function witnessVerb(program: Command, { tell }: Surroundings): void {
  verb(program, 'witness', 'Cosign the checkpoints of logs, until it is stopped.')
    .argument('<file>', 'who it is and which logs it follows: docs/operating/witness.md')
    .action(async (file: string, options: Every) => {
      const { witnessCommand } = await import('./cli-witness.ts')
      tell(options, await witnessCommand(file, program.version() ?? ''))
    })
}

type LogOptions = Every & { readonly key: readonly string[] }

function logVerb(parent: Command, { tell }: Surroundings): void {
  const also = (line: string, before: readonly string[]) => [...before, line]
  verb(parent, 'check', 'Build the tree of a log anew and compare every file that it serves.')
    .argument('<place>', 'the folder or the address of the log')
    .option('--key <key>', 'of the log or of a witness, name+id+base64; may be repeated', also, [])
    .action(async (place: string, options: LogOptions) => {
      const { logCommand } = await import('./cli-log.ts')
      tell(options, await logCommand({ place, keys: options.key }))
    })
  verb(
    parent,
    'evidence',
    'Check what a monitor kept of an alarm: exit code 0 proved, 1 not, 2 in doubt.',
  )
    .argument('<folder>', 'the evidence of one alarm')
    .option('--key <key>', 'of the log, name+id+base64; may be repeated', also, [])
    .action(async (folder: string, options: Every & { readonly key: readonly string[] }) => {
      const { evidenceCommand } = await import('./cli-evidence.ts')
      tell(options, await evidenceCommand({ folder, keys: options.key }))
    })
}
