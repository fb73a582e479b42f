import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stopLeftOver } from '../src/platform/embedded-postgres/left-over.ts'
import { homeOf } from '../src/platform/embedded-postgres/place.ts'
import { emptyDatabase } from './postgres.ts'

const SERVER = join(import.meta.dirname, '..', 'dist', 'main', 'server.js')
const START_MS = 60_000

/** A real OpenKP process on this machine with data of its own. */
export type NodeUnderTest = {
  /** `http://localhost:41234` */
  readonly baseUrl: string
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly pid: number
  /** What it has printed so far, both streams. */
  readonly output: () => string
  /** Ends it as a person would, and gives its exit code. */
  readonly stop: () => Promise<number | null>
  /** Ends it as a power cut would. An embedded database lives on. */
  readonly kill9: () => Promise<void>
  /** The same data in a new process, with what is changed in its environment. Stop or kill the old one first. */
  readonly startAgain: (changed?: Readonly<Record<string, string>>) => Promise<NodeUnderTest>
  /** Ends whatever still runs, and removes the data. */
  readonly dispose: () => Promise<void>
}

type Data = {
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /** Every process that was started over them. */
  readonly processes: RunningProcess[]
  /** Ends those, and a database that they left, before the data goes. Once, whoever asks first. */
  readonly remove: () => Promise<void>
}

type RunningProcess = { readonly end: (signal: NodeJS.Signals) => Promise<number | null> }

/** Starts the built server (`npm run build`) on any free port, and waits until it is healthy. */
export async function startNode(
  env: Readonly<Record<string, string>> = {},
): Promise<NodeUnderTest> {
  if (!existsSync(SERVER)) throw new Error('there is no build: run npm run build first')
  return startOver(await newData(), env)
}

/**
 * The same after first starts that were killed, each so many milliseconds after it began: what a
 * power cut during the installation leaves behind.
 */
export async function startNodeAfterKills(delays: readonly number[]): Promise<NodeUnderTest> {
  const data = await newData()
  for (const delay of delays) {
    const child = spawn(process.execPath, [SERVER], { env: envOf(data, {}), stdio: 'ignore' })
    const ended = new Promise((done) => child.once('exit', done))
    await sleep(delay)
    child.kill('SIGKILL')
    await ended
  }
  return startOver(data, {})
}

/** With DATABASE_URL an empty database on that server, otherwise the embedded one in a new folder. */
async function newData(): Promise<Data> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'openkp-node-'))
  const fresh = process.env.DATABASE_URL ? await emptyDatabase() : undefined
  const processes: RunningProcess[] = []
  let removed: Promise<void> | undefined
  const removeNow = async () => {
    for (const each of processes) await each.end('SIGTERM')
    await stopLeftOver(join(await homeOf(dataFolder), 'cluster'))
    await fresh?.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  const remove = () => {
    removed ??= removeNow()
    return removed
  }
  return { dataFolder, databaseUrl: fresh?.url, processes, remove }
}

function envOf(data: Data, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    OPENKP_HOST: '127.0.0.1',
    OPENKP_PORT: '0',
    OPENKP_DATA: data.dataFolder,
    DATABASE_URL: data.databaseUrl ?? '',
    ...env,
  }
}

async function startOver(
  data: Data,
  env: Readonly<Record<string, string>>,
): Promise<NodeUnderTest> {
  const child = spawn(process.execPath, [SERVER], {
    env: envOf(data, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  data.processes.push({ end })
  const baseUrl = await untilHealthy(child, () => output).catch(async (error: Error) => {
    await data.remove()
    throw error
  })
  return {
    baseUrl,
    dataFolder: data.dataFolder,
    databaseUrl: data.databaseUrl,
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill9: async () => void (await end('SIGKILL')),
    startAgain: (changed) => startOver(data, { ...env, ...changed }),
    dispose: data.remove,
  }
}

async function untilHealthy(child: ChildProcess, output: () => string): Promise<string> {
  for (let waited = 0; waited < START_MS; waited += 50) {
    if (child.exitCode !== null) break
    const [, protocol, port] = /ready at (https?):\/\/\S+:(\d+)/.exec(output()) ?? []
    const baseUrl = port === undefined ? undefined : `${protocol}://localhost:${port}`
    if (baseUrl !== undefined && (await isHealthy(baseUrl))) return baseUrl
    await sleep(50)
  }
  throw new Error(`the node did not start:\n${output()}`)
}

/** The certificate of a node that speaks TLS is its own, so nobody vouches for it here. */
function isHealthy(baseUrl: string): Promise<boolean> {
  const get = baseUrl.startsWith('https:') ? https.get : http.get
  return new Promise((done) => {
    const asked = get(`${baseUrl}/api/health`, { rejectUnauthorized: false }, (answer) => {
      answer.resume()
      done(answer.statusCode === 200)
    })
    asked.on('error', () => done(false))
  })
}
