import { beforeAll, describe, expect, test } from 'vitest'
import { coseOf, type Draft, fields } from '../../conformance/kit/draft.ts'
import { AT, DAY, LISTED_AT } from '../../conformance/kit/lists.ts'
import { materialOf, type TrustFile } from '../../conformance/kit/trust.ts'
import { trustVariants } from '../../conformance/kit/trust-variants.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import type { PartyCode } from '../values/codes.ts'
import { type Answer, EFFECTS, type ReasonCode, reason } from './reasons.ts'
import { createVerifier, type Verdict } from './verify.ts'

/**
 * How the answers of the parts become one verdict. Each single fault has a conformance case; here
 * are the clocks, several faults at once, and what a reader without good lists may say.
 */

let trust: Readonly<Record<string, TrustFile>>
beforeAll(async () => {
  trust = await trustVariants()
})

const GOOD = fields()
const NOTES = (codes: readonly ReasonCode[]) => codes.filter((code) => EFFECTS[code] === 'note')
const DECIDING = (codes: readonly ReasonCode[]) => codes.filter((code) => EFFECTS[code] !== 'note')
const codesOf = ({ reasons }: Verdict) => reasons.map(({ code }) => code)

type Asked = {
  readonly of?: Partial<Draft>
  readonly lists?: string | null
  readonly now?: number
  readonly why?: readonly ReasonCode[]
}

async function ask({ of = {}, lists = 'scheme', now = AT, why = [] }: Asked): Promise<Verdict> {
  const cose = await coseOf({ name: '', about: '', expect: 'VALID', fields: GOOD, ...of })
  const file = lists === null ? undefined : trust[lists]
  const material = file === undefined ? null : materialOf(file, now)
  const reasons = why.map((code) => reason(code))
  return createVerifier(material, nodeVerify(), reasons)({ cose }, now)
}

test('a good certificate says what to compare, what was not asked and how old the lists are', async () => {
  const verdict = await ask({})
  expect(verdict).toMatchObject({
    verdict: 'VALID',
    reasons: [
      { code: 'COMPARE_SEALS_AND_WEIGHT', detail: { seals: 'CD-77120' } },
      { code: 'REGISTER_NOT_CONSULTED' },
    ],
    certificate: { number: 'CD000017', issuer: 'CD', destination: 'EU' },
  })
  expect(verdict.lists).toEqual([
    { name: 'trust', issuedAt: LISTED_AT, ageSeconds: 10_800, consulted: true, reason: null },
    { name: 'status', issuedAt: LISTED_AT, ageSeconds: 10_800, consulted: true, reason: null },
    ...['register', 'log', 'witnesses'].map((name) => ({
      name,
      issuedAt: null,
      ageSeconds: null,
      consulted: false,
      reason: null,
    })),
  ])
})

describe('clocks', () => {
  const later = (iat: number) => ({ fields: fields({ iat, issuedOn: '2026-03-04' }) })
  test.each<[string, Asked, Answer, ReasonCode[]]>([
    ['a second before exp', { lists: 'scheme-at-expiry', now: GOOD.exp - 1 }, 'VALID', []],
    ['at exp', { lists: 'scheme-at-expiry', now: GOOD.exp }, 'INVALID', ['EXPIRED']],
    [
      'long after exp',
      { now: GOOD.exp + 9999 * DAY },
      'INVALID',
      ['EXPIRED', 'LIST_STALE', 'LIST_STALE', 'CLOCK_PERHAPS_AHEAD'],
    ],
    ['signed at this second', { of: later(AT) }, 'VALID', []],
    ['signed 300 s ahead', { of: later(AT + 300) }, 'VALID', []],
    ['signed 301 s ahead', { of: later(AT + 301) }, 'CANNOT_TELL', ['SIGNED_IN_THE_FUTURE']],
    ['signed a year ahead', { of: later(AT + 40 * DAY) }, 'CANNOT_TELL', ['SIGNED_IN_THE_FUTURE']],
    ['clock as the list', { now: LISTED_AT }, 'VALID', []],
    ['clock 300 s behind the list', { now: LISTED_AT - 300 }, 'VALID', []],
    ['clock 301 s behind the list', { now: LISTED_AT - 301 }, 'VALID', ['CLOCK_BEHIND']],
    ['clock before iat, list after', { now: GOOD.iat - 1 }, 'VALID', ['CLOCK_BEHIND']],
    ['clock in 1970', { now: 0 }, 'VALID', ['CLOCK_BEHIND']],
    [
      'clock in 1970, list after exp',
      { of: { fields: fields({ exp: GOOD.exp - 50_000 }) }, lists: 'scheme-at-expiry', now: 0 },
      'INVALID',
      ['EXPIRED', 'CLOCK_BEHIND'],
    ],
    ['lists of 24 h', { now: LISTED_AT + DAY }, 'VALID', []],
    [
      'lists of 24 h and 1 s',
      { now: LISTED_AT + DAY + 1 },
      'VALID',
      ['LIST_AGEING', 'LIST_AGEING'],
    ],
    ['lists of 14 d', { now: LISTED_AT + 14 * DAY }, 'VALID', ['LIST_AGEING', 'LIST_AGEING']],
    [
      'lists of 14 d and 1 s',
      { now: LISTED_AT + 14 * DAY + 1 },
      'CANNOT_TELL',
      ['LIST_STALE', 'LIST_STALE', 'CLOCK_PERHAPS_AHEAD'],
    ],
    ['page older than the list', { lists: 'scheme-old-page' }, 'CANNOT_TELL', ['LIST_STALE']],
  ])('%s', async (_, asked, answer, codes) => {
    const verdict = await ask(asked)
    const always: ReasonCode[] = ['COMPARE_SEALS_AND_WEIGHT', 'REGISTER_NOT_CONSULTED']
    expect(verdict.verdict).toBe(answer)
    expect(codesOf(verdict).filter((code) => !always.includes(code))).toEqual(codes)
  })

  test('the age of a list is never negative, and is told in whole days', async () => {
    expect((await ask({ now: 0 })).lists[0]).toMatchObject({ ageSeconds: 0 })
    const old = await ask({ now: LISTED_AT + 10 * DAY + 5 })
    expect(old.lists[0]).toMatchObject({
      reason: { code: 'LIST_AGEING', detail: { list: 'trust', days: 10 } },
    })
  })
})

test('for sixty days every verdict says that keys were changed without their party', async () => {
  const file = trust.scheme as TrustFile
  const said = async (days: number, other = GOOD) => {
    const material = materialOf(file, AT)
    const changed = new Map([['CD' as PartyCode, AT - days * DAY]])
    const known = { ...material, trust: { ...material.trust, changedWithoutParty: changed } }
    const cose = await coseOf({ name: '', about: '', expect: 'VALID', fields: other })
    const verdict = await createVerifier(known, nodeVerify())({ cose }, AT)
    return [
      verdict.verdict,
      verdict.reasons.filter(({ code }) => code === 'DELEGATION_CHANGED_WITHOUT_PARTY'),
    ]
  }
  const since = new Date((AT - 59 * DAY) * 1000).toISOString()
  const note = { code: 'DELEGATION_CHANGED_WITHOUT_PARTY', detail: { party: 'CD', since } }
  expect(await said(59)).toEqual(['VALID', [note]])
  expect(await said(60)).toEqual(['VALID', []])
  expect(await said(59, fields({ number: 'CD000101' }))).toEqual(['INVALID', [note]])
})

describe('several faults at once', () => {
  test('an INVALID from an old list stays INVALID', async () => {
    const verdict = await ask({
      of: { fields: fields({ number: 'CD000101' }) },
      now: LISTED_AT + 20 * DAY,
    })
    expect(verdict.verdict).toBe('INVALID')
    expect(DECIDING(codesOf(verdict))).toEqual(['VOID', 'LIST_STALE', 'LIST_STALE'])
  })

  test('what is wrong stands before what is unknown, and that before notes', async () => {
    const verdict = await ask({
      of: { fields: fields({ destination: 'IS', number: 'CD000102', exp: GOOD.exp + 36_000 }) },
      now: GOOD.exp + 40_000,
    })
    const codes = codesOf(verdict)
    expect(codes.slice(0, 2).sort()).toEqual(['DESTINATION_MAY_NOT_IMPORT', 'EXPIRED'])
    expect(codes.slice(2, 5).sort()).toEqual(['LIST_STALE', 'LIST_STALE', 'SUSPENDED'])
    expect(NOTES(codes)).toEqual(codes.slice(5))
  })

  test('both ends are named', async () => {
    const verdict = await ask({
      of: {
        fields: fields({
          ...{ issuer: 'CF', number: 'CF000017', destination: 'IS' },
          ...{ iat: LISTED_AT - 12 * 365 * DAY, issuedOn: '2014-03-07' },
          ...{ expiresOn: '2014-05-06', exp: Date.parse('2014-05-07T00:00:00Z') / 1000 },
        }),
      },
    })
    expect(codesOf(verdict)).toContain('ISSUER_MAY_NOT_EXPORT')
    expect(codesOf(verdict)).toContain('DESTINATION_MAY_NOT_IMPORT')
  })
})

describe('without a good list nobody hears VALID', () => {
  test.each<[string, Asked, Answer, ReasonCode[]]>([
    ['no list', { lists: null }, 'CANNOT_TELL', ['NO_TRUST_LIST']],
    [
      'no list, and a note only',
      { lists: null, why: ['ROLLBACK_NOT_CHECKED'] },
      'CANNOT_TELL',
      ['NO_TRUST_LIST', 'ROLLBACK_NOT_CHECKED'],
    ],
    [
      'a list that did not open',
      { lists: null, why: ['TRUST_SIGNATURES'] },
      'CANNOT_TELL',
      ['TRUST_SIGNATURES'],
    ],
    ['root not pinned', { lists: 'scheme-unpinned' }, 'CANNOT_TELL', ['ROOT_NOT_PINNED']],
    [
      'root not pinned, number void',
      { lists: 'scheme-unpinned', of: { fields: fields({ number: 'CD000101' }) } },
      'CANNOT_TELL',
      ['ROOT_NOT_PINNED'],
    ],
    [
      'root not pinned, key unknown',
      { lists: 'scheme-unpinned', of: { key: 'nobody' } },
      'CANNOT_TELL',
      ['ROOT_NOT_PINNED'],
    ],
    [
      'root not pinned, long expired',
      { lists: 'scheme-unpinned', now: GOOD.exp + DAY },
      'CANNOT_TELL',
      ['ROOT_NOT_PINNED'],
    ],
    [
      'root not pinned, totals wrong',
      {
        lists: 'scheme-unpinned',
        of: { fields: fields({ totals: { carats: '1.00', usd: '1.00' } }) },
      },
      'INVALID',
      ['TOTALS_DIFFER'],
    ],
    [
      'no list, totals wrong',
      { lists: null, of: { fields: fields({ totals: { carats: '1.00', usd: '1.00' } }) } },
      'INVALID',
      ['TOTALS_DIFFER'],
    ],
  ])('%s', async (_, asked, answer, codes) => {
    const verdict = await ask(asked)
    expect([verdict.verdict, codesOf(verdict), verdict.lists]).toEqual([answer, codes, []])
    expect(verdict.certificate === null).toBe(answer === 'INVALID')
  })

  test.each<[string, string | null, Answer, ReasonCode[]]>([
    ['production list', 'scheme', 'INVALID', ['SPECIMEN_REFUSED']],
    ['no list', null, 'INVALID', ['SPECIMEN_REFUSED']],
    ['unpinned production list', 'scheme-unpinned', 'INVALID', ['SPECIMEN_REFUSED']],
    ['unpinned demonstration list', 'demonstration-unpinned', 'CANNOT_TELL', ['ROOT_NOT_PINNED']],
    ['demonstration list', 'demonstration', 'VALID', []],
  ])('a specimen under: %s', async (_, lists, answer, codes) => {
    const of = { environment: 'demonstration', key: 'CD specimen certificate' } as const
    const verdict = await ask({ of, lists })
    expect([verdict.verdict, DECIDING(codesOf(verdict))]).toEqual([answer, codes])
    if (lists?.startsWith('demonstration')) expect(codesOf(verdict)).toContain('SPECIMEN')
  })

  test('a bad specimen still says SPECIMEN', async () => {
    const of = { environment: 'demonstration', key: 'nobody' } as const
    const verdict = await ask({ of, lists: 'demonstration' })
    expect(codesOf(verdict)).toEqual(['KEY_NOT_DELEGATED', 'SPECIMEN'])
  })
})

describe('what is shown', () => {
  test('nothing of a statement whose signature is not good', async () => {
    expect((await ask({ of: { key: 'nobody' } })).certificate).toBeNull()
  })

  test('a certificate that is void, with since when and what took its place', async () => {
    const verdict = await ask({ of: { fields: fields({ number: 'CD000106' }) } })
    expect(verdict.reasons[0]).toEqual({
      code: 'REPLACED',
      detail: { since: '2026-03-03T12:00:00.000Z', other: 'CD000017' },
    })
    expect(verdict.certificate).toMatchObject({ number: 'CD000106' })
  })

  test('the field at fault', async () => {
    const verdict = await ask({ of: { fields: fields({ parcels: 501 }) } })
    expect(verdict.reasons[0]).toEqual({ code: 'FIELD_MALFORMED', detail: { field: 'parcels' } })
  })
})

test('what an issuer announced is checked once for all its certificates', async () => {
  let checks = 0
  const node = nodeVerify()
  const counting: VerifySignature = (...args) => {
    checks += 1
    return node(...args)
  }
  const verifier = createVerifier(materialOf(trust.scheme as TrustFile, AT), counting)
  const cose = await coseOf({ name: '', about: '', expect: 'VALID', fields: GOOD })
  await Promise.all([verifier({ cose }, AT), verifier({ cose }, AT)])
  const first = checks
  expect((await verifier({ cose }, AT)).verdict).toBe('VALID')
  // Two certificates, one page, three blocks; afterwards one certificate.
  expect([first, checks]).toEqual([6, 7])
})
