import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import type { Outcome } from '../values/outcome.ts'
import type { Answer } from './cli-answer.ts'
import { PACKAGE_ROOT } from './cli-files.ts'
import type { Every } from './cli-verb.ts'
import { addVerbs } from './cli-verbs.ts'
import { type CliCode, refusalText } from './cli-words.ts'

const EXIT_REFUSED = 1
const EXIT_USAGE = 64
/** Refusals of a value that was typed wrongly, which say what to type better than the usage could. */
const UNREADABLE_VALUES: ReadonlySet<CliCode> = new Set<CliCode>(['PARTICIPANTS_DAY'])
/** Nobody could be asked, so nothing can be told: no answer against whoever it is about. */
const EXIT_UNTOLD = 2
const UNTOLD: ReadonlySet<CliCode> = new Set<CliCode>(['CLI_LOG_AWAY', 'CLI_MONITOR_BLIND'])
/** A fault of the program itself (EX_SOFTWARE): neither an answer nor the caller's mistake. */
const EXIT_FAULT = 70

/** Runs one command and gives its exit code. Answers go to standard output, the rest to standard error. */
export async function runCommandLine(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  let exit = 0
  const program = new Command('openkp')
    .description('Certificates of the Kimberley Process, from the command line.')
    .version(version(), '--version', 'the version of this program')
    .exitOverride()
    .showHelpAfterError('Add --help to see what the command takes.')
  const tell = (every: Every, outcome: Outcome<Answer, CliCode>) => {
    exit = told(every, outcome)
  }
  addVerbs(program, { env, tell })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exit
  } catch (error) {
    return error instanceof CommanderError ? wrongUsage(error, argv) : fault(error)
  }
}

/** Prints an answer, or a refusal in words on standard error and, for programs, as JSON as well. */
function told({ json, language }: Every, outcome: Outcome<Answer, CliCode>): number {
  if (outcome.ok) {
    if (json) print(outcome.value.json)
    else process.stdout.write(`${outcome.value.text}\n`)
    return outcome.value.exit
  }
  const [refusal] = outcome.refusals
  const text = refusalText(refusal, language)
  process.stderr.write(`${refusal.code}: ${text}\n`)
  if (json) print({ code: refusal.code, text })
  if (UNTOLD.has(refusal.code)) return EXIT_UNTOLD
  return UNREADABLE_VALUES.has(refusal.code) ? EXIT_USAGE : EXIT_REFUSED
}

/** Help that was asked for is no mistake. */
function wrongUsage({ code, exitCode, message }: CommanderError, argv: readonly string[]): number {
  if (exitCode === 0) return 0
  const text = code === 'commander.help' ? 'A command is missing.' : message.replace(/^error: /, '')
  if (argv.includes('--json')) print({ code: 'CLI_USAGE', text })
  return EXIT_USAGE
}

/** A bug: what it was, for whoever mends it, without the values that it was about. */
async function fault(error: unknown): Promise<number> {
  // Loaded only now: it knows the errors of the database, which no command needs to start.
  const { describeError } = await import('../platform/describe-error.ts')
  process.stderr.write(`CLI_FAULT: ${JSON.stringify(describeError(error))}\n`)
  return EXIT_FAULT
}

function print(json: unknown): void {
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
}

function version(): string {
  const text = readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
