import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import ca from '../../profiles/CA.json' with { type: 'json' }
import cd from '../../profiles/CD.json' with { type: 'json' }
import { addDays, dayNumber, dayOf } from '../values/day.ts'
import { expiry, parseProfile } from './profile.ts'
import {
  ALL_FIELDS,
  PROFILE_FIELDS,
  type ProfileChange,
  type ProfileField,
  parseProfileChange,
  profileOn,
  ruledAt,
} from './profile-change.ts'
import { VALUES } from './profile-shape.ts'

function profile(json: unknown) {
  const parsed = parseProfile(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  return parsed.value
}
const CD = profile(cd)
const TODAY = dayOf('2026-11-22')
const validity = (days: number, from: string): ProfileChange => ({
  ...{ field: 'validity', value: { days }, source: 'Decree 12/2026, art. 4' },
  holdsFrom: dayOf(from),
})

describe('profileOn', () => {
  const changes = [validity(90, '2027-01-01'), validity(45, '2027-03-01')]
  it.each([
    ['2026-12-31', 60],
    ['2027-01-01', 90],
    ['2027-02-28', 90],
    ['2027-03-01', 45],
    ['2099-01-01', 45],
  ])('on %s a certificate is good for %i days', (on, days) => {
    const { expiresOn } = expiry(profileOn(CD, changes, dayOf(on)), dayOf(on))
    expect(dayNumber(expiresOn) - dayNumber(dayOf(on))).toBe(days)
  })

  it('of two for one day the later agreement holds, and one for an earlier day holds until the other', () => {
    const added = [...changes, validity(30, '2027-03-01'), validity(75, '2027-02-01')]
    const daysOn = (on: string) => ruledAt(profileOn(CD, added, dayOf(on)), 'validity').value
    expect(['2027-01-31', '2027-02-01', '2027-03-01'].map(daysOn)).toEqual([
      { days: 90 },
      { days: 75 },
      { days: 30 },
    ])
  })

  it('never changes a day before the one from which a change holds, whatever was agreed on before', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays(TODAY, n))
    const change = fc.record({
      field: fc.constantFrom<ProfileField>('validity', 'confirmation.within', 'retentionYears'),
      value: fc.integer({ min: 1, max: 90 }),
      source: fc.constant('a law'),
      holdsFrom: day,
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), change, day, (known, added, on) => {
        const before = profileOn(CD, known, on)
        const after = profileOn(CD, [...known, added], on)
        if (on < added.holdsFrom) expect(after).toEqual(before)
        else if (known.every(({ holdsFrom }) => holdsFrom <= added.holdsFrom))
          expect(ruledAt(after, added.field).value).toBe(added.value)
      }),
    )
  })
})

describe('parseProfileChange', () => {
  const standing = { file: CD, changes: [validity(90, '2027-01-01')], today: TODAY }
  const asked = {
    ...{ field: 'confirmation.within', value: { days: 20, dayKind: 'working' } },
    ...{ source: 'Decree 12/2026, art. 9', holdsFrom: '2026-12-01', reason: 'The new decree.' },
  }
  const codeOf = (change: object) => {
    const parsed = parseProfileChange({ ...asked, ...change }, standing)
    return parsed.ok ? 'accepted' : parsed.refusals[0].code
  }

  it('accepts a change with its clause, from tomorrow on', () => {
    expect(parseProfileChange(asked, standing)).toEqual({ ok: true, value: asked })
    expect(codeOf({ holdsFrom: '2026-11-23' })).toBe('accepted')
  })

  it.each<[string, object, string]>([
    ['today', { holdsFrom: '2026-11-22' }, 'PARTICIPANTS_PROFILE_DAY'],
    ['a day in the past', { holdsFrom: '2020-01-01' }, 'PARTICIPANTS_PROFILE_DAY'],
    ['a day that is none', { holdsFrom: '2026-02-30' }, 'PARTICIPANTS_PROFILE_DAY'],
    ['a century ahead', { holdsFrom: '2126-01-01' }, 'PARTICIPANTS_PROFILE_DAY'],
    ['no clause', { source: ' ' }, 'PARTICIPANTS_PROFILE_SOURCE'],
    ['a clause that nobody knows', { source: 'Not established' }, 'PARTICIPANTS_PROFILE_SOURCE'],
    ['no reason', { reason: '' }, 'PARTICIPANTS_PROFILE_REASON'],
    ['a value of another form', { value: { days: 20, dayKind: 'lunar' } }, 'PARTICIPANTS_PROFILE'],
    ['a value out of bounds', { value: { days: 0, dayKind: 'working' } }, 'PARTICIPANTS_PROFILE'],
    ['no value', { value: undefined }, 'PARTICIPANTS_PROFILE'],
    [
      'more than was asked',
      { value: { days: 1, dayKind: 'working', x: 1 } },
      'PARTICIPANTS_PROFILE',
    ],
    ['less than the scheme asks', { field: 'retentionYears', value: 2 }, 'PARTICIPANTS_PROFILE'],
    ['what is fixed', { field: 'numberFormat' }, 'PARTICIPANTS_PROFILE_FIELD'],
    ['no field', { field: 'constructor' }, 'PARTICIPANTS_PROFILE_FIELD'],
    [
      'what it says already by then',
      { ...validity(90, '2027-01-01'), holdsFrom: '2027-02-01' },
      'PARTICIPANTS_PROFILE_SAME',
    ],
  ])('refuses %s', (_what, change, code) => {
    expect(codeOf(change)).toBe(code)
  })

  it('names the field and what it should be', () => {
    const value = { days: 500, dayKind: 'calendar' }
    expect(parseProfileChange({ ...asked, value }, standing)).toMatchObject({
      refusals: [
        {
          field: 'confirmation.within.value.days',
          detail: { expected: expect.stringContaining('1 to 365') },
        },
      ],
    })
  })

  it('takes what a file of a release has at any place that may change', () => {
    const own = profile(ca)
    for (const field of ALL_FIELDS.filter((each) => PROFILE_FIELDS[each] === 'authority')) {
      const { value } = ruledAt(own, field)
      expect([field, codeOf({ field, value })]).toEqual([field, 'accepted'])
    }
  })

  it('has a form for every place, and a place for every form', () => {
    expect(Object.keys(VALUES).sort()).toEqual([...ALL_FIELDS].sort())
  })
})
