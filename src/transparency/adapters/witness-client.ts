import { MAX_NOTE_BYTES, type NoteSignature, readSignatureLines } from '../../crypto/note.ts'
import { decodeUtf8 } from '../../crypto/utf8.ts'
import { writeCheckpoint } from '../checkpoint.ts'
import { WitnessAstray } from './witness-faults.ts'
import { digestOf, type WitnessMemory } from './witness-memory.ts'
import type { WitnessService } from './witness-service.ts'

/** What a witness answered: its signature lines, or the size that it has seen of this log. */
export type Cosigned = { readonly signatures: readonly NoteSignature[] } | { readonly seen: number }

/**
 * A witness that a log shows its heads to. Nothing that it answers has been looked at: both give what
 * it said, throw `WitnessAstray` where that is no answer of a witness, and reject where it is away.
 */
export type WitnessClient = {
  /** The name that its cosignatures have. */
  readonly name: string
  readonly add: (submission: Uint8Array, signal: AbortSignal) => Promise<Cosigned>
  /** The largest checkpoint of a log that it has cosigned; undefined for a log that it never saw. */
  readonly last: (origin: string, signal: AbortSignal) => Promise<Uint8Array | undefined>
}

/** A witness in this very program: in a demonstration one machine plays all of them. */
export function witnessHere(
  name: string,
  service: WitnessService,
  memory: WitnessMemory,
): WitnessClient {
  return {
    name,
    async add(submission) {
      const answer = await service.addCheckpoint(submission)
      if (answer.ok) return { signatures: readSignatureLines(answer.value) ?? [] }
      const [{ code, detail }] = answer.refusals
      if (detail?.size !== undefined) return { seen: Number(detail.size) }
      throw new WitnessAstray('refused', code)
    },
    async last(origin) {
      const checkpoint = await memory.last(origin)
      return checkpoint && writeCheckpoint(checkpoint)
    },
  }
}

/** A witness at an address (c2sp.org/tlog-witness). */
export function witnessAt(name: string, address: string): WitnessClient {
  const base = address.replace(/\/+$/, '')
  return {
    name,
    async add(submission, signal) {
      const { status, bytes } = await ask(`${base}/add-checkpoint`, {
        method: 'POST',
        body: Buffer.from(submission),
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        signal,
      })
      const text = decodeUtf8(bytes) ?? ''
      if (status === 409 && /^(?:0|[1-9][0-9]{0,15})\n$/.test(text)) return { seen: Number(text) }
      if (status !== 200) throw new WitnessAstray('refused', String(status))
      const signatures = readSignatureLines(text)
      if (signatures === undefined) throw new WitnessAstray('unreadable')
      return { signatures }
    },
    async last(origin, signal) {
      const { status, bytes } = await ask(`${base}/checkpoints/${digestOf(origin)}`, { signal })
      if (status === 404) return undefined
      if (status === 200) return bytes
      throw new WitnessAstray('refused', String(status))
    },
  }
}

/** No other address is gone to, since whoever answers could send this node anywhere in its own network. */
async function ask(url: string, init: RequestInit) {
  const answer = await fetch(url, { ...init, redirect: 'error' })
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    // Leaving the loop ends the connection.
    if (length > MAX_NOTE_BYTES) throw new WitnessAstray('unreadable')
    chunks.push(chunk)
  }
  return { status: answer.status, bytes: new Uint8Array(Buffer.concat(chunks)) }
}
