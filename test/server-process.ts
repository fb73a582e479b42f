import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const SERVER = join(import.meta.dirname, '..', 'dist', 'main', 'server.js')
const START_MS = 60_000

/** The built server as a process of its own. */
export type ServerProcess = {
  readonly pid: number
  /** What it has printed so far, both streams. */
  readonly output: () => string
  /** Waits until it answers, and gives its address; throws when it does not start. */
  readonly untilHealthy: () => Promise<string>
  /** Waits for its end too, and gives its exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Starts the server of `npm run build` on any free port. */
export function spawnServer(env: Readonly<Record<string, string>>): ServerProcess {
  if (!existsSync(SERVER)) throw new Error('there is no build: run npm run build first')
  const child = spawn(process.execPath, [SERVER], {
    env: { ...process.env, OPENKP_HOST: '127.0.0.1', OPENKP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return {
    pid: child.pid ?? 0,
    output: () => output,
    untilHealthy: () => untilHealthy(child, () => output),
    end: (signal) => {
      child.kill(signal)
      return ended
    },
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
