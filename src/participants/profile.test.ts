import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import au from '../../profiles/AU.json' with { type: 'json' }
import bw from '../../profiles/BW.json' with { type: 'json' }
import ca from '../../profiles/CA.json' with { type: 'json' }
import defaults from '../../profiles/default.json' with { type: 'json' }
import eu from '../../profiles/EU.json' with { type: 'json' }
import sl from '../../profiles/SL.json' with { type: 'json' }
import tw from '../../profiles/TW.json' with { type: 'json' }
import us from '../../profiles/US.json' with { type: 'json' }
import type { PartyCode } from '../values/codes.ts'
import { dayFromNumber, dayNumber, dayOf } from '../values/day.ts'
import { cardRuleOn } from './card-rules.ts'
import {
  acceptsOrigin,
  addWorkingDays,
  canonicalNumber,
  confirmationDueOn,
  expiry,
  importerCopyDueOn,
  mayIssueOrigin,
  NOT_ESTABLISHED,
  type OriginMode,
  parseProfile,
  profileFrom,
} from './profile.ts'

function profile(json: unknown) {
  const parsed = parseProfile(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  return parsed.value
}
const EU = profile(eu)
const CA = profile(ca)
const US = profile(us)

describe('expiry (cases 14 and 15)', () => {
  it.each([
    ['EU: two months', EU, '2025-01-15', '2025-03-15'],
    ['EU: to the end of a short month', EU, '2024-12-31', '2025-02-28'],
    ['EU: to the leap day', EU, '2023-12-31', '2024-02-29'],
    ['Canada: 60 days, not two months', CA, '2025-01-15', '2025-03-16'],
    ['Canada: over the leap day', CA, '2024-01-15', '2024-03-15'],
    ['Australia: about two months', profile(au), '2025-06-30', '2025-08-30'],
  ])('%s', (_what, of, issued, expires) => {
    expect(expiry(of, dayOf(issued)).expiresOn).toBe(expires)
  })

  it('Canada: ends at 24:00 GMT, and that second is no longer valid', () => {
    expect(expiry(CA, dayOf('2025-01-15')).exp).toBe(Date.parse('2025-03-17T00:00:00Z') / 1000)
  })

  it('ends on the clock of the issuer', () => {
    const { exp } = expiry(profile(tw), dayOf('2025-01-01'))
    expect(exp).toBe(Date.parse('2025-03-02T16:00:00Z') / 1000)
  })
})

describe('working days and deadlines (cases 18 and 19)', () => {
  const WEEK = [1, 2, 3, 4, 5]
  it.each([
    ['Friday and one', '2025-11-21', 1, '2025-11-24'],
    ['Saturday and one', '2025-11-22', 1, '2025-11-24'],
    ['ten from Friday', '2025-11-21', 10, '2025-12-05'],
    ['none', '2025-11-22', 0, '2025-11-22'],
  ])('%s', (_what, from, n, expected) => {
    expect(addWorkingDays(dayOf(from), n, WEEK)).toBe(expected)
  })

  it('follows another week', () => {
    expect(addWorkingDays(dayOf('2025-11-20'), 1, [7, 1, 2, 3, 4])).toBe('2025-11-23')
  })

  it('counts exactly the working days passed', () => {
    const weeks = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.nat(60), weeks, (start, n, week) => {
        const end = dayNumber(addWorkingDays(dayFromNumber(start), n, week))
        const passed = Array.from({ length: end - start }, (_, i) => start + 1 + i)
        const working = passed.filter((each) =>
          week.includes(new Date(each * 86_400_000).getUTCDay() || 7),
        )
        expect(working).toHaveLength(n)
        if (n > 0) expect(working.at(-1)).toBe(end)
      }),
    )
  })

  it.each([[-1], [1.5], [1_001]])('throws on %s days', (n) => {
    expect(() => addWorkingDays(dayOf('2025-01-01'), n, WEEK)).toThrow('working days')
  })
  it('throws on a week without working days', () => {
    expect(() => addWorkingDays(dayOf('2025-01-01'), 1, [])).toThrow('working days')
  })

  it('the United States: the consignee, 15 calendar days', () => {
    expect(US.confirmation.by).toEqual({ value: 'consignee', source: 'US-301' })
    expect(confirmationDueOn(US, dayOf('2025-11-21'))).toBe('2025-12-06')
  })

  it('the EU: ten working days are for the importer’s copy, not for the issuer', () => {
    expect(importerCopyDueOn(EU, dayOf('2025-11-21'))).toBe('2025-12-05')
    expect(EU.confirmation.within.source).toBe(NOT_ESTABLISHED)
    expect(importerCopyDueOn(US, dayOf('2025-11-21'))).toBeUndefined()
  })

  it('Taiwan: its authority answers, by e-mail', () => {
    expect(profile(tw).confirmation.by).toMatchObject({ value: 'authority', source: 'TW-REG' })
  })
})

describe('origin (cases 4 and 5)', () => {
  it.each<[string, OriginMode, string, boolean]>([
    ['asterisks before', 'mixed_undisclosed', '2025-02-28', true],
    ['asterisks after', 'mixed_undisclosed', '2025-03-01', false],
    ['every origin named', 'mixed_listed', '2025-03-01', true],
    ['one origin', 'single', '2025-03-01', true],
  ])('the EU admits %s', (_what, mode, on, expected) => {
    expect(acceptsOrigin(EU, mode, dayOf(on))).toBe(expected)
  })

  it('the same certificate is admitted elsewhere', () => {
    expect(acceptsOrigin(US, 'mixed_undisclosed', dayOf('2025-03-01'))).toBe(true)
  })

  it('nobody names all origins before May 2024', () => {
    expect(mayIssueOrigin(profile(bw), 'mixed_listed', dayOf('2024-04-30'))).toBe(false)
    expect(mayIssueOrigin(profile(bw), 'mixed_listed', dayOf('2024-05-01'))).toBe(true)
  })
})

describe('canonicalNumber', () => {
  const SL = profile(sl)
  it.each([
    ['as printed', SL, 'SL 004199', 'SL004199'],
    ['lower case and hyphens', SL, ' sl-004199 ', 'SL004199'],
    ['without a prefix', SL, '004199', 'SL004199'],
    ['no zero is added', SL, '4306', 'SL4306'],
    ['eight digits', EU, 'eu 0000.0001', 'EU00000001'],
    ['five digits', US, 'US12345', 'US12345'],
  ])('%s', (_what, of, typed, expected) => {
    expect(canonicalNumber(of, typed)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['another country', US, 'SL12345'],
    ['too few digits', US, 'US1234'],
    ['too many', US, 'US123456'],
    ['letters within', US, 'US12A45'],
    ['digits of another script', US, 'US١٢٣٤٥'],
    ['nothing', US, ''],
    ['no text', US, 12345],
    ['too long to be one', US, `US${' '.repeat(50)}12345`],
  ])('refuses %s', (_what, of, typed) => {
    expect(canonicalNumber(of, typed)).toMatchObject({
      ok: false,
      refusals: [{ code: 'PARTICIPANTS_NUMBER', detail: { example: 'US00001' } }],
    })
  })

  it('leaves a canonical number as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^SL[0-9]{4,6}$/), (number) => {
        expect(canonicalNumber(SL, number)).toEqual({ ok: true, value: number })
      }),
    )
  })
})

describe('parseProfile', () => {
  const good = eu as unknown as Record<string, unknown>
  const format = (value: object) => ({ value, source: 'x' })
  it.each<[string, unknown, string]>([
    ['no object', null, ''],
    ['a missing member', { ...good, validity: undefined }, 'validity'],
    ['a member that nobody defined', { ...good, vailidity: 1 }, 'vailidity'],
    ['a value without a source', { ...good, validity: { value: { days: 1 } } }, 'validity.source'],
    ['a validity of nothing', { ...good, validity: format({ days: 0 }) }, 'validity.value.months'],
    [
      'less retention than the Core',
      { ...good, retentionYears: { value: 2, source: 'x' } },
      'retentionYears.value',
    ],
    [
      'English not first',
      { ...good, languages: { value: ['fr', 'en'], source: 'x' } },
      'languages.value.0',
    ],
    ['no languages', { ...good, languages: { value: [], source: 'x' } }, 'languages.value'],
    [
      'a pattern that could run long',
      { ...good, numberFormat: format({ prefix: 'EU', digits: 8, regex: '^(E+)+$' }) },
      'numberFormat.value.regex',
    ],
    [
      'a pattern of no numbers',
      { ...good, numberFormat: format({ prefix: 'EU', digits: 8, regex: '^EU[0-9]{9,8}$' }) },
      'numberFormat.value.regex',
    ],
    [
      'a pattern for another prefix',
      { ...good, numberFormat: format({ prefix: 'EU', digits: 8, regex: '^EC[0-9]{8}$' }) },
      'numberFormat.value.regex',
    ],
    [
      'an eighth weekday',
      { ...good, workingDays: { value: [8], source: 'x' } },
      'workingDays.value.0',
    ],
    [
      'a clock beyond the date line',
      { ...good, clockOffsetMinutes: { value: 841, source: 'x' } },
      'clockOffsetMinutes.value',
    ],
  ])('refuses %s', (_what, json, field) => {
    expect(parseProfile(JSON.parse(JSON.stringify(json)))).toMatchObject({
      ok: false,
      refusals: [{ code: 'PARTICIPANTS_PROFILE', field }],
    })
  })
})

describe('profileFrom', () => {
  it('makes the default out to a Participant, number format included', () => {
    const lesotho = profileFrom(profile(defaults), 'LS' as PartyCode)
    expect(lesotho.code).toBe('LS')
    expect(canonicalNumber(lesotho, '00042')).toEqual({ ok: true, value: 'LS00042' })
    expect(canonicalNumber(lesotho, 'ZZ00042').ok).toBe(false)
  })
})

describe('signatures by cards', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
  const one = { acts: ['validate'], authorities: [pem], algorithms: ['ecdsa-p256-sha256'] }
  const withRules = (...value: readonly unknown[]) =>
    parseProfile({ ...bw, cardSignatures: { value, source: 'a clause' } })

  it('are asked for on the days of a rule, for its acts', () => {
    const parsed = withRules({ ...one, from: '2026-01-01', until: '2026-07-01' })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
    const rules = parsed.value.cardSignatures.value
    const asked = (day: string, act: 'issue' | 'validate') =>
      cardRuleOn(rules, dayOf(day), act) !== undefined
    expect(asked('2025-12-31', 'validate')).toBe(false)
    expect(asked('2026-01-01', 'validate')).toBe(true)
    expect(asked('2026-01-01', 'issue')).toBe(false)
    expect(asked('2026-07-01', 'validate')).toBe(false)
    expect(cardRuleOn(rules, dayOf('2026-01-01'))).toBe(rules[0])
  })

  it.each([
    ['an act that nobody signs', { ...one, acts: ['void'] }],
    ['an algorithm that collides', { ...one, algorithms: ['rsa-1024-sha1'] }],
    ['no authority', { ...one, authorities: [] }],
    ['what is no certificate', { ...one, authorities: ['-----BEGIN PRIVATE KEY-----'] }],
    ['a word too many', { ...one, optional: true }],
  ])('are no rule with %s', (_, rule) => {
    expect(withRules(rule)).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_PROFILE' }] })
  })
})
