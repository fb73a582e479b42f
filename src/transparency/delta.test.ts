import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handMadeList } from '../../test/hand-made-list.ts'
import { concatBytes, sameBytes } from '../crypto/bytes.ts'
import { type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { joinSign1 } from '../crypto/cose.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import {
  type Bundle,
  encodeBundle,
  MAX_BUNDLE_BYTES,
  type RegisterCopy,
} from '../participants/bundle.ts'
import type { PartyCode } from '../values/codes.ts'
import { applyDelta, MAX_DELTA_BYTES, makeDelta } from './delta.ts'
import { en } from './delta-words.en.ts'
import { fr } from './delta-words.fr.ts'
import type { LogEntry } from './entry.ts'
import { statusEntryKind } from './entry-kind.ts'
import { applyPatch, makePatch } from './patch.ts'
import { registerPage } from './register.ts'
import { joinSignedPage } from './register-statement.ts'
import { STATUSES } from './statuses.ts'

const DAY = 86_400
const NOW = 1_800_000_000
const PARTIES = ['CD', 'EU', 'ZA'] as PartyCode[]
const list = handMadeList()

/** Bytes that nothing packs. */
const bytesOf = (seed: string, length: number) => {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) => digestOf(seed, at))
  return concatBytes(...blocks).subarray(0, length)
}
const digestOf = (party: string, slot: number) => sha256(encodeUtf8(`${party} ${slot}`))

/** One party's page as of `at`, under signatures that nobody checks here. */
function copyOf(
  party: PartyCode,
  entries: readonly LogEntry[],
  at: number,
  bounds: readonly number[] = [],
): RegisterCopy {
  const page = registerPage(entries, sha256(encodeUtf8(`${party} ${entries.length}`)), at, bounds)
  const signature = bytesOf(`${party} ${at}`, 64)
  const bytes = joinSignedPage({ header: bytesOf(party, 40), signature, page, at }, party)
  const cosignatures = (['BW', 'EU', 'X-DDI'] as PartyCode[]).map((witness, after) => ({
    ...{ witness, time: at + after, signature: bytesOf(`${party} ${witness} ${at}`, 64) },
  }))
  return { page: bytes, cosignatures }
}

type Logs = ReadonlyMap<PartyCode, readonly LogEntry[]>
const bundleAt = (
  logs: Logs,
  at: number,
  more: Partial<Bundle> = {},
  bounds: readonly number[] = [],
): Uint8Array =>
  encodeBundle({
    ...list,
    register: new Map(
      [...logs].map(([party, entries]) => [party, copyOf(party, entries, at, bounds)]),
    ),
    ...more,
  })

const base: Omit<LogEntry, 'kind' | 'digest'> = { slot: null, iat: NOW, exp: null, subject: null }
const party = fc.constantFrom(...PARTIES)
const entry: fc.Arbitrary<LogEntry> = fc
  .tuple(
    party,
    fc.nat(12),
    fc.integer({ min: -120, max: 0 }),
    fc.constantFrom('certificate', 'status', 'note', 'confirmed', 'number-block', 'journal-head'),
    fc.constantFrom(...STATUSES),
  )
  .map(([of, slot, day, what, status]): LogEntry => {
    const [iat, subject, digest] = [NOW + day * DAY, digestOf(of, slot), digestOf('', slot + day)]
    const exp = iat + 60 * DAY
    if (what === 'certificate')
      return { ...base, kind: what, slot, iat, exp, digest: digestOf(of, slot) }
    if (what === 'status')
      return { ...base, kind: statusEntryKind(status), slot, iat, subject, digest }
    if (what === 'note') return { ...base, kind: 'import-confirmation', slot, iat, subject, digest }
    if (what === 'confirmed')
      return { ...base, kind: 'import-confirmation', iat, exp, subject, digest }
    return { ...base, kind: what, slot, iat, digest }
  })
const growth = fc.record({
  before: fc.array(fc.tuple(party, entry), { maxLength: 40 }),
  after: fc.array(fc.tuple(party, entry), { maxLength: 20 }),
  days: fc.integer({ min: 0, max: 100 }),
})
const logsOf = (pairs: readonly (readonly [PartyCode, LogEntry])[]): Logs => {
  const logs = new Map<PartyCode, LogEntry[]>()
  for (const [of, each] of pairs) logs.set(of, [...(logs.get(of) ?? []), each])
  return logs
}

const codeOf = (from: Uint8Array, delta: Uint8Array): string => {
  const applied = applyDelta(from, delta)
  return applied.ok ? 'accepted' : applied.refusals[0].code
}

test('a delta leads from any bundle to any later one, byte for byte', () => {
  fc.assert(
    fc.property(growth, ({ before, after, days }) => {
      const was = bundleAt(logsOf(before), NOW)
      const is = bundleAt(logsOf([...before, ...after]), NOW + days * DAY)
      if (sameBytes(was, is)) return
      expect(applyDelta(was, makeDelta(was, is))).toEqual({ ok: true, value: is })
      expect(applyDelta(is, makeDelta(is, was))).toEqual({ ok: true, value: was })
    }),
    { numRuns: 60 },
  )
})

test('and so does one between pages of which either tells places apart, or both do', () => {
  const bounds = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 })
  fc.assert(
    fc.property(growth, bounds, bounds, ({ before, after, days }, first, second) => {
      const was = bundleAt(logsOf(before), NOW, {}, first)
      const is = bundleAt(logsOf([...before, ...after]), NOW + days * DAY, {}, second)
      if (sameBytes(was, is)) return
      expect(applyDelta(was, makeDelta(was, is))).toEqual({ ok: true, value: is })
      expect(applyDelta(is, makeDelta(is, was))).toEqual({ ok: true, value: was })
    }),
    { numRuns: 15 },
  )
})

test('where places stay what they were, a delta says nothing of them', () => {
  const cd = (slot: number): [PartyCode, LogEntry] => [
    'CD' as PartyCode,
    { ...base, kind: 'certificate', slot, exp: NOW + 60 * DAY, digest: digestOf('CD', slot) },
  ]
  const slots = Array.from({ length: 50 }, (_, at) => at)
  const [was, is] = [logsOf(slots.map(cd)), logsOf([...slots, 50, 51].map(cd))]
  const sizeOf = (bounds: readonly number[]) =>
    makeDelta(bundleAt(was, NOW, {}, bounds), bundleAt(is, NOW + DAY, {}, bounds)).length
  expect(sizeOf([20, 30])).toBe(sizeOf([]))
})

const some = logsOf([
  [
    'CD' as PartyCode,
    { ...base, kind: 'certificate', slot: 1, exp: NOW + DAY, digest: digestOf('CD', 1) },
  ],
  ['EU' as PartyCode, { ...base, kind: 'number-block', digest: digestOf('EU', 9) }],
])
const WAS = bundleAt(some, NOW)
const IS = bundleAt(some, NOW + DAY)
const DELTA = makeDelta(WAS, IS)

describe('everything else in a bundle changes too', () => {
  const foreign = new Map([['CD' as PartyCode, { page: bytesOf('nobody', 90), cosignatures: [] }]])
  const unsigned = joinSign1({
    header: bytesOf('a', 3),
    payload: bytesOf('b', 9),
    signature: bytesOf('c', 64),
  })
  const CASES: readonly [string, Partial<Bundle>][] = [
    ['a new root', { roots: [...list.roots, bytesOf('root', 900)] }],
    ['other roots', { roots: [bytesOf('another', 900)] }],
    [
      'a part in other words',
      { parts: new Map([...list.parts].map(([path, part]) => [path, part.slice(1)])) },
    ],
    ['a part that is gone, and a new one', { parts: new Map([['new.json', bytesOf('new', 50)]]) }],
    ['a number block', { numberBlocks: new Map([['CD' as PartyCode, [bytesOf('block', 99)]]]) }],
    ['a status page', { statusPages: new Map([['CD' as PartyCode, bytesOf('page', 99)]]) }],
    ['a page that nobody can read', { register: foreign }],
    [
      'a page of another kind',
      { register: new Map([['EU' as PartyCode, { page: unsigned, cosignatures: [] }]]) },
    ],
    ['no register any more', { register: undefined as never }],
  ]
  test.each(CASES)('%s', (_, more) => {
    const is = bundleAt(some, NOW, more)
    expect(applyDelta(WAS, makeDelta(WAS, is))).toEqual({ ok: true, value: is })
    expect(applyDelta(is, makeDelta(is, WAS))).toEqual({ ok: true, value: WAS })
  })
})

/** The delta with another member, as whoever carries it could write it. */
const bent = (member: number, value: CborValue): Uint8Array => {
  const decoded = decodeCbor(DELTA)
  if (!decoded.ok || !(decoded.value instanceof Map)) throw new Error('the delta is no map')
  return encodeCbor(new Map(decoded.value).set(member, value))
}
const registerOf = (): CborValue[] => {
  const decoded = decodeCbor(DELTA)
  if (!decoded.ok || !(decoded.value instanceof Map)) throw new Error('the delta is no map')
  return decoded.value.get(8) as CborValue[]
}
const column = (at: number, value: Uint8Array): Uint8Array => {
  const [reference, whole, columns] = registerOf()
  const changed = [...(columns as Uint8Array[])]
  changed[at] = value
  return bent(8, [reference as number, whole as CborValue, changed])
}
const HUGE = Uint8Array.from([...Array.from({ length: 7 }, () => 0xff), 0x0f])

describe('hostile deltas', () => {
  test.each<[string, Uint8Array, Uint8Array, string]>([
    ['to another base', IS, makeDelta(WAS, bundleAt(some, NOW + 2 * DAY)), 'DELTA_OF_ANOTHER_BASE'],
    ['applied twice', IS, DELTA, 'DELTA_ALREADY_APPLIED'],
    [
      'a base that is no bundle',
      encodeUtf8('none'),
      bent(2, sha256(encodeUtf8('none'))),
      'BUNDLE_MALFORMED',
    ],
    ['nothing', WAS, new Uint8Array(), 'DELTA_MALFORMED'],
    ['a bundle', WAS, IS, 'DELTA_MALFORMED'],
    ['too long', WAS, new Uint8Array(MAX_DELTA_BYTES + 1), 'DELTA_TOO_LONG'],
    ['a later version', WAS, bent(1, 2), 'DELTA_VERSION'],
    ['a base that is a number', WAS, bent(2, 1), 'DELTA_MALFORMED'],
    ['another target', WAS, bent(3, new Uint8Array(32)), 'DELTA_LEADS_ELSEWHERE'],
    ['roots that are no list', WAS, bent(4, 1), 'DELTA_MALFORMED'],
    ['more roots kept than there are', WAS, bent(4, [9]), 'DELTA_MALFORMED'],
    ['parts that are no map', WAS, bent(5, 1), 'DELTA_MALFORMED'],
    [
      'a patch beyond its source',
      WAS,
      bent(5, new Map([['ZA.json', [0, 2 ** 40]]])),
      'DELTA_MALFORMED',
    ],
    ['a patch of half a copy', WAS, bent(5, new Map([['timestamp.json', [1]]])), 'DELTA_MALFORMED'],
    ['a number block that is text', WAS, bent(6, new Map([['CD', [0, 'x']]])), 'DELTA_MALFORMED'],
    ['a register that is text', WAS, bent(8, 'x'), 'DELTA_MALFORMED'],
    ['no register', WAS, bent(8, null), 'DELTA_LEADS_ELSEWHERE'],
    ['columns that end early', WAS, column(0, new Uint8Array()), 'DELTA_MALFORMED'],
    ['columns with something behind', WAS, column(9, bytesOf('x', 999)), 'DELTA_MALFORMED'],
    ['a time beyond all numbers', WAS, column(1, HUGE), 'DELTA_MALFORMED'],
    ['a number in a longer form', WAS, column(0, Uint8Array.of(0x80, 0)), 'DELTA_MALFORMED'],
  ])('%s', (_, from, delta, code) => {
    expect(codeOf(from, delta)).toBe(code)
  })

  test('copies of copies fill no memory', () => {
    const [path, part] = [...list.parts][0] as [string, Uint8Array]
    const whole = Array.from({ length: 8000 }, () => [0, part.length]).flat()
    expect(8000 * part.length).toBeGreaterThan(MAX_BUNDLE_BYTES / 4)
    const many = new Map([...Array(40).keys()].map((at): [string, CborValue] => [`x${at}`, whole]))
    expect(codeOf(WAS, bent(5, new Map([...many, [path, whole]])))).not.toBe('accepted')
  })

  test('cut anywhere it is refused; flipped, it is refused or leads to the same bytes', () => {
    fc.assert(
      fc.property(fc.nat(DELTA.length - 1), fc.nat(7), (at, bit) => {
        const flipped = DELTA.slice()
        flipped[at] = (flipped[at] as number) ^ (1 << bit)
        // The same bytes can be copied from two places of the base.
        const made = applyDelta(WAS, flipped)
        if (made.ok) expect(made.value).toEqual(IS)
        expect(codeOf(WAS, DELTA.subarray(0, at))).toBe('DELTA_MALFORMED')
      }),
      { numRuns: 400 },
    )
  })
})

test('a patch makes the one out of the other, and says little where they agree', () => {
  const text = fc.array(fc.constantFrom('openkp expires 2026-11-22; ', 'x', 'signature '), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [from, to] = [encodeUtf8(a.join('')), encodeUtf8(b.join(''))]
      expect(applyPatch(from, makePatch(from, to), to.length)).toEqual(to)
      if (to.length > 0)
        expect(applyPatch(from, makePatch(from, to), to.length - 1)).toBeUndefined()
    }),
  )
  const long = bytesOf('long', 5000)
  const changed = Uint8Array.from(long, (byte, at) => (at === 2500 ? byte ^ 1 : byte))
  expect(encodeCbor(makePatch(long, changed) as CborValue).length).toBeLessThan(20)
})

test('every refusal of a delta has its sentence in both languages', () => {
  for (const words of [en, fr]) {
    for (const [code, sentence] of Object.entries(words)) {
      expect(code).toMatch(/^DELTA_/)
      expect(sentence).toMatch(/\.$/)
    }
  }
})
