import { sameBytes, toHex } from '../crypto/bytes.ts'
import {
  ColumnFault,
  type ColumnReader,
  type ColumnWriter,
  exact,
  unzigzag,
  zigzag,
} from './columns.ts'
import { followingBounds, readBounds, sameBounds, writeBounds } from './delta-bounds.ts'
import { readPlaces, readSlots, writePlaces, writeSlots } from './delta-slots.ts'
import { PREFIX_BYTES } from './register-page.ts'
import type { SignedPage } from './register-statement.ts'
import { HASH_BYTES } from './tile.ts'

/** What two pages of one party are compared with beside each other; the same on both ends. */
export type DeltaContext = {
  /** Epoch seconds, close to when the pages of the target were signed. */
  readonly reference: number
  /**
   * Prefixes of all certificates that were open in the base, issuer after issuer: what an importer
   * confirmed since is one of them, and its place takes two bytes where its prefix takes eight.
   */
  readonly open: readonly Uint8Array[]
}

/** By hex prefix, the place in `open`: for the end that writes. */
export type OpenPlaces = ReadonlyMap<string, number>

export function placesOf({ open }: DeltaContext): OpenPlaces {
  const places = new Map<string, number>()
  for (const [at, prefix] of open.entries()) places.set(toHex(prefix), at)
  return places
}

const SIGNATURE_BYTES = 64
const FLAG = { root: 1, header: 2, blocks: 4, slots: 8, confirmed: 16, bounds: 32 } as const

/** Writes how `base` became `target`. */
export function writePage(
  to: ColumnWriter,
  base: SignedPage,
  target: SignedPage,
  { reference }: DeltaContext,
  places: OpenPlaces,
): void {
  const [was, is] = [base.page, target.page]
  const isSame = {
    root: sameBytes(was.root, is.root),
    header: sameBytes(base.header, target.header),
    blocks: sameAll(was.blocks, is.blocks),
    slots:
      was.slots.length === is.slots.length &&
      is.slots.every((each, at) => same(each, was.slots[at])),
    confirmed: sameAll(was.confirmed, is.confirmed),
    bounds: sameBounds(followingBounds(was, is.slots), is.bounds),
  }
  const flags = Object.entries(FLAG).reduce(
    (sum, [name, flag]) => sum + (isSame[name as keyof typeof FLAG] ? 0 : flag),
    0,
  )
  to.number('shape', flags)
  to.number('times', zigzag(reference - target.at))
  to.number('sizes', zigzag(is.size - was.size))
  to.bytes('signatures', target.signature)
  if (!isSame.root) to.bytes('roots', is.root)
  if (!isSame.header) writeSized(to, target.header)
  if (!isSame.blocks) writeList(to, was.blocks, is.blocks, (each) => to.bytes('roots', each))
  if (!isSame.slots) writeSlots(to, base, target)
  if (!isSame.confirmed)
    writeList(to, was.confirmed, is.confirmed, (each) => writeRef(to, each, places))
  if (!isSame.bounds) writeBounds(to, is)
}

/** The page that `base` became. */
export function readPage(
  from: ColumnReader,
  base: SignedPage,
  { reference, open }: DeltaContext,
): SignedPage {
  const was = base.page
  const flags = from.number('shape')
  const has = (name: keyof typeof FLAG) => (flags & FLAG[name]) !== 0
  const at = exact(reference - unzigzag(from.number('times')))
  const size = exact(was.size + unzigzag(from.number('sizes')))
  const signature = from.bytes('signatures', SIGNATURE_BYTES)
  const root = has('root') ? from.bytes('roots', HASH_BYTES) : was.root
  const header = has('header') ? readSized(from) : base.header
  const blocks = has('blocks')
    ? readList(from, was.blocks, () => from.bytes('roots', HASH_BYTES))
    : was.blocks
  const slots = has('slots') ? readSlots(from, base, at) : was.slots
  const confirmed = has('confirmed')
    ? readList(from, was.confirmed, () => readRef(from, open))
    : was.confirmed
  const bounds = has('bounds') ? readBounds(from, slots) : followingBounds(was, slots)
  return { header, signature, at, page: { size, root, slots, confirmed, blocks, bounds } }
}

function same(a: SignedPage['page']['slots'][number], b: typeof a | undefined): boolean {
  return (
    b !== undefined &&
    a.slot === b.slot &&
    a.status === b.status &&
    a.since === b.since &&
    a.other === b.other &&
    sameBytes(a.prefix, b.prefix)
  )
}

function sameAll(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((each, at) => sameBytes(each, b[at] as Uint8Array))
}

/** Lists that lose some of theirs and grow at their end. */
function writeList(
  to: ColumnWriter,
  base: readonly Uint8Array[],
  target: readonly Uint8Array[],
  writeEach: (each: Uint8Array) => void,
): void {
  const dropped: number[] = []
  let kept = 0
  for (const [at, each] of base.entries()) {
    const next = target[kept]
    if (next !== undefined && sameBytes(each, next)) kept += 1
    else dropped.push(at)
  }
  writePlaces(to, dropped)
  to.number('shape', target.length - kept)
  for (const each of target.slice(kept)) writeEach(each)
}

function readList(
  from: ColumnReader,
  base: readonly Uint8Array[],
  readEach: () => Uint8Array,
): Uint8Array[] {
  const dropped = new Set(readPlaces(from, base.length))
  const list = base.filter((_, at) => !dropped.has(at))
  for (let more = from.number('shape'); more > 0; more -= 1) list.push(readEach())
  return list
}

/** Nought, then the prefix itself; or one more than its place among those that were open. */
function writeRef(to: ColumnWriter, prefix: Uint8Array, places: OpenPlaces): void {
  const place = places.get(toHex(prefix))
  to.number('refs', place === undefined ? 0 : place + 1)
  if (place === undefined) to.bytes('prefixes', prefix)
}

function readRef(from: ColumnReader, open: readonly Uint8Array[]): Uint8Array {
  const ref = from.number('refs')
  if (ref === 0) return from.bytes('prefixes', PREFIX_BYTES)
  const prefix = open[ref - 1]
  if (prefix === undefined) throw new ColumnFault('refs')
  return prefix
}

export function writeSized(to: ColumnWriter, bytes: Uint8Array): void {
  to.number('shape', bytes.length)
  to.bytes('texts', bytes)
}

export function readSized(from: ColumnReader): Uint8Array {
  return from.bytes('texts', from.number('shape'))
}
