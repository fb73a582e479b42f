import { concatBytes, toHex } from '../crypto/bytes.ts'

/** Bytes in a row that have to agree before they are copied; a copy costs about four. */
const ANCHOR = 16
/** A list of the world that was signed anew in every line has some thousands. */
const MAX_PIECES = 16_384

/**
 * How bytes become others that resemble them: an array of byte strings to insert and of numbers, two
 * of which copy from the old (place and length). Signed lists change in a version, a date and a
 * signature, and the rest of them stays.
 */
export type Patch = readonly (number | Uint8Array)[]

export function makePatch(from: Uint8Array, to: Uint8Array): Patch {
  const places = anchorsOf(from)
  const patch: (number | Uint8Array)[] = []
  let [at, fresh] = [0, 0]
  while (at + ANCHOR <= to.length) {
    const place = places.get(toHex(to.subarray(at, at + ANCHOR)))
    const length = place === undefined ? 0 : agreement(from, place, to, at)
    if (place === undefined || length < ANCHOR) {
      at += 1
      continue
    }
    if (at > fresh) patch.push(to.slice(fresh, at))
    patch.push(place, length)
    at += length
    fresh = at
  }
  return fresh < to.length ? [...patch, to.slice(fresh)] : patch
}

/** Each place of the old, so that a copy may begin anywhere. The last of several alike is taken. */
function anchorsOf(from: Uint8Array): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let at = 0; at + ANCHOR <= from.length; at += 1) {
    places.set(toHex(from.subarray(at, at + ANCHOR)), at)
  }
  return places
}

function agreement(from: Uint8Array, place: number, to: Uint8Array, at: number): number {
  let length = 0
  while (
    place + length < from.length &&
    at + length < to.length &&
    from[place + length] === to[at + length]
  ) {
    length += 1
  }
  return length
}

/** What `patch` makes of `from`; undefined where it makes nothing, or more than `max` bytes. */
export function applyPatch(from: Uint8Array, patch: unknown, max: number): Uint8Array | undefined {
  if (!Array.isArray(patch) || patch.length > MAX_PIECES) return undefined
  const pieces: Uint8Array[] = []
  let [made, at] = [0, 0]
  while (at < patch.length) {
    const piece = pieceOf(from, patch[at], patch[at + 1])
    if (piece === undefined) return undefined
    made += piece.length
    if (made > max) return undefined
    pieces.push(piece)
    at += patch[at] instanceof Uint8Array ? 1 : 2
  }
  return concatBytes(...pieces)
}

function pieceOf(from: Uint8Array, first: unknown, second: unknown): Uint8Array | undefined {
  if (first instanceof Uint8Array) return first
  if (typeof first !== 'number' || typeof second !== 'number') return undefined
  const isInside = first >= 0 && second > 0 && first + second <= from.length
  return isInside ? from.subarray(first, first + second) : undefined
}
