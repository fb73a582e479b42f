import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stopLeftOver } from '../src/platform/embedded-postgres/left-over.ts'
import { homeOf } from '../src/platform/embedded-postgres/place.ts'
import { shared } from './door.ts'
import { emptyDatabase } from './postgres.ts'
import { type ServerProcess, spawnServer } from './server-process.ts'

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
  readonly processes: ServerProcess[]
  /** Ends those, and a database that they left, before the data goes. Once, whoever asks first. */
  readonly remove: () => Promise<void>
}

/** The very first start of a node: starts the built server (`npm run build`) over no data, and waits until it is healthy. */
export async function startNode(
  env: Readonly<Record<string, string>> = {},
): Promise<NodeUnderTest> {
  return startOver(await newData(), env)
}

/**
 * A node that has had its first start, which takes three times as long as the second: over a copy of
 * its own of data that are begun once for all files. For whatever is not about the first start.
 */
export async function startBegunNode(
  env: Readonly<Record<string, string>> = {},
): Promise<NodeUnderTest> {
  const [data, begun] = await Promise.all([newData(), shared('begun')])
  if (begun !== null) await cp(begun, data.dataFolder, { recursive: true })
  return startOver(data, env)
}

/**
 * A first start after others that were killed, each so many milliseconds after it began: what a
 * power cut during the installation leaves behind.
 */
export async function startNodeAfterKills(delays: readonly number[]): Promise<NodeUnderTest> {
  const data = await newData()
  for (const delay of delays) {
    const server = spawnServer(envOf(data, {}))
    await sleep(delay)
    await server.end('SIGKILL')
  }
  return startOver(data, {})
}

/** With DATABASE_URL an empty database on that server, otherwise the embedded one in a new folder. */
async function newData(): Promise<Data> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'openkp-node-'))
  const fresh = process.env.DATABASE_URL ? await emptyDatabase() : undefined
  const processes: ServerProcess[] = []
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

function envOf(data: Data, env: Readonly<Record<string, string>>) {
  // A look at sixty logs every minute is for the scene that shows it.
  return {
    OPENKP_MONITOR: 'off',
    OPENKP_DATA: data.dataFolder,
    DATABASE_URL: data.databaseUrl ?? '',
    ...env,
  }
}

async function startOver(
  data: Data,
  env: Readonly<Record<string, string>>,
): Promise<NodeUnderTest> {
  const server = spawnServer(envOf(data, env))
  data.processes.push(server)
  const baseUrl = await server.untilHealthy().catch(async (error: Error) => {
    await data.remove()
    throw error
  })
  return {
    baseUrl,
    dataFolder: data.dataFolder,
    databaseUrl: data.databaseUrl,
    pid: server.pid,
    output: server.output,
    stop: () => server.end('SIGTERM'),
    kill9: async () => void (await server.end('SIGKILL')),
    startAgain: (changed) => startOver(data, { ...env, ...changed }),
    dispose: data.remove,
  }
}
