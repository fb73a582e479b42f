import { sha256 } from '@noble/hashes/sha2.js'
import { sameBytes } from '../crypto/bytes.ts'
import { type CborMap, type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import {
  type Bundle,
  type BundleRefusal,
  encodeBundle,
  MAX_BUNDLE_BYTES,
  parseBundle,
} from '../participants/bundle.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { ColumnFault } from './columns.ts'
import { changedList, changedMap, changeOfList, changeOfMap } from './delta-parts.ts'
import { changedRegister, changeOfRegister } from './delta-register.ts'
import { applyPatch, makePatch } from './patch.ts'

/** Members of the one CBOR map that a delta is. */
const MEMBER = {
  magic: 0,
  version: 1,
  base: 2,
  target: 3,
  roots: 4,
  parts: 5,
  numberBlocks: 6,
  statusPages: 7,
  register: 8,
} as const
const MAGIC = 'openkp-delta'
const VERSION = 1

/** A reader that was away for months fetches the bundle, which is smaller. */
export const MAX_DELTA_BYTES = 1_000_000

export type DeltaRefusal =
  | BundleRefusal
  | 'DELTA_TOO_LONG'
  | 'DELTA_MALFORMED'
  | 'DELTA_VERSION'
  | 'DELTA_OF_ANOTHER_BASE'
  | 'DELTA_ALREADY_APPLIED'
  | 'DELTA_LEADS_ELSEWHERE'

/**
 * What turns the bundle `base` into the bundle `target`, byte for byte. It says what happened and not
 * what the bytes are: slots that are gone or new, statuses, confirmations, the next signatures.
 *
 * @throws where one of the two is no bundle
 */
export function makeDelta(base: Uint8Array, target: Uint8Array): Uint8Array {
  const [was, is] = [bundleIn(base), bundleIn(target)]
  return encodeCbor(
    new Map<number, CborValue>([
      [MEMBER.magic, MAGIC],
      [MEMBER.version, VERSION],
      [MEMBER.base, sha256(base)],
      [MEMBER.target, sha256(target)],
      [MEMBER.roots, changeOfList(was.roots, is.roots)],
      [MEMBER.parts, changeOfMap(was.parts, is.parts, NOTHING, makePatch)],
      [MEMBER.numberBlocks, changeOfMap(was.numberBlocks, is.numberBlocks, [], changeOfList)],
      [MEMBER.statusPages, changeOfMap(was.statusPages, is.statusPages, NOTHING, makePatch)],
      [MEMBER.register, changeOfRegister(was.register, is.register)],
    ]),
  )
}

/** Whether these bytes begin as a delta does; a reader asks for the one and may be given a bundle. */
export function isDelta(bytes: Uint8Array): boolean {
  const beginning = encodeCbor(MAGIC)
  return sameBytes(bytes.subarray(2, 2 + beginning.length), beginning)
}

const NOTHING = new Uint8Array()

function bundleIn(bytes: Uint8Array): Bundle {
  const parsed = parseBundle(bytes)
  if (!parsed.ok) throw new Error(`no bundle to compare: ${parsed.refusals[0].code}`)
  return parsed.value
}

/**
 * The target of `delta`, exactly as it was when the delta was made, or a refusal: nothing in between.
 * Like a bundle, a delta has no authority of its own; what comes out is checked like any other bundle.
 */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Outcome<Uint8Array, DeltaRefusal> {
  if (delta.length > MAX_DELTA_BYTES) return refuse('DELTA_TOO_LONG')
  const map = readDelta(delta)
  if (map === undefined) return refuse('DELTA_MALFORMED')
  if (map.get(MEMBER.version) !== VERSION) return refuse('DELTA_VERSION')
  const [from, to] = [map.get(MEMBER.base), map.get(MEMBER.target)]
  if (!(from instanceof Uint8Array) || !(to instanceof Uint8Array)) return refuse('DELTA_MALFORMED')
  const digest = sha256(base)
  if (sameBytes(digest, to)) return refuse('DELTA_ALREADY_APPLIED')
  if (!sameBytes(digest, from)) return refuse('DELTA_OF_ANOTHER_BASE')
  const parsed = parseBundle(base)
  if (!parsed.ok) return parsed
  const made = changedBundle(parsed.value, map)
  const bytes = made && encodeBundle(made)
  if (bytes === undefined) return refuse('DELTA_MALFORMED')
  return sameBytes(sha256(bytes), to) ? accept(bytes) : refuse('DELTA_LEADS_ELSEWHERE')
}

function readDelta(bytes: Uint8Array): CborMap | undefined {
  const decoded = decodeCbor(bytes)
  const map = decoded.ok ? decoded.value : undefined
  return map instanceof Map && map.get(MEMBER.magic) === MAGIC ? map : undefined
}

function changedBundle(base: Bundle, map: CborMap): Bundle | undefined {
  try {
    const patched = patching(MAX_BUNDLE_BYTES)
    const roots = changedList(base.roots, map.get(MEMBER.roots) ?? null)
    const parts = changedMap(base.parts, map.get(MEMBER.parts), NOTHING, patched)
    const blocks = changedMap(base.numberBlocks, map.get(MEMBER.numberBlocks), [], changedList)
    const pages = changedMap(base.statusPages, map.get(MEMBER.statusPages), NOTHING, patched)
    const register = changedRegister(base.register, map.get(MEMBER.register) ?? null)
    if (!roots || !parts || !blocks || !pages) return undefined
    const bundle = { roots, parts, numberBlocks: blocks, statusPages: pages }
    return register === null ? bundle : { ...bundle, register }
  } catch (error) {
    if (error instanceof ColumnFault) return undefined
    throw error
  }
}

/** Patches that make no more than `left` bytes, all together: a few bytes can copy millions. */
function patching(left: number) {
  let room = left
  return (was: Uint8Array, patch: CborValue): Uint8Array | undefined => {
    const made = applyPatch(was, patch, room)
    room -= made?.length ?? 0
    return made
  }
}
