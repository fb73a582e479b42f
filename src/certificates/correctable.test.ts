import { expect, test } from 'vitest'
import { fields } from '../../conformance/kit/draft.ts'
import { certificateOfFields } from '../../conformance/kit/fields.ts'
import { parseCorrection } from './correctable.ts'

const CERTIFICATE = certificateOfFields(fields())
const reason = 'Typing error.'
const ask = (asked: Readonly<Record<string, unknown>>) => {
  const parsed = parseCorrection(CERTIFICATE, { reason, ...asked })
  return parsed.ok
    ? parsed.value.change
    : parsed.refusals.map(({ field, code }) => `${field} ${code}`)
}

test.each([
  ['exporter.name', 'Société d’Essai SARL', 'Société d’Essai SA'],
  ['exporter.place', 'Kinshasa', 'Lubumbashi'],
  ['exporter.country', 'CD', 'CG'],
  ['importer.name', 'Test Diamonds NV', 'Test Diamonds BV'],
  ['importer.place', 'Antwerp', 'Antwerpen'],
  ['importer.country', 'BE', 'NL'],
])('%s: what it was is kept beside what it is', (field, was, is) => {
  expect(ask({ field, is })).toEqual({ field, was, is })
})

test.each([
  ['a weight', { field: 'lines.0.carats', is: '1.00' }, 'field CERTIFICATES_FIELD_NOT_CORRECTABLE'],
  ['a total', { field: 'totals', is: '1.00' }, 'field CERTIFICATES_FIELD_NOT_CORRECTABLE'],
  ['a parcel', { field: 'parcels', is: '3' }, 'field CERTIFICATES_FIELD_NOT_CORRECTABLE'],
  [
    'an inherited name',
    { field: 'constructor', is: 'X' },
    'field CERTIFICATES_FIELD_NOT_CORRECTABLE',
  ],
  ['no field', { is: 'X' }, 'field CERTIFICATES_FIELD_NOT_CORRECTABLE'],
  [
    'the same again',
    { field: 'importer.name', is: ' Test  Diamonds NV ' },
    'is CERTIFICATES_NOTHING_CORRECTED',
  ],
  ['a country that is none', { field: 'importer.country', is: 'XX' }, 'is VALUES_COUNTRY'],
  ['the Union as a country', { field: 'importer.country', is: 'EU' }, 'is VALUES_COUNTRY'],
  [
    'a name that fits no line',
    { field: 'importer.name', is: 'A'.repeat(71) },
    'is VALUES_TEXT_TOO_LONG',
  ],
  ['a name turned around', { field: 'importer.name', is: 'A\u202eB' }, 'is VALUES_TEXT_DIRECTION'],
  ['nothing', { field: 'importer.name', is: '' }, 'is VALUES_TEXT_EMPTY'],
  ['no reason', { field: 'importer.name', is: 'X', reason: '' }, 'reason VALUES_TEXT_EMPTY'],
])('%s is refused', (_, asked, expected) => {
  expect(ask(asked)).toEqual([expected])
})
