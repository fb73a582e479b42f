import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { CliRefusal } from './cli-words.en.ts'

/** The same program that `npm start` runs: built, or from its sources in development. */
const SERVER = join(import.meta.dirname, `server${extname(import.meta.filename)}`)
const START_MS = 120_000

/** A node of this measurement's own, in a process of its own. */
export type BenchNode = {
  readonly baseUrl: string
  readonly dataFolder: string
  /** From the start of the process until it says that it is ready. */
  readonly milliseconds: number
  /** Ends it; its data stays until the folder is removed. */
  readonly stop: () => Promise<void>
}

/** A folder that is gone when `work` is done, whatever becomes of it. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param databaseUrl of a server that runs already; otherwise the node starts its embedded one. */
export async function startBenchNode(
  dataFolder: string,
  databaseUrl = '',
): Promise<Outcome<BenchNode, CliRefusal>> {
  await mkdir(dataFolder, { recursive: true })
  // It logs every request, as it does for everybody.
  const log = await open(join(dataFolder, 'node.log'), 'w')
  const begun = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, SERVER], {
    env: {
      ...process.env,
      OPENKP_HOST: '127.0.0.1',
      OPENKP_PORT: '0',
      OPENKP_DATA: dataFolder,
      OPENKP_TLS: 'auto',
      OPENKP_SIGNER: '',
      DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'pipe', log.fd],
  })
  await log.close()
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const baseUrl = await untilReady(child)
  if (baseUrl === undefined) {
    await stop()
    const lines = (await readFile(join(dataFolder, 'node.log'), 'utf8')).trim().split('\n')
    return refuse('CLI_NODE_NOT_STARTED', undefined, { cause: lines.at(-1) ?? 'it said nothing' })
  }
  const milliseconds = Math.round(performance.now() - begun)
  return accept({ baseUrl, dataFolder, milliseconds, stop })
}

function untilReady(child: ChildProcess): Promise<string | undefined> {
  return new Promise((done) => {
    let said = ''
    const timer = setTimeout(() => done(undefined), START_MS)
    const end = (baseUrl?: string) => {
      clearTimeout(timer)
      done(baseUrl)
    }
    child.once('exit', () => end())
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, baseUrl] = /ready at (https?:\/\/\S+)/.exec(said) ?? []
      if (baseUrl !== undefined) end(baseUrl)
    })
  })
}
