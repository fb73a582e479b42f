import { expect, it } from 'vitest'
import { loadRegistryFiles } from '../../../participants/adapters/registry-files.ts'
import { ALL_FIELDS, PROFILE_FIELDS, ruledAt } from '../../../participants/profile-change.ts'
import { FORM_OF, readTyped, typedOf } from './value-form.ts'

const { profiles } = loadRegistryFiles()
const changeable = ALL_FIELDS.filter((field) => PROFILE_FIELDS[field] === 'authority')

it('has a form for what an authority may change, and for nothing else', () => {
  expect(ALL_FIELDS.filter((field) => FORM_OF[field] !== null)).toEqual(changeable)
})

it.each([...profiles])(
  '%s: what is shown in a form and left alone is read as it was',
  (_, profile) => {
    for (const field of changeable) {
      const { value } = ruledAt(profile, field)
      expect([field, readTyped(field, typedOf(field, value))]).toEqual([field, value])
    }
  },
)

it.each([
  ['validity', { count: 'ten', unit: 'days' }, { days: 'ten' }],
  ['importerCopyWithin', { count: '', dayKind: 'calendar' }, null],
  ['importerCopyWithin', { count: '3', dayKind: 'working' }, { days: 3, dayKind: 'working' }],
  ['bandUsdPerCarat', { average: '', year: '' }, null],
  ['languages', { list: 'en, fr' }, ['en', 'fr']],
  [
    'mixedOrigin.issues',
    { lines: 'single\n\nmixed_listed | | 2027-01-01' },
    [{ mode: 'single' }, { mode: 'mixed_listed', until: '2027-01-01' }],
  ],
] as const)('%s: %o is %o', (field, typed, value) => {
  expect(readTyped(field, typed)).toEqual(value)
})
