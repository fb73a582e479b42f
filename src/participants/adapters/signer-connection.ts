import { connect, type Socket } from 'node:net'
import { RefusedError } from '../../platform/refused-error.ts'
import { refusal } from '../../values/outcome.ts'
import {
  decodeAnswer,
  encodeRequest,
  type SignerAnswer,
  type SignerRequest,
} from '../signer-messages.ts'
import { signerBook } from './signer-book.ts'
import { frameOf, readFrames } from './signer-frames.ts'

export type Ask = (request: SignerRequest) => Promise<SignerAnswer>

export type Connection = {
  readonly ask: Ask
  readonly ended: Promise<void>
  readonly destroy: () => void
}

/** A signature takes a millisecond, and a slow device a second. */
const ANSWER_MS = 5_000
/** The keys of all Participants, on a device that needs half a second for each. */
const MAKE_MS = 120_000

/** The connection ended before the answer: what was asked may have been done, or not. */
export class ConnectionEnded extends Error {}

/** There is no signer to ask. Nothing was done. */
export function away(): RefusedError {
  return new RefusedError(refusal('PARTICIPANTS_SIGNER_AWAY'), signerBook)
}

/** Connects to the signer at `path`; rejects where none listens. */
export async function openConnection(path: string): Promise<Connection> {
  return talk(await openSocket(path))
}

function openSocket(path: string): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect(path)
    socket.once('error', failed)
    socket.once('connect', () => {
      socket.removeListener('error', failed)
      done(socket)
    })
  })
}

type Waiting = { readonly done: (answer: SignerAnswer) => void; readonly failed: () => void }

/** Questions and answers over one socket, matched by number. */
function talk(socket: Socket): Connection {
  const asked = new Map<number, Waiting>()
  readFrames(socket, (message) => {
    const answer = decodeAnswer(message)
    if (answer === undefined) return void socket.destroy()
    asked.get(answer.id)?.done(answer.body)
    asked.delete(answer.id)
  })
  const ended = new Promise<void>((done) => {
    socket.once('close', () => {
      for (const each of asked.values()) each.failed()
      asked.clear()
      done()
    })
  })
  socket.on('error', () => socket.destroy())
  let last = 0
  const ask: Ask = async (body) => {
    if (socket.destroyed) throw new ConnectionEnded()
    last += 1
    const id = last
    // One that does not answer any more is as good as none.
    const patience = body.verb === 'make' || body.verb === 'another' ? MAKE_MS : ANSWER_MS
    const late = setTimeout(() => socket.destroy(), patience)
    try {
      return await new Promise<SignerAnswer>((done, failed) => {
        asked.set(id, { done, failed: () => failed(new ConnectionEnded()) })
        socket.write(frameOf(encodeRequest({ id, body })))
      })
    } finally {
      clearTimeout(late)
    }
  }
  return { ask, ended, destroy: () => socket.destroy() }
}
