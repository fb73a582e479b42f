import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkLink,
  decodeEntry,
  digestOf,
  type Entry,
  encodeEntry,
  firstHash,
  type Link,
  nextHash,
} from './journal.ts'

const entry = (change: Partial<Entry> = {}): Entry => ({
  at: 1_795_000_000_123,
  act: 'certificates:void',
  officerId: 'o-1',
  roles: ['issuing_officer'],
  by: 'cookie',
  from: '192.0.2.7',
  thing: 'CD000012',
  refusals: [],
  changes: [
    {
      thing: 'certificate',
      key: 'CD000012',
      before: { state: 'exported' },
      after: { state: 'voided', other: null, count: 3 },
    },
    { thing: 'application', key: 'a', before: null, after: null },
  ],
  salt: new Uint8Array(16).fill(7),
  ...change,
})

function chain(entries: readonly Entry[]): Link[] {
  let hash = firstHash('CD')
  return entries.map((each, at) => {
    const bytes = encodeEntry(each)
    const digest = digestOf(bytes)
    hash = nextHash(hash, digest)
    const { officerId, act, thing } = each
    return { seq: at + 1, at: each.at, officerId, act, thing, entry: bytes, digest, hash }
  })
}
function faultsOf(links: readonly Link[], participant = 'CD') {
  let end = { seq: 0, hash: firstHash(participant) }
  return links.flatMap((link) => {
    const fault = checkLink(end, link)
    end = { seq: link.seq, hash: link.hash }
    return fault === null ? [] : [`${fault} ${link.seq}`]
  })
}

describe('an entry', () => {
  it.each([
    ['whole', entry()],
    ['of nobody', entry({ officerId: null, roles: [], by: 'none' })],
    ['of an act whose outcome is not known', entry({ outcome: 'unknown' })],
    ['refused', entry({ refusals: ['CERTIFICATES_STATE'], changes: [] })],
  ])('%s is read as it was written', (_, each) => {
    expect(decodeEntry(encodeEntry(each))).toEqual(each)
  })

  it('is nothing when its bytes are none of ours', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeEntry(bytes)).toBeUndefined()
      }),
    )
  })
})

describe('a chain', () => {
  const links = chain([entry(), entry({ thing: 'CD000013' }), entry({ officerId: null })])
  const [, second] = links
  const changed = (change: Partial<Link>) =>
    faultsOf(links.map((link) => (link === second ? { ...link, ...change } : link)))
  const other = encodeEntry(entry({ thing: 'CD000099' }))

  it('is whole as it was written, and with an entry that was erased', () => {
    expect(faultsOf(links)).toEqual([])
    expect(changed({ entry: null })).toEqual([])
  })

  it.each<[string, () => string[], string[]]>([
    ['an entry', () => changed({ entry: other }), ['JOURNAL_ENTRY_CHANGED 2']],
    [
      'an entry with its digest',
      () => changed({ entry: other, digest: digestOf(other), thing: 'CD000099' }),
      ['JOURNAL_CHAIN_BROKEN 2'],
    ],
    [
      'the officer in the column',
      () => changed({ officerId: 'o-2' }),
      ['JOURNAL_COLUMNS_CHANGED 2'],
    ],
    ['the time in the column', () => changed({ at: 5 }), ['JOURNAL_COLUMNS_CHANGED 2']],
    ['the act in the column', () => changed({ act: 'x' }), ['JOURNAL_COLUMNS_CHANGED 2']],
    ['the thing in the column', () => changed({ thing: 'x' }), ['JOURNAL_COLUMNS_CHANGED 2']],
    [
      'the hash',
      () => changed({ hash: new Uint8Array(32) }),
      ['JOURNAL_CHAIN_BROKEN 2', 'JOURNAL_CHAIN_BROKEN 3'],
    ],
    ['the order', () => faultsOf(links.slice(1)), ['JOURNAL_GAP 2']],
    ['whose it is', () => faultsOf(links, 'AO'), ['JOURNAL_CHAIN_BROKEN 1']],
  ])('tells that somebody changed %s', (_, faults, expected) => {
    expect(faults()).toEqual(expected)
  })
})
