import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'

/** A signer that belongs to this process: it ends when this process ends, however that ends. */
export type SignerChild = {
  /** Starts it where it does not run. Another one of the same folder is as good. */
  readonly start: () => Promise<Outcome<'listens' | 'elsewhere', 'PARTICIPANTS_SIGNER_NOT_STARTED'>>
  readonly stop: () => Promise<void>
}

/** The passphrase of its keys costs a tenth of a second; a machine under load takes ten times that. */
const START_MS = 30_000
const IN_USE = 'PLATFORM_DATA_FOLDER_IN_USE'

/** @param command the program, and what it is given. */
export function signerChild(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): SignerChild {
  let child: ChildProcess | undefined
  const isRunning = () =>
    child !== undefined && child.exitCode === null && child.signalCode === null
  return {
    async start() {
      if (isRunning()) return accept('listens')
      child = startProcess(command, env)
      const said = await firstLine(child)
      if (said === 'ready') return accept('listens')
      await end(child)
      return said === IN_USE ? accept('elsewhere') : refuse('PARTICIPANTS_SIGNER_NOT_STARTED')
    },
    async stop() {
      if (child !== undefined) await end(child)
    },
  }
}

/**
 * Its standard input is a line to this process that breaks when this process ends, a SIGKILL included.
 * It is not given the way to the database: it needs none.
 */
function startProcess(
  [program = '', ...rest]: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const { DATABASE_URL: _, ...own } = process.env
  return spawn(program, rest, { env: { ...own, ...env }, stdio: ['pipe', 'pipe', 'inherit'] })
}

/** `ready`, or the code with which it refuses to start; empty where it ended without a word. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    let said = ''
    const timer = setTimeout(() => done(''), START_MS)
    const end = (line: string) => {
      clearTimeout(timer)
      done(line)
    }
    child.once('error', () => end(''))
    child.once('exit', () => end(said.trim()))
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('\n')) end(said.slice(0, said.indexOf('\n')))
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.stdin?.on('error', () => child.kill())
  child.stdin?.end()
  await ended
}
