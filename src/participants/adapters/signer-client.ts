import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../platform/logger.ts'
import type { SignerRequest } from '../signer-messages.ts'
import {
  type Ask,
  away,
  type Connection,
  ConnectionEnded,
  openConnection,
} from './signer-connection.ts'

export type SignerClient = {
  /** The signer's answer; rejects with PARTICIPANTS_SIGNER_AWAY where there is none, nothing done. */
  readonly ask: Ask
  /** Whether it was reached within so many milliseconds. */
  readonly reached: (milliseconds: number) => Promise<boolean>
  readonly close: () => void
}

export type ClientOptions = {
  readonly path: string
  /** Called before each attempt but the first: whoever can starts the signer again. */
  readonly revive: () => Promise<unknown>
  /** Called with each new connection before anything else is asked over it. */
  readonly onConnect: (ask: Ask) => Promise<unknown>
  readonly logger: Logger
}

/** So long after it was lost a transaction holds its rows, while a signer is started again; then nobody waits. */
const PATIENCE_MS = 2_500
const RETRY_MS = { first: 25, most: 1_000 } as const

const ONCE: ReadonlySet<SignerRequest['verb']> = new Set(['change', 'another'])

/** A connection to the signer that is made again for as long as it takes. */
export function connectSigner(options: ClientOptions): SignerClient {
  const closing = new AbortController()
  const door = createDoor()
  void keepConnected(options, door, closing.signal)
  const reached = (milliseconds: number) => door.opened(milliseconds, closing.signal)
  const connected = async () =>
    (await reached(Math.max(0, door.lostAt() + PATIENCE_MS - performance.now()))) ??
    Promise.reject(away())
  const askAgain: Ask = async (request) => {
    try {
      return await (await connected()).ask(request)
    } catch (error) {
      throw error instanceof ConnectionEnded ? away() : error
    }
  }
  return {
    async ask(request) {
      const connection = await connected()
      try {
        return await connection.ask(request)
      } catch (error) {
        if (!(error instanceof ConnectionEnded)) throw error
        // Who asked may hear of the end before the door does, and must not be sent the same way again.
        door.leave(connection)
        // To sign or to make sure of keys twice does no harm; what changes a list or adds a key is asked once.
        return ONCE.has(request.verb) ? Promise.reject(away()) : askAgain(request)
      }
    },
    reached: async (milliseconds) => (await reached(milliseconds)) !== undefined,
    close: () => closing.abort(),
  }
}

type Door = {
  readonly enter: (connection: Connection) => void
  /** This one has ended. */
  readonly leave: (connection: Connection) => void
  /** When the last one ended, in milliseconds of this process. */
  readonly lostAt: () => number
  /** The connection, as soon as there is one, for so long. */
  readonly opened: (milliseconds: number, closing: AbortSignal) => Promise<Connection | undefined>
}

function createDoor(): Door {
  let current: Connection | undefined
  let lost = performance.now()
  const waiting = new Set<() => void>()
  return {
    enter(connection) {
      current = connection
      for (const go of [...waiting]) go()
    },
    leave(connection) {
      if (current !== connection) return
      current = undefined
      lost = performance.now()
    },
    lostAt: () => lost,
    async opened(milliseconds, closing) {
      if (current !== undefined || closing.aborted) return current
      const enough = new AbortController()
      const go = () => enough.abort()
      waiting.add(go)
      await pause(milliseconds, AbortSignal.any([closing, enough.signal]))
      waiting.delete(go)
      return current
    },
  }
}

async function keepConnected(
  options: ClientOptions,
  door: Door,
  closing: AbortSignal,
): Promise<void> {
  let failures = 0
  let isFirst = true
  while (!closing.aborted) {
    const connection = await attempt(options, isFirst, closing)
    isFirst = false
    if (connection === undefined) {
      await pause(Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** Math.min(failures, 6)), closing)
      failures += 1
    } else {
      failures = 0
      door.enter(connection)
      await connection.ended
      door.leave(connection)
      if (!closing.aborted) options.logger.warn('the connection to the signer ended')
    }
  }
}

async function attempt(
  { path, revive, onConnect }: ClientOptions,
  isFirst: boolean,
  closing: AbortSignal,
): Promise<Connection | undefined> {
  try {
    if (!isFirst) await revive()
    const connection = await openConnection(path)
    if (closing.aborted) connection.destroy()
    closing.addEventListener('abort', connection.destroy)
    void connection.ended.then(() => closing.removeEventListener('abort', connection.destroy))
    await onConnect(connection.ask)
    return connection
  } catch {
    // Whatever it was, it is tried again; who asks meanwhile is told that the signer is away.
    return undefined
  }
}

/** Waits, and no longer than until it is called off. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined)
}
