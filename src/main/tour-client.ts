import type { Accounts } from './cli-accounts.ts'
import { type Ask, type Client, causeOf } from './cli-http.ts'

/** A step that did not go as it must: the tour stops here and says so. */
export class StepFault extends Error {}

/** What the walk knows of an answer; the rest of it is somebody else's test. */
export type Json = Readonly<Record<string, unknown>>

export type Person = {
  readonly get: (path: string) => Promise<Json>
  readonly post: (path: string, json?: unknown, ask?: Ask) => Promise<Json>
  readonly put: (path: string, json: unknown) => Promise<Json>
  readonly file: (path: string) => Promise<Buffer>
  /** The code with which the node refuses; an answer that is no refusal is a fault of the step. */
  readonly refused: (method: string, path: string, json?: unknown) => Promise<string>
}

/** Somebody of the demonstration, by Participant and role, at the counter of the node. */
export function personOf(client: Client, token: string): Person {
  const call = async (method: string, path: string, ask: Ask = {}) => {
    try {
      return await client.call(method, path, { ...ask, token })
    } catch (error) {
      throw new StepFault(`${client.baseUrl} does not answer: ${causeOf(error)}`)
    }
  }
  const good = async (method: string, path: string, ask?: Ask) => {
    const reply = await call(method, path, ask)
    if (reply.status < 300) return reply.bytes
    throw new StepFault(`${method} ${path}: ${reply.status} ${problemOf(reply.bytes)}`)
  }
  return {
    get: async (path) => read(await good('GET', path)),
    post: async (path, json = {}, ask) => read(await good('POST', path, ask ?? { json })),
    put: async (path, json) => read(await good('PUT', path, { json })),
    file: (path) => good('GET', path),
    refused: async (method, path, json = {}) => {
      const reply = await call(method, path, { json })
      if (reply.status >= 400) return String(read(reply.bytes).code)
      throw new StepFault(`${method} ${path} was not refused: ${reply.status}`)
    },
  }
}

export function tokenOf({ accounts }: Accounts, participant: string, role: string) {
  return accounts.find((each) => each.participant === participant && each.roles.includes(role))
    ?.token
}

function read(bytes: Buffer): Json {
  return JSON.parse(bytes.toString('utf8')) as Json
}

function problemOf(bytes: Buffer): string {
  try {
    const { code, detail } = read(bytes)
    return `${code}: ${detail}`
  } catch (error) {
    if (error instanceof SyntaxError) return 'an answer that is no JSON'
    throw error
  }
}

/** Stops the tour where `found` is not `wanted`. */
export function expect(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (a !== b) throw new StepFault(`${what} is ${a}, and should be ${b}`)
}
