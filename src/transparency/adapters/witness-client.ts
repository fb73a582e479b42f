import { MAX_NOTE_BYTES, type NoteSignature, readSignatureLines } from '../../crypto/note.ts'
import { decodeUtf8 } from '../../crypto/utf8.ts'
import { writeCheckpoint } from '../checkpoint.ts'
import { digestOf, type WitnessMemory } from './witness-memory.ts'
import type { WitnessService } from './witness-service.ts'

/** What a witness answered: its signature lines, or the size that it has seen of this log. */
export type Cosigned = { readonly signatures: readonly NoteSignature[] } | { readonly seen: number }

/** A witness that a log shows its heads to. Both reject where it is away or makes no sense. */
export type WitnessClient = {
  readonly name: string
  readonly add: (submission: Uint8Array) => Promise<Cosigned>
  /** The largest checkpoint of a log that it has cosigned; undefined for a log that it never saw. */
  readonly last: (origin: string) => Promise<Uint8Array | undefined>
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
      if (code === 'WITNESS_OTHER_SIZE') return { seen: Number(detail?.size) }
      throw new Error(`the witness ${name} refused: ${code}`)
    },
    async last(origin) {
      const checkpoint = await memory.last(origin)
      return checkpoint && writeCheckpoint(checkpoint)
    },
  }
}

/** A witness answers from memory; one that takes longer is away. */
const TIMEOUT_MS = 10_000

/** A witness at an address (c2sp.org/tlog-witness). */
export function witnessAt(address: string): WitnessClient {
  const base = address.replace(/\/+$/, '')
  return {
    name: base,
    async add(submission) {
      const answer = await fetch(`${base}/add-checkpoint`, {
        method: 'POST',
        body: Buffer.from(submission),
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const text = decodeUtf8(await bytesOf(answer)) ?? ''
      if (answer.status === 409 && /^[0-9]{1,16}\n$/.test(text)) return { seen: Number(text) }
      const signatures = answer.ok ? readSignatureLines(text) : undefined
      if (signatures !== undefined) return { signatures }
      throw new Error(`the witness at ${base} answered ${answer.status}`)
    },
    async last(origin) {
      const answer = await fetch(`${base}/checkpoints/${digestOf(origin)}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const bytes = await bytesOf(answer)
      if (answer.status === 404) return undefined
      if (answer.ok) return bytes
      throw new Error(`the witness at ${base} answered ${answer.status}`)
    },
  }
}

async function bytesOf({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > MAX_NOTE_BYTES) throw new Error('a witness answered more than a note has')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
