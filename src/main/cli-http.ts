import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { join } from 'node:path'

/** A client of one node over connections that stay open. */
export type Client = {
  readonly baseUrl: string
  readonly call: (method: string, path: string, ask?: Ask) => Promise<Reply>
  readonly close: () => void
}

export type Ask = {
  readonly token?: string
  /** Sent as JSON. */
  readonly json?: unknown
  readonly body?: { readonly type: string; readonly bytes: Uint8Array }
  readonly headers?: Readonly<Record<string, string>>
}

export type Reply = { readonly status: number; readonly type: string; readonly bytes: Buffer }

export type ClientOptions = {
  readonly connections?: number
  /** Of one answer; a certificate whole is some ten thousand. */
  readonly maxBytes?: number
  /** A node of this machine speaks TLS with a certificate of its own making, which is then believed. */
  readonly dataFolder?: string
}

const TIMEOUT_MS = 30_000
const MAX_BYTES = 16_000_000

/** Throws, at the call, where nobody answers; every answer of a node is a reply, a refusal too. */
export function openClient(baseUrl: string, options: ClientOptions = {}): Client {
  const { connections = 1, maxBytes = MAX_BYTES, dataFolder } = options
  const isTls = baseUrl.startsWith('https:')
  const ca = isTls && dataFolder !== undefined ? ownCertificate(dataFolder) : undefined
  const settings = { keepAlive: true, maxSockets: connections, ...(ca !== undefined && { ca }) }
  const agent = isTls ? new https.Agent(settings) : new http.Agent(settings)
  const request = isTls ? https.request : http.request
  return {
    baseUrl,
    close: () => agent.destroy(),
    call(method, path, ask = {}) {
      const { headers, bytes } = written(ask)
      const url = new URL(path, baseUrl)
      return new Promise((done, fail) => {
        const sent = request(url, { method, headers, agent, timeout: TIMEOUT_MS }, (answer) => {
          read(answer, maxBytes).then(done, fail)
        })
        sent.on('timeout', () => sent.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)))
        sent.on('error', fail)
        sent.end(bytes)
      })
    },
  }
}

function written({ token, json, body, headers: more }: Ask) {
  const bytes = json === undefined ? body?.bytes : Buffer.from(JSON.stringify(json))
  const type = json === undefined ? body?.type : 'application/json'
  const headers: Record<string, string | number> = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(type !== undefined && { 'content-type': type }),
    ...more,
    ...(bytes !== undefined && { 'content-length': bytes.length }),
  }
  return { headers, bytes }
}

async function read(answer: http.IncomingMessage, maxBytes: number): Promise<Reply> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const { statusCode = 0, headers } = answer
  return { status: statusCode, type: headers['content-type'] ?? '', bytes: Buffer.concat(chunks) }
}

function ownCertificate(dataFolder: string): string | undefined {
  try {
    return readFileSync(join(dataFolder, 'tls', 'certificate.pem'), 'utf8')
  } catch (error) {
    // Another machine's node, or one behind a proxy: the authorities of the system vouch for it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Why nobody answered, in one word for a sentence. */
export function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}
