import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeCbor } from '../crypto/cbor.ts'
import { decodeEntry, encodeEntry, type LogEntry } from './entry.ts'
import { statusEntryKind, statusOfEntry } from './entry-kind.ts'
import { registerPage } from './register.ts'
import { decodeRegisterPage, encodeRegisterPage } from './register-codec.ts'
import { hasConfirmed, holds, type ListedSlot, listedAt, prefixOf } from './register-page.ts'
import { FINAL_STATUSES, STATUSES, type Status } from './statuses.ts'

const DAY = 86_400
const NOW = 1_800_000_000
const ROOT = new Uint8Array(32).fill(7)
const digest = (at: number) => new Uint8Array(32).map((_, byte) => (at * 31 + byte * 7 + 1) % 256)
const plain = { subject: null, exp: null, digest: digest(99) }

const certificate = (slot: number, more: Partial<LogEntry> = {}): LogEntry => ({
  ...plain,
  ...{ kind: 'certificate', slot, iat: NOW - DAY, exp: NOW + 60 * DAY, digest: digest(slot) },
  ...more,
})
const said = (slot: number, status: Status, iat = NOW): LogEntry => ({
  ...plain,
  ...{ kind: statusEntryKind(status), slot, iat, subject: digest(slot) },
})
const noted = (slot: number, iat = NOW, subject = digest(slot)): LogEntry => ({
  ...plain,
  ...{ kind: 'import-confirmation', slot, iat, subject },
})
const confirmed = (of: number, exp: number | null): LogEntry => ({
  ...plain,
  ...{ kind: 'import-confirmation', slot: null, iat: NOW, subject: digest(of), exp },
})
const pageOf = (entries: readonly LogEntry[], at = NOW) => registerPage(entries, ROOT, at)
const statusesOf = (entries: readonly LogEntry[], at = NOW) =>
  pageOf(entries, at).slots.map(({ slot, status }) => [slot, status])

describe('what an entry says of its slot', () => {
  const CASES: readonly [string, readonly LogEntry[], Status][] = [
    ['a certificate', [certificate(1)], 'valid'],
    ...STATUSES.map((status): [string, LogEntry[], Status] => [
      `the status ${status}`,
      [certificate(1), said(1, status)],
      status,
    ]),
    ['a suspension that ended', [certificate(1), said(1, 'suspended'), said(1, 'valid')], 'valid'],
    ['a correction', [certificate(1), { ...said(1, 'valid'), kind: 'correction' }], 'corrected'],
    ['a note of its confirmation', [certificate(1), noted(1)], 'used'],
    ['a note of a twin', [certificate(1), noted(1, NOW, digest(2))], 'valid'],
    ['a correction of what is used', [certificate(1), noted(1), said(1, 'corrected')], 'used'],
    ['a suspension of what is used', [certificate(1), said(1, 'used'), said(1, 'valid')], 'used'],
    ['a voiding of what is used', [certificate(1), noted(1), said(1, 'void')], 'void'],
    ['a use of what is void', [certificate(1), said(1, 'void'), noted(1)], 'void'],
    [
      'a loss, then a replacement',
      [certificate(1), said(1, 'stolen'), said(1, 'replaced')],
      'replaced',
    ],
    ['a blank that was spoiled', [said(1, 'spoiled')], 'spoiled'],
    [
      'a status that nobody knows',
      [certificate(1), { ...said(1, 'void'), kind: 'certificate-status' }],
      'valid',
    ],
  ]
  test.each(CASES)('%s', (_, entries, status) => {
    expect(statusesOf(entries)).toEqual([[1, status]])
  })

  test('the first certificate of a slot wins, whatever comes later', () => {
    const page = pageOf([certificate(1), certificate(1, { digest: digest(2), exp: NOW - 1 })])
    expect(page.slots.map(({ prefix }) => prefix)).toEqual([prefixOf(digest(1))])
  })

  test('a blank that signed nothing has a prefix of zeros; one that is suspended is not listed', () => {
    const entries = [said(4, 'returned_unused'), said(5, 'suspended')]
    expect(pageOf(entries).slots).toEqual([
      { slot: 4, prefix: new Uint8Array(8), status: 'returned_unused', since: NOW, other: null },
    ])
  })

  test('the certificate that replaces another names it, and the page says its slot', () => {
    const replacing = certificate(7, { subject: digest(3) })
    const page = pageOf([certificate(3), said(3, 'replaced', NOW - 5), replacing])
    expect(listedAt(page, 3)).toMatchObject({ status: 'replaced', since: NOW - 5, other: 7 })
    expect(listedAt(page, 7)).toMatchObject({ status: 'valid', other: null })
  })
})

describe('how long a slot is listed', () => {
  const CASES: readonly [string, readonly LogEntry[], boolean][] = [
    ['until its end', [certificate(1, { exp: NOW + 1 })], true],
    ['89 days after its end', [certificate(1, { exp: NOW - 89 * DAY })], true],
    ['90 days after its end', [certificate(1, { exp: NOW - 90 * DAY })], false],
    [
      'used 90 days ago, and ended',
      [certificate(1, { exp: NOW }), noted(1, NOW - 90 * DAY)],
      false,
    ],
    ['used 89 days ago, and ended', [certificate(1, { exp: NOW }), noted(1, NOW - 89 * DAY)], true],
    [
      'void for 90 days, not ended',
      [certificate(1, { exp: NOW + 1 }), said(1, 'void', NOW - 90 * DAY)],
      true,
    ],
    [
      'void for 90 days, replaced yesterday',
      [
        certificate(1, { exp: NOW - DAY }),
        said(1, 'void', NOW - 90 * DAY),
        said(1, 'replaced', NOW - DAY),
      ],
      false,
    ],
    [
      'suspended, and ended 90 days ago',
      [certificate(1, { exp: NOW - 90 * DAY }), said(1, 'suspended')],
      false,
    ],
    ['spoiled 90 days ago', [said(1, 'spoiled', NOW - 90 * DAY)], false],
    ['without an end', [certificate(1, { exp: null })], true],
  ]
  test.each(CASES)('%s', (_, entries, isListed) => {
    expect(pageOf(entries).slots.length === 1).toBe(isListed)
  })
})

test('an importer’s confirmations stand in the order of its log, once each, until the certificate ends', () => {
  const page = pageOf([
    confirmed(5, NOW + 1),
    confirmed(2, NOW),
    confirmed(4, null),
    confirmed(5, NOW + 9),
    confirmed(1, NOW + 1),
  ])
  expect(page.confirmed).toEqual([5, 4, 1].map((of) => prefixOf(digest(of))))
  expect(hasConfirmed(page, digest(4))).toBe(true)
  expect(hasConfirmed(page, digest(2))).toBe(false)
})

test('number blocks stand in their order, with the digest of the statement', () => {
  const block = (at: number): LogEntry => ({
    ...plain,
    kind: 'number-block',
    slot: at,
    iat: NOW,
    digest: digest(at),
  })
  expect(pageOf([block(3), certificate(9), block(1)]).blocks).toEqual([digest(3), digest(1)])
  // Signed again with another key, a block stands where it stood.
  const again = { ...block(3), digest: digest(7) }
  expect(pageOf([block(3), block(1), again]).blocks).toEqual([digest(7), digest(1)])
})

test('the kind of every status is read back, from the entry too', () => {
  for (const status of STATUSES) {
    const kind = statusEntryKind(status)
    expect(statusOfEntry(kind)).toBe(status)
    expect(decodeEntry(encodeEntry({ ...said(1, status) }))?.kind).toBe(kind)
  }
  for (const kind of ['a/', 'a//b', 'a/b/c', '/a', 'a/B', `a/${'b'.repeat(33)}`]) {
    expect(decodeEntry(encodeEntry({ ...said(1, 'void'), kind }))).toBeUndefined()
  }
})

/** What happens to one number in a lawful office, in the order in which it happens. */
const life = (slot: number): fc.Arbitrary<LogEntry[]> =>
  fc
    .record({
      days: fc.integer({ min: 0, max: 200 }),
      events: fc.array(fc.constantFrom<Status | 'note'>(...STATUSES, 'note'), { maxLength: 4 }),
      isBlank: fc.boolean(),
    })
    .map(({ days, events, isBlank }) => {
      const iat = NOW - days * DAY
      const born = isBlank ? [] : [certificate(slot, { iat, exp: iat + 60 * DAY })]
      const after = events.map((event, at) =>
        event === 'note' ? noted(slot, iat + at * DAY) : said(slot, event, iat + at * DAY),
      )
      return [...born, ...after]
    })
const lives = fc
  .uniqueArray(fc.nat(40), { maxLength: 8 })
  .chain((slots) => fc.tuple(...slots.map(life)))
const confirmations = fc.array(
  fc.tuple(fc.nat(9), fc.integer({ min: -5, max: 5 })).map(([of, at]) => confirmed(of, NOW + at)),
  { maxLength: 6 },
)

/** Any order of the whole that keeps the order of each life. */
const interleaved = (each: readonly (readonly LogEntry[])[]): fc.Arbitrary<LogEntry[]> => {
  const turns = each.flatMap((entries, at) => entries.map(() => at))
  return fc
    .shuffledSubarray(
      turns.map((_, at) => at),
      { minLength: turns.length },
    )
    .map((order) => {
      const next = each.map(() => 0)
      return order.map((turn) => {
        const at = turns[turn] as number
        const entry = each[at]?.[next[at] as number] as LogEntry
        next[at] = (next[at] as number) + 1
        return entry
      })
    })
}
const logs = fc
  .tuple(lives, confirmations)
  .chain(([each, received]) => interleaved([...each, received]))

test('every interleaving of the same lives gives the same page', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(lives, confirmations)
        .chain(([each, received]) =>
          fc.tuple(interleaved([...each, received]), interleaved([received, ...each])),
        ),
      ([one, another]) => {
        expect(pageOf(one)).toEqual(pageOf(another))
      },
    ),
  )
})

const weight = ({ status }: ListedSlot) =>
  FINAL_STATUSES.some((final) => final === status) ? 2 : status === 'used' ? 1 : 0

test('whatever is said next softens no status and puts no other certificate in a slot', () => {
  fc.assert(
    fc.property(logs, (entries) => {
      for (let taken = 1; taken < entries.length; taken += 1) {
        const before = pageOf(entries.slice(0, taken))
        const after = pageOf(entries.slice(0, taken + 1))
        for (const listed of before.slots) {
          const now = listedAt(after, listed.slot)
          // Only being closed takes a slot from the page, when that was 90 days ago.
          if (now === undefined) continue
          expect(weight(now)).toBeGreaterThanOrEqual(weight(listed))
          if (!holds(listed, new Uint8Array(32))) expect(now.prefix).toEqual(listed.prefix)
        }
      }
    }),
  )
})

test('a page is read back as it was written, and no other spelling of it is read', () => {
  fc.assert(
    fc.property(logs, (entries) => {
      const page = pageOf(entries)
      const body = encodeRegisterPage(page)
      const read = decodeRegisterPage(body)
      expect(read).toEqual(page)
      expect(read && encodeCbor(encodeRegisterPage(read))).toEqual(encodeCbor(body))
    }),
  )
})
