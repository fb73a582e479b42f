import type { ReasonCode } from '../../src/certificates/reasons.ts'
import type { CborValue } from '../../src/crypto/cbor.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { type Draft, fields } from './draft.ts'
import type { Fields } from './fields.ts'
import { instant } from './lists.ts'
import { bodyWith, claimsWith } from './raw.ts'

const BASE = fields()

/** A certificate that is well signed, whose fields contradict each other. */
function wrong(name: string, about: string, expect: ReasonCode, changes: Partial<Fields>): Draft {
  return { name, about, expect, fields: fields(changes) }
}

/** A body with one member changed to something that the field does not hold. */
function member(name: string, about: string, key: number, value: CborValue | undefined): Draft {
  return {
    name: `field-${name}`,
    about,
    expect: 'FIELD_MALFORMED',
    claims: bodyWith(BASE, key, value),
    key: 'CD certificate',
  }
}

const party = (name: string, place: string, country: string) => [name, place, country]
const LINE = [710_231, 12_540, 1_881_000]

const FIELDS: readonly Draft[] = [
  member('version-2', 'Version 2 of the body.', 0, 2),
  member('version-missing', 'No version.', 0, undefined),
  member('unknown', 'A field that this version does not know.', 14, 'x'),
  member('destination-missing', 'No destination.', 1, undefined),
  member('destination-unknown', 'The destination UK, which is no code.', 1, 'UK'),
  member('exporter-without-country', 'The exporter without a country.', 2, [
    'Test SARL',
    'Kinshasa',
  ]),
  member(
    'exporter-in-the-eu',
    'The exporter’s country is EU, which is no country.',
    2,
    party('Test', 'Antwerp', 'EU'),
  ),
  member('importer-empty-name', 'The importer’s name is empty.', 3, party('', 'Antwerp', 'BE')),
  member('name-too-long', 'A name of 71 characters.', 3, party('N'.repeat(71), 'Antwerp', 'BE')),
  member(
    'name-not-nfc',
    'A name with e and a combining accent.',
    2,
    party('Socie\u0301te\u0301', 'Kinshasa', 'CD'),
  ),
  member(
    'name-with-override',
    'A right-to-left override in a name.',
    3,
    party('Test \u202eVN', 'Antwerp', 'BE'),
  ),
  member(
    'name-with-control',
    'A control character in a name.',
    3,
    party('Test\u0007', 'Antwerp', 'BE'),
  ),
  member(
    'name-with-joiner',
    'A joiner between Latin letters, where it only hides.',
    3,
    party('Test\u200d NV', 'Antwerp', 'BE'),
  ),
  member(
    'name-with-two-joiners',
    'Two joiners in a row in Sinhala.',
    3,
    party('ශ්\u200d\u200dරී', 'Antwerp', 'BE'),
  ),
  member(
    'name-with-two-spaces',
    'Two spaces inside a name.',
    3,
    party('Test  NV', 'Antwerp', 'BE'),
  ),
  member('name-with-space-behind', 'A space behind a name.', 3, party('Test NV ', 'Antwerp', 'BE')),
  member('origin-mode', 'A fourth mode of origin.', 4, [3, ['CD']]),
  member('origin-asterisks', 'Asterisks as a country.', 4, [0, ['**']]),
  member('origin-too-many', '25 countries.', 4, [2, Array.from({ length: 25 }, () => 'CD')]),
  member('parcels-none', 'No parcel.', 5, 0),
  member('parcels-too-many', '501 parcels.', 5, 501),
  member('lines-none', 'No line.', 6, []),
  member('lines-four', 'Four lines.', 6, [LINE, LINE, LINE, LINE]),
  member('hs-7102.29', 'HS 7102.29, worked industrial stones.', 6, [[710_229, 12_540, 1_881_000]]),
  member('hs-7104', 'HS 7104, synthetic stones.', 6, [[710_491, 12_540, 1_881_000]]),
  member('hs-as-text', 'The HS code as text.', 6, [['710231', 12_540, 1_881_000]]),
  member('weight-zero', 'A line of no weight.', 6, [[710_231, 0, 1_881_000]]),
  member('weight-negative', 'A line of less than nothing.', 6, [[710_231, -12_540, 1_881_000]]),
  member('weight-too-large', 'A line of 100,000,000.01 carats.', 6, [
    [710_231, 10_000_000_001, 1_881_000],
  ]),
  member('value-zero', 'A line without a value.', 6, [[710_231, 12_540, 0]]),
  member('totals-missing', 'No totals.', 7, undefined),
  member('seals-none', 'No seal.', 8, []),
  member(
    'seals-too-many',
    '25 seals.',
    8,
    Array.from({ length: 25 }, (_, at) => `S${at}`),
  ),
  member('seal-too-long', 'A seal of 21 characters.', 8, ['S'.repeat(21)]),
  member('digest-short', 'A digest of 31 bytes.', 9, new Uint8Array(31)),
  member('digest-as-text', 'The digest in hex.', 9, 'd0'.repeat(32)),
  member('day-beyond-the-calendar', 'An expiry after the year 9999.', 11, 2_932_897),
  member('day-as-text', 'The day of issue as text.', 10, '2026-03-02'),
  member('kind-spelled-out', 'The kind regular, which is said by saying nothing.', 12, 0),
  member('kind-unknown', 'A third kind.', 12, 2),
  member('transit-empty', 'An empty list of transit, which is said by saying nothing.', 13, []),
  member('transit-too-many', 'Five Participants of transit.', 13, ['ZA', 'AE', 'IN', 'GB', 'CA']),
]

const numbered = (name: string, about: string, number: string): Draft => ({
  name: `number-${name}`,
  about,
  expect: 'NUMBER_MALFORMED',
  claims: claimsWith(BASE, 7, encodeUtf8(number)),
  key: 'CD certificate',
})

const lines: Fields['lines'] = [
  { hs: '7102.21', carats: '25.40', usd: '810.00' },
  { hs: '7102.31', carats: '100.00', usd: '18000.00' },
]

const RULES: readonly Draft[] = [
  numbered('lower-case', 'A number in lower case.', 'cd000017'),
  numbered('with-a-hyphen', 'A number with a separator.', 'CD-000017'),
  numbered('without-a-code', 'A number without a country code.', '000017'),
  numbered('too-long', '19 characters behind the code.', `CD${'0'.repeat(19)}`),
  wrong(
    'number-of-another-issuer',
    'A number of South Africa, signed by the Congo.',
    'NUMBER_OF_ANOTHER_ISSUER',
    { number: 'ZA000017' },
  ),
  {
    name: 'no-expiry',
    about: 'A certificate that never ends.',
    expect: 'NO_EXPIRY',
    claims: claimsWith(BASE, 4, undefined),
    key: 'CD certificate',
  },
  wrong('lines-out-of-order', 'Two lines in the wrong order.', 'LINES_NOT_IN_ORDER', {
    lines: [...lines].reverse(),
  }),
  wrong('line-twice', 'Two lines of one HS code.', 'LINES_NOT_IN_ORDER', {
    lines: lines.map((line) => ({ ...line, hs: '7102.31' })),
  }),
  wrong(
    'total-weight-differs',
    'The total weight is a hundredth more than its lines.',
    'TOTALS_DIFFER',
    { lines, totals: { carats: '125.41', usd: '18810.00' } },
  ),
  wrong('total-value-differs', 'The total value is a cent less than its lines.', 'TOTALS_DIFFER', {
    lines,
    totals: { carats: '125.40', usd: '18809.99' },
  }),
  wrong('origin-single-of-two', 'A single origin in two countries.', 'ORIGIN_INCONSISTENT', {
    origin: { mode: 'single', countries: ['CD', 'CG'] },
  }),
  wrong('origin-single-of-none', 'A single origin in no country.', 'ORIGIN_INCONSISTENT', {
    origin: { mode: 'single', countries: [] },
  }),
  wrong(
    'origin-undisclosed-and-named',
    'Origins that are not disclosed, and named.',
    'ORIGIN_INCONSISTENT',
    { origin: { mode: 'mixed_undisclosed', countries: ['CD'] } },
  ),
  wrong('origin-mixed-of-one', 'A mixture of one origin.', 'ORIGIN_INCONSISTENT', {
    origin: { mode: 'mixed_listed', countries: ['CD'] },
  }),
  wrong('origin-twice', 'One country of origin twice.', 'ORIGIN_INCONSISTENT', {
    origin: { mode: 'mixed_listed', countries: ['CD', 'CD'] },
  }),
  {
    ...wrong(
      'expires-before-issue',
      'Expires the day before it was issued.',
      'DATES_INCONSISTENT',
      {
        issuedOn: '2026-03-05',
        expiresOn: '2026-03-04',
        exp: instant('2026-03-05T00:00:00Z'),
        iat: instant('2026-03-04T11:00:00Z'),
      },
    ),
    at: instant('2026-03-04T12:00:00Z'),
  },
  wrong('valid-too-long', 'Valid for 367 days.', 'DATES_INCONSISTENT', {
    expiresOn: '2027-03-04',
    exp: instant('2027-03-05T00:00:00Z'),
  }),
  wrong(
    'exp-of-another-day',
    'exp is a day after the printed day of expiry.',
    'DATES_INCONSISTENT',
    { exp: instant('2026-05-03T00:00:00Z') },
  ),
  wrong(
    'exp-too-far-east',
    'exp is earlier than any clock on earth ends that day.',
    'DATES_INCONSISTENT',
    { exp: instant('2026-05-01T09:59:59Z') },
  ),
  wrong(
    'signed-before-issue',
    'Signed before the day of issue began anywhere.',
    'DATES_INCONSISTENT',
    { iat: instant('2026-03-01T09:59:59Z') },
  ),
  wrong('destination-is-issuer', 'To the Congo, from the Congo.', 'DESTINATION_IS_ISSUER', {
    destination: 'CD',
  }),
  wrong('transit-is-destination', 'Transit through the destination.', 'TRANSIT_INCONSISTENT', {
    transit: ['AE', 'EU'],
  }),
  wrong('transit-is-issuer', 'Transit through the issuer.', 'TRANSIT_INCONSISTENT', {
    transit: ['CD', 'AE'],
  }),
  wrong('transit-twice', 'One Participant of transit twice.', 'TRANSIT_INCONSISTENT', {
    transit: ['AE', 'ZA', 'AE'],
  }),
  wrong('seal-twice', 'One seal number twice.', 'SEALS_REPEATED', {
    seals: ['CD-77120', 'CD-77121', 'CD-77120'],
  }),
]

export const INVALID_MEANING: readonly Draft[] = [...FIELDS, ...RULES]
