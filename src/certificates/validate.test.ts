import { describe, expect, test } from 'vitest'
import { goods, VALIDATION } from '../../test/shipment.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayOf } from '../values/day.ts'
import { parseApplication } from './application.ts'
import * as limits from './limits.ts'
import type { CertificateNumber } from './number.ts'
import { parseValidation, type ValidateInput, validate } from './validate.ts'

type Json = Readonly<Record<string, unknown>>

const EXP = Date.parse('2026-12-31T23:00:00Z') / 1000

function input(seen: Json = {}, change: Partial<ValidateInput> = {}, of: Json = {}): ValidateInput {
  const application = parseApplication(goods(of))
  const validation = parseValidation({ ...VALIDATION, ...seen })
  if (!application.ok || !validation.ok) throw new Error('the input of the test is not read')
  return {
    application: application.value,
    validation: validation.value,
    number: 'CD000017' as CertificateNumber,
    issuer: 'CD' as PartyCode,
    issuedOn: dayOf('2026-11-01'),
    expiresOn: dayOf('2026-12-31'),
    exp: EXP,
    issuedBy: 'anna',
    validatedBy: 'boris',
    dossierDigest: new Uint8Array(32).fill(7),
    now: EXP - 1,
    ...change,
  }
}
const codes = (of: ValidateInput) => {
  const outcome = validate(of)
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
}
const found = (parcels: number, ...lines: readonly (readonly [string, string])[]) => ({
  found: { parcels, lines: lines.map(([hs, carats]) => ({ hs, carats })) },
})
const seals = (count: number, length = 4) => ({
  containers: [
    { seals: Array.from({ length: count }, (_, at) => String(at).padStart(length, 'S')) },
  ],
})

describe('validation', () => {
  test('what is signed is the application with the seals, the digest and both dates', () => {
    const outcome = validate(input())
    expect(outcome).toMatchObject({
      value: {
        ...{ number: 'CD000017', issuer: 'CD', iat: EXP - 1, exp: EXP, parcels: 2 },
        ...{ issuedOn: '2026-11-01', expiresOn: '2026-12-31', destination: 'EU' },
        lines: [
          { hs: '7102.21', carats: 10_000, usd: 110_000 },
          { hs: '7102.31', carats: 1230, usd: 450_000 },
        ],
        totals: { carats: 11_230, usd: 560_000 },
        seals: ['CD-1001', 'CD-1002'],
        dossierDigest: new Uint8Array(32).fill(7),
      },
    })
  })

  const [a, b] = [
    ['7102.31', '12.30'],
    ['7102.21', '100.00'],
  ] as const
  test.each<[string, ValidateInput, readonly string[]]>([
    ['rows in another order', input(found(2, b, a)), []],
    ['one code in two rows', input(found(2, a, ['7102.21', '99.99'], ['7102.21', '0.01'])), []],
    ['a parcel too many', input(found(3, a, b)), ['CERTIFICATES_PARCELS_DIFFER']],
    ['a hundredth less', input(found(2, a, ['7102.21', '99.99'])), ['CERTIFICATES_GOODS_DIFFER']],
    ['a hundredth more', input(found(2, a, ['7102.21', '100.01'])), ['CERTIFICATES_GOODS_DIFFER']],
    ['a code that is missing', input(found(2, a)), ['CERTIFICATES_GOODS_DIFFER']],
    [
      'equal totals, other codes',
      input(found(2, a, ['7102.10', '100.00'])),
      ['CERTIFICATES_GOODS_DIFFER', 'CERTIFICATES_GOODS_DIFFER'],
    ],
    ['by who issued it', input({}, { validatedBy: 'anna' }), ['CERTIFICATES_SAME_OFFICER']],
    ['at the second of expiry', input({}, { now: EXP }), ['CERTIFICATES_EXPIRED']],
    [
      'a seal on two containers',
      input({ containers: [{ seals: ['A1'] }, { seals: ['A1'] }] }),
      ['CERTIFICATES_SEAL_TWICE'],
    ],
    ['as many seals as there may be', input(seals(limits.MAX_SEALS)), []],
    [
      'one seal too many, spread over containers',
      input({ containers: [...seals(limits.MAX_SEALS).containers, { seals: ['Z'] }] }),
      ['CERTIFICATES_SEALS_TOO_MANY'],
    ],
    [
      'a code that no camera reads',
      input(seals(limits.MAX_SEALS, limits.MAX_SEAL_LENGTH)),
      ['CERTIFICATES_CODE_TOO_LONG'],
    ],
    [
      'everything at once',
      input(found(1, a), { validatedBy: 'anna', now: EXP + 1 }),
      [
        ...['CERTIFICATES_SAME_OFFICER', 'CERTIFICATES_EXPIRED'],
        ...['CERTIFICATES_PARCELS_DIFFER', 'CERTIFICATES_GOODS_DIFFER'],
      ],
    ],
  ])('%s', (_, of, expected) => {
    expect(codes(of)).toEqual(expected)
  })

  test.each<[string, Json, string]>([
    ['no container', { containers: [] }, 'VALUES_LIST_TOO_SHORT'],
    ['a container without a seal', { containers: [{ seals: [] }] }, 'VALUES_LIST_TOO_SHORT'],
    ['a seal of nothing', { containers: [{ seals: [' '] }] }, 'VALUES_TEXT_EMPTY'],
    ['a seal turned around', { containers: [{ seals: ['A\u202e1'] }] }, 'VALUES_TEXT_DIRECTION'],
    [
      'thirteen containers',
      { containers: Array(13).fill({ seals: ['A'] }) },
      'VALUES_LIST_TOO_LONG',
    ],
    ['nothing weighed', found(2), 'VALUES_LIST_TOO_SHORT'],
    ['parcels as text', { found: { ...VALIDATION.found, parcels: '2' } }, 'VALUES_CHOICE'],
    [
      'parcels that are no number',
      { found: { ...VALIDATION.found, parcels: Number.NaN } },
      'VALUES_CHOICE',
    ],
    ['half a parcel', { found: { ...VALIDATION.found, parcels: 1.5 } }, 'VALUES_CHOICE'],
  ])('%s is not read', (_, seen, code) => {
    const parsed = parseValidation({ ...VALIDATION, ...seen })
    expect(parsed).toMatchObject({ refusals: [{ code }] })
  })
})
