import type { CborMap } from '../crypto/cbor.ts'
import type { ChainEnd } from './journal.ts'

const KEY = { version: 0, seq: 1, hash: 2 } as const
const VERSION = 1
const HASH_BYTES = 32

/** The body of a `journal-head` (docs/formats/journal-head.md). */
export function encodeHead({ seq, hash }: ChainEnd): CborMap {
  return new Map<number, number | Uint8Array>([
    [KEY.version, VERSION],
    [KEY.seq, seq],
    [KEY.hash, hash],
  ])
}

export function decodeHead(body: CborMap): ChainEnd | undefined {
  const [version, seq, hash] = [KEY.version, KEY.seq, KEY.hash].map((key) => body.get(key))
  const isWhole = body.size === 3 && version === VERSION && typeof seq === 'number' && seq > 0
  if (!isWhole || !(hash instanceof Uint8Array) || hash.length !== HASH_BYTES) return undefined
  return { seq, hash }
}
