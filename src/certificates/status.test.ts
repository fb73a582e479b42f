import { describe, expect, test } from 'vitest'
import { encodeCbor } from '../crypto/cbor.ts'
import { MAX_NUMBER_BLOCKS } from '../participants/bundle.ts'
import type { CertificateNumber } from './number.ts'
import { decodePage, encodePage, MAX_ENTRIES, MAX_PAGE_BYTES, type StatusEntry } from './status.ts'

const SINCE = 1_772_539_200
const used = (count: number): StatusEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    slot: 4_000_000 + at,
    status: 'used',
    since: SINCE + at,
    other: null,
  }))
const digests = (count: number) => Array.from({ length: count }, () => new Uint8Array(32))

describe('a page', () => {
  test('holds what the busiest authority closes: 30,000 a year, each for two months and 90 days', () => {
    const entries = used(Math.ceil((30_000 * (61 + 90)) / 365))
    expect(decodePage(encodePage({ entries, blocks: [] }))?.entries).toHaveLength(entries.length)
  })

  test('that is full still has a size that readers take', () => {
    const page = encodePage({ entries: used(MAX_ENTRIES), blocks: digests(MAX_NUMBER_BLOCKS) })
    expect(encodeCbor(page).length).toBeLessThan(MAX_PAGE_BYTES - 1000)
  })

  test('names as many blocks as a bundle carries, and not one more', () => {
    const page = (count: number) => encodePage({ entries: [], blocks: digests(count) })
    expect(decodePage(page(MAX_NUMBER_BLOCKS))?.blocks).toHaveLength(MAX_NUMBER_BLOCKS)
    expect(decodePage(page(MAX_NUMBER_BLOCKS + 1))).toBeUndefined()
  })

  test('of one entry too many is refused', () => {
    expect(decodePage(encodePage({ entries: used(MAX_ENTRIES), blocks: [] }))).toBeDefined()
    expect(decodePage(encodePage({ entries: used(MAX_ENTRIES + 1), blocks: [] }))).toBeUndefined()
  })

  test('reads back what was written, in the order of slots', () => {
    const other = 'CD000018' as CertificateNumber
    const entries: StatusEntry[] = [
      { slot: 9, status: 'replaced', since: SINCE, other },
      { slot: 2, status: 'void', since: SINCE, other: null },
    ]
    expect(decodePage(encodePage({ entries, blocks: [] }))?.entries).toEqual(entries.toReversed())
  })
})
