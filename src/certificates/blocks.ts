import type { CborMap } from '../crypto/cbor.ts'
import { MAX_NUMBER_BLOCKS } from '../participants/bundle.ts'
import type { Day } from '../values/day.ts'
import { MAX_NUMBER_LENGTH, MAX_REFERENCE } from './limits.ts'
import { type CertificateNumber, isCanonicalNumber } from './number.ts'
import { dayWire, integerWire, lineWire } from './wire.ts'

/**
 * A run of numbers that an authority announces before it uses the first one: a series such as `CD`
 * or `SL15`, then a serial number of `width` digits from `first` to `last`. A number's slot is its
 * ordinal across the blocks of its Participant.
 */
export type NumberBlock = {
  readonly series: string
  readonly width: number
  readonly first: number
  readonly last: number
  /** The slot of `first`. */
  readonly firstSlot: number
  /** The series of the security stationery that carries these numbers. */
  readonly stationery: string
  readonly validFrom: Day
}

/** The busiest authority issues about 30,000 certificates a year; a block of a million is a mistake. */
const MAX_BLOCK = 1_000_000
const MAX_SLOT = 2 ** 32

export type BlockRefusal =
  | 'CERTIFICATES_BLOCK_SHAPE'
  | 'CERTIFICATES_BLOCK_SERIES'
  | 'CERTIFICATES_BLOCK_TOO_LARGE'
  | 'CERTIFICATES_BLOCK_OVERLAPS'
  | 'CERTIFICATES_BLOCK_TOO_MANY'

const KEYS = {
  version: 0,
  series: 1,
  width: 2,
  first: 3,
  last: 4,
  firstSlot: 5,
  stationery: 6,
  validFrom: 7,
} as const

export function encodeBlock(block: NumberBlock): CborMap {
  return new Map([
    [KEYS.version, 1],
    [KEYS.series, block.series],
    [KEYS.width, block.width],
    [KEYS.first, block.first],
    [KEYS.last, block.last],
    [KEYS.firstSlot, block.firstSlot],
    [KEYS.stationery, block.stationery],
    [KEYS.validFrom, dayWire.encode(block.validFrom)],
  ])
}

/** The block that a statement's body announces for `issuer`, or undefined. */
export function decodeBlock(body: CborMap, issuer: string): NumberBlock | undefined {
  const at = (key: number) => body.get(key) ?? null
  const series = lineWire(MAX_NUMBER_LENGTH).decode(at(KEYS.series))
  const width = integerWire(1, 15).decode(at(KEYS.width))
  const first = integerWire(0, 1e15).decode(at(KEYS.first))
  const last = integerWire(0, 1e15).decode(at(KEYS.last))
  const firstSlot = integerWire(0, MAX_SLOT).decode(at(KEYS.firstSlot))
  const stationery = lineWire(MAX_REFERENCE).decode(at(KEYS.stationery))
  const validFrom = dayWire.decode(at(KEYS.validFrom))
  if (series === undefined || width === undefined || first === undefined || last === undefined) {
    return undefined
  }
  if (firstSlot === undefined || stationery === undefined || validFrom === undefined)
    return undefined
  if (body.size !== 8 || at(KEYS.version) !== 1) return undefined
  const block = { series, width, first, last, firstSlot, stationery, validFrom }
  return blockFault(block, issuer) === undefined ? block : undefined
}

/** What is wrong with a block in itself. */
export function blockFault(block: NumberBlock, issuer: string): BlockRefusal | undefined {
  const { series, width, first, last } = block
  if (!series.startsWith(issuer) || !isCanonicalNumber(numberAt(block, first))) {
    return 'CERTIFICATES_BLOCK_SERIES'
  }
  if (first > last || String(last).length > width) return 'CERTIFICATES_BLOCK_SHAPE'
  return last - first >= MAX_BLOCK || series.length + width > MAX_NUMBER_LENGTH + 2
    ? 'CERTIFICATES_BLOCK_TOO_LARGE'
    : undefined
}

/**
 * A block after the ones that exist: its first slot follows theirs, no number stands in both, and all
 * of them still fit a bundle. One more than that, and no verifier could open the issuer's lists.
 */
export function appendBlock(
  existing: readonly NumberBlock[],
  added: Omit<NumberBlock, 'firstSlot'>,
): NumberBlock | 'CERTIFICATES_BLOCK_OVERLAPS' | 'CERTIFICATES_BLOCK_TOO_MANY' {
  if (existing.length >= MAX_NUMBER_BLOCKS) return 'CERTIFICATES_BLOCK_TOO_MANY'
  const firstSlot = existing.reduce((slots, block) => slots + sizeOf(block), 0)
  const block = { ...added, firstSlot }
  return existing.some((each) => overlap(each, block)) ? 'CERTIFICATES_BLOCK_OVERLAPS' : block
}

/** Whether a Participant's blocks follow each other without a gap in slots or a number twice. */
export function areConsecutive(blocks: readonly NumberBlock[]): boolean {
  return blocks.every((block, at) => {
    const before = blocks.slice(0, at)
    const slots = before.reduce((sum, each) => sum + sizeOf(each), 0)
    return block.firstSlot === slots && !before.some((each) => overlap(each, block))
  })
}

export function sizeOf(block: NumberBlock): number {
  return block.last - block.first + 1
}

/** Whether one number stands in both. */
function overlap(a: NumberBlock, b: NumberBlock): boolean {
  const [short, long] = a.series.length <= b.series.length ? [a, b] : [b, a]
  if (short.series.length + short.width !== long.series.length + long.width) return false
  // Two series of different length can spell the same number: CD1 + 0005 and CD10 + 005.
  const between = long.series.slice(short.series.length)
  if (!long.series.startsWith(short.series) || !/^\d*$/.test(between)) return false
  const before = Number(between) * 10 ** long.width
  return short.first <= before + long.last && before + long.first <= short.last
}

export function numberAt(block: NumberBlock, serial: number): CertificateNumber {
  return `${block.series}${String(serial).padStart(block.width, '0')}` as CertificateNumber
}

/** The number of a slot, or undefined where it stands in no block. */
export function numberOfSlot(
  blocks: readonly NumberBlock[],
  slot: number,
): CertificateNumber | undefined {
  const block = blocks.find(
    (each) => slot >= each.firstSlot && slot - each.firstSlot < sizeOf(each),
  )
  return block && numberAt(block, block.first + slot - block.firstSlot)
}

/** The slot of a number, or undefined where it stands in no block. */
export function slotOf(
  blocks: readonly NumberBlock[],
  number: CertificateNumber,
): number | undefined {
  for (const block of blocks) {
    const digits = number.slice(block.series.length)
    if (!number.startsWith(block.series) || digits.length !== block.width) continue
    if (!/^\d+$/.test(digits)) continue
    const serial = Number(digits)
    if (serial >= block.first && serial <= block.last) return block.firstSlot + serial - block.first
  }
  return undefined
}
