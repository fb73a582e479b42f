import { expect, test } from 'vitest'
import { goods } from '../../test/shipment.ts'
import { parseApplication } from './application.ts'
import { MAX_PARCELS } from './limits.ts'

/** What fields say together; each field by itself is tried at the door (`test/bad-input.test.ts`). */

type Change = Readonly<Record<string, unknown>>

const parcels = (count: number, carats: string, usd = '1.00') => ({
  parcels: Array.from({ length: count }, () => ({ hs: '7102.31', carats, usd })),
})
const mixed = (mode: string, ...countries: readonly string[]) => ({ origin: { mode, countries } })

test.each<[string, Change, string | undefined]>([
  ['as usual', {}, undefined],
  ['as many parcels as there may be', parcels(MAX_PARCELS, '1.00'), undefined],
  ['one parcel more', parcels(MAX_PARCELS + 1, '1.00'), 'parcels VALUES_LIST_TOO_LONG'],
  ['the heaviest parcel', parcels(1, '100000000.00'), undefined],
  ['a hundredth more', parcels(1, '100000000.01'), 'parcels.0.carats VALUES_CARATS_TOO_LARGE'],
  [
    'parcels that are too heavy together',
    parcels(2, '50000000.01'),
    'parcels CERTIFICATES_TOTAL_TOO_LARGE',
  ],
  [
    'one origin, named twice',
    mixed('mixed_listed', 'CD', 'CD'),
    'origin.countries CERTIFICATES_ORIGIN_COUNTRIES',
  ],
  [
    'one origin of several',
    mixed('mixed_listed', 'CD'),
    'origin.countries CERTIFICATES_ORIGIN_COUNTRIES',
  ],
  ['no origin of one', mixed('single'), 'origin.countries CERTIFICATES_ORIGIN_COUNTRIES'],
  [
    'asterisks with a country',
    mixed('mixed_undisclosed', 'CD'),
    'origin.countries CERTIFICATES_ORIGIN_COUNTRIES',
  ],
  ['asterisks', mixed('mixed_undisclosed'), undefined],
  ['through two countries', { transit: ['AE', 'ZA'] }, undefined],
  ['through one country twice', { transit: ['AE', 'AE'] }, 'transit CERTIFICATES_TRANSIT'],
  [
    'through five countries',
    { transit: ['AE', 'ZA', 'GB', 'CH', 'TR'] },
    'transit VALUES_LIST_TOO_LONG',
  ],
  ['technical', { kind: 'technical' }, 'relatedNumbers CERTIFICATES_TECHNICAL_WITHOUT_NUMBER'],
  [
    'technical, with the first number',
    { kind: 'technical', relatedNumbers: ['eu 000-017'] },
    undefined,
  ],
  ['unsold', { purpose: 'return_unsold' }, 'relatedNumbers CERTIFICATES_RETURN_WITHOUT_NUMBER'],
])('%s', (_, change, expected) => {
  const parsed = parseApplication(goods(change))
  const faults = parsed.ok ? [] : parsed.refusals.map(({ field, code }) => `${field} ${code}`)
  expect(faults).toEqual(expected === undefined ? [] : [expected])
})

test('all faults are told at once, each with its field', () => {
  const parsed = parseApplication(
    goods({
      destination: 'XX',
      parcels: [{ hs: '7104', carats: '0', usd: '1.005' }],
      declaration: { accepted: false, name: '' },
    }),
  )
  const fields = parsed.ok ? [] : parsed.refusals.map(({ field }) => field).sort()
  expect(fields).toEqual([
    'declaration.accepted',
    'declaration.name',
    'destination',
    'parcels.0.carats',
    'parcels.0.hs',
    'parcels.0.usd',
  ])
})
