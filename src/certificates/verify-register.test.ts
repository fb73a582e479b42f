import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AT, DAY } from '../../conformance/kit/lists.ts'
import {
  type Asked,
  ask,
  atFirst,
  blocks,
  CD,
  confirmed,
  digest,
  EU,
  entry,
  everybody,
  fresh,
  GOOD,
  type Made,
  makeMaterial,
  other,
  SLOT,
  trust,
  two,
  verify,
  WITNESSES,
} from '../../test/live-register.ts'
import { loggedProof } from '../../test/logged-proof.ts'
import { toHex } from '../crypto/bytes.ts'
import type { Trust } from '../participants/trust.ts'
import { statusEntryKind } from '../transparency/entry-kind.ts'
import { STATUSES } from '../transparency/statuses.ts'
import { headsOf } from './issuer-register.ts'
import type { ReasonCode } from './reasons.ts'
import { STATUS_REASONS } from './status-reasons.ts'

/** Verdicts of a scheme whose logs are live: what each page of a register makes of a good certificate. */

test.each([
  ['its quorum', { signedAt: AT - 30, times: { ...everybody(AT - 500), ZA: AT - 40 } }, 40],
  ['its page', { signedAt: AT - 60, times: { ...everybody(AT - 500), ZA: AT - 40 } }, 60],
])(
  'a certificate that stands in its slot is good, and the register is as old as %s',
  async (_, made, age) => {
    const { verdict, codes, lists } = await ask(made)
    expect([verdict, codes]).toEqual(['VALID', []])
    expect(lists.map(({ name, ageSeconds }) => [name, ageSeconds])).toEqual([
      ['trust', 10_800],
      ['register', age],
    ])
  },
)

test('a retired key that signs an older page over the head of now makes the register that old', async () => {
  const without = { entries: [entry({})], signedAt: AT - 15 * DAY }
  expect(await ask(without)).toMatchObject({ verdict: 'CANNOT_TELL', codes: ['LIST_STALE'] })
})

describe('what the register makes of it', () => {
  const CASES: readonly [string, () => Made, ReasonCode[], Asked?][] = [
    [
      'another certificate in its slot',
      () => ({ entries: [entry({ digest: other(1) })] }),
      ['TWIN'],
    ],
    [
      'the same, in a later entry',
      () => ({ entries: [entry({ digest: other(1) }), entry({})] }),
      ['TWIN'],
    ],
    ['an empty slot, a day after it was signed', () => ({ entries: [] }), ['NOT_IN_REGISTER']],
    [
      'an empty slot, an hour after',
      () => ({ entries: [], ...atFirst(), times: everybody(fresh()) }),
      ['REGISTER_OLDER'],
      { now: fresh() },
    ],
    [
      'an empty slot, witnesses from the future',
      () => ({ entries: [], ...atFirst(), times: everybody(AT) }),
      ['REGISTER_OLDER', 'LIST_FROM_THE_FUTURE'],
      { now: fresh() },
    ],
    [
      'two witnesses beside the issuer’s own',
      () => ({ times: { ...two, CD: AT } }),
      ['REGISTER_NOT_WITNESSED'],
    ],
    [
      'no observer among them',
      () => ({ times: { AE: AT, CD: AT, ZA: AT } }),
      ['REGISTER_NOT_WITNESSED'],
    ],
    [
      'too few witnesses and an empty slot',
      () => ({ entries: [], times: two }),
      ['REGISTER_OLDER', 'REGISTER_NOT_WITNESSED'],
    ],
    [
      'too few witnesses of what is void',
      () => ({ entries: [entry({}), entry({ kind: statusEntryKind('void') })], times: two }),
      ['VOID', 'REGISTER_NOT_WITNESSED'],
    ],
    [
      'a word of a witness on another head',
      () => ({
        change: (copy) => ({
          ...copy,
          cosignatures: copy.cosignatures.map((each) => ({ ...each, time: each.time + 1 })),
        }),
      }),
      ['REGISTER_NOT_WITNESSED'],
    ],
    ['a page of another party', () => ({ of: EU }), ['ISSUER_LISTS_DAMAGED']],
    [
      'a page by a key of another usage',
      () => ({ signer: 'CD certificate' }),
      ['ISSUER_LISTS_DAMAGED'],
    ],
    ['a page by a key of another party', () => ({ signer: 'EU status' }), ['ISSUER_LISTS_DAMAGED']],
    [
      'a page that is cut short',
      () => ({ change: (copy) => ({ ...copy, page: copy.page.slice(1) }) }),
      ['ISSUER_LISTS_DAMAGED'],
    ],
    ['confirmed by the importer', () => ({ imports: [confirmed(digest, null)] }), ['USED']],
    ['a twin confirmed by the importer', () => ({ imports: [confirmed(other(1), null)] }), []],
    ['noted by the issuer', () => ({ entries: [entry({}), confirmed(digest, SLOT)] }), ['USED']],
    [
      'both',
      () => ({ entries: [entry({}), confirmed(digest, SLOT)], imports: [confirmed(digest, null)] }),
      ['USED'],
    ],
    [
      'confirmed, and only corrected by its issuer',
      () => ({
        entries: [entry({}), entry({ kind: 'correction' })],
        imports: [confirmed(digest, null)],
      }),
      ['USED', 'CORRECTED'],
    ],
    [
      'confirmed, and the issuer’s lists damaged',
      () => ({ signer: 'EU status', imports: [confirmed(digest, null)] }),
      ['USED', 'ISSUER_LISTS_DAMAGED'],
    ],
    [
      'spoiled, as if it had signed nothing',
      () => ({ entries: [entry({ kind: statusEntryKind('spoiled'), iat: AT - DAY })] }),
      ['SPOILED'],
    ],
    [
      'a register of a day and a second',
      () => ({ signedAt: AT - DAY - 1, times: everybody(AT - DAY - 1) }),
      ['LIST_AGEING'],
    ],
    [
      'a register of 15 days',
      () => ({ signedAt: AT, times: everybody(AT - 15 * DAY) }),
      ['LIST_STALE'],
    ],
  ]
  test.each(CASES)('%s', async (_, made, codes, asked) => {
    expect((await ask(made(), asked)).codes).toEqual(codes)
  })

  test.each(STATUSES.filter((status) => status !== 'valid'))('%s', async (status) => {
    const entries = [entry({}), entry({ kind: statusEntryKind(status), iat: AT - DAY })]
    expect((await ask({ entries })).codes).toEqual([STATUS_REASONS[status]])
  })

  test('a replacement is named by its number', async () => {
    const said = entry({ kind: statusEntryKind('replaced'), iat: AT - DAY })
    const replacing = entry({ slot: 20, digest: other(4), subject: digest })
    const { reasons } = await ask({ entries: [entry({}), said, replacing] })
    expect(reasons[0]).toMatchObject({ code: 'REPLACED', detail: { other: 'CD000021' } })
  })
})

describe('what is over', () => {
  const end = { signedAt: GOOD.exp + DAY, times: everybody(GOOD.exp + DAY) }
  const now = GOOD.exp + DAY
  const deciding = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).codes.filter(
      (code) => code !== 'LIST_STALE' && code !== 'IMPORTER_LIST_OLD',
    )

  test('expired, and as far as anybody knows unused', async () => {
    expect(await deciding(end, { now })).toEqual(['EXPIRED', 'EXPIRED_UNUSED'])
  })
  test('expired after it was used', async () => {
    const kept = [entry({ ...confirmed(digest, null), exp: now + DAY })]
    expect(await deciding({ ...end, imports: kept }, { now })).toEqual(['USED', 'EXPIRED'])
  })
  test('expired so long ago that its slot is no longer listed: not a mark of anything', async () => {
    const late = GOOD.exp + 100 * DAY
    const made = { signedAt: late, times: everybody(late) }
    expect(await deciding(made, { now: late })).toEqual(['EXPIRED'])
  })
})

describe('a copy that carries a proof', () => {
  const young: Made = { entries: [], ...atFirst(), times: everybody(fresh()) }

  test.each<[string, () => Promise<Uint8Array>, ReasonCode[]]>([
    ['that a quorum cosigned', loggedProof(['AE', 'X-DDI', 'ZA']), []],
    ['that too few cosigned', loggedProof(['CD', 'X-DDI', 'ZA']), ['REGISTER_OLDER']],
    [
      'of another certificate',
      loggedProof(['AE', 'X-DDI', 'ZA'], () => entry({ digest: other(6) })),
      ['REGISTER_OLDER'],
    ],
    [
      'of a certificate that replaces another, named beside it',
      loggedProof(['AE', 'X-DDI', 'ZA'], () => entry({ subject: other(7) }), other(7)),
      [],
    ],
    [
      'of one that replaces another, which nobody names',
      loggedProof(['AE', 'X-DDI', 'ZA'], () => entry({ subject: other(7) })),
      ['REGISTER_OLDER'],
    ],
    [
      'that names another subject than the entry',
      loggedProof(['AE', 'X-DDI', 'ZA'], () => entry({ subject: other(7) }), other(8)),
      ['REGISTER_OLDER'],
    ],
    ['that is none', async () => new Uint8Array(9), ['REGISTER_OLDER']],
  ])('%s', async (_, given, codes) => {
    expect((await ask(young, { now: fresh(), proof: given })).codes).toEqual(codes)
  })

  test('outweighs no other certificate in its slot', async () => {
    const made = { ...young, entries: [entry({ digest: other(1) })] }
    const given = loggedProof(['AE', 'X-DDI', 'ZA'])
    expect((await ask(made, { now: fresh(), proof: given })).codes).toEqual(['TWIN'])
  })
})

describe('a reader that remembers heads', () => {
  const seen = (size: number, root: Uint8Array) => () =>
    new Map([[CD, { size, root: toHex(root) }]])
  const size = () => blocks.length + 1
  test.each<[string, () => Trust['headsSeen'], ReasonCode[]]>([
    ['an older one', () => seen(size() - 1, other(1))(), []],
    ['the same', () => seen(size(), other(size()))(), []],
    ['a later one', () => seen(size() + 1, other(1))(), ['LIST_ROLLED_BACK']],
    ['another of its size', () => seen(size(), other(99))(), ['LOG_FORKED']],
  ])('%s', async (_, given, codes) => {
    expect((await ask({}, { seen: given })).codes).toEqual(codes)
  })

  test('keeps what a quorum stands behind, and nothing else', async () => {
    const heads = async (made: Made) => {
      const { bundle } = await makeMaterial(made)
      return [...(await headsOf(bundle, trust, verify))]
    }
    expect((await heads({})).find(([party]) => party === CD)).toEqual([
      CD,
      { size: size(), root: toHex(other(size())) },
    ])
    expect((await heads({ times: two })).map(([party]) => party)).toEqual(['EU'])
  })
})

test('no set of cosignatures that lacks an observer, or three operators, makes it valid', async () => {
  const parties = Object.keys(WITNESSES)
  await fc.assert(
    fc.asyncProperty(fc.subarray(parties), async (chosen) => {
      const times = Object.fromEntries(chosen.map((party) => [party, AT - 30]))
      const { verdict } = await ask({ times })
      const counted = chosen.filter((party) => party !== 'CD')
      expect(verdict).toBe(counted.length === 3 ? 'VALID' : 'CANNOT_TELL')
    }),
    { numRuns: 20 },
  )
})
