import { type Draft, fields, goods } from './draft.ts'
import { instant } from './lists.ts'
import { VALID_TIMES } from './valid-times.ts'

type Valid = Omit<Draft, 'expect'>

/** What certificates look like. */
const FACES: readonly Valid[] = [
  { name: 'single-origin', about: 'One origin, one line, one parcel, one seal.', fields: fields() },
  {
    name: 'mixed-listed',
    about: 'Mixed origin, every country named, in the order in which the issuer named them.',
    fields: fields({
      number: 'ZA000204',
      issuer: 'ZA',
      origin: { mode: 'mixed_listed', countries: ['BW', 'CA', 'NA', 'ZA'] },
      exporter: { name: 'Aggregation Test (Pty) Ltd', place: 'Johannesburg', country: 'ZA' },
    }),
  },
  {
    name: 'mixed-undisclosed',
    about:
      'Mixed origin, no country named: the sheet prints asterisks, the list of countries is empty.',
    fields: fields({
      number: 'AE000009',
      issuer: 'AE',
      destination: 'IN',
      origin: { mode: 'mixed_undisclosed', countries: [] },
      exporter: { name: 'Souk Test DMCC', place: 'Dubai', country: 'AE' },
      importer: { name: 'Essai Exports Pvt Ltd', place: 'Surat', country: 'IN' },
    }),
  },
  {
    name: 'issuer-european-union',
    about:
      'The issuer is EU, which is a Participant and no country; the exporter is in a member state.',
    fields: fields({
      number: 'EU00012345',
      issuer: 'EU',
      destination: 'AE',
      exporter: { name: 'Test Diamonds NV', place: 'Antwerp', country: 'BE' },
      importer: { name: 'Souk Test DMCC', place: 'Dubai', country: 'AE' },
    }),
  },
  {
    name: 'issuer-taiwan',
    about: 'The issuer is a trading entity that is not a Participant and may trade.',
    fields: fields({
      number: 'TW00042',
      issuer: 'TW',
      origin: { mode: 'single', countries: ['ZA'] },
      exporter: { name: '測試鑽石有限公司', place: 'Taipei', country: 'TW' },
    }),
  },
  {
    name: 'technical',
    about: 'A technical certificate, for goods that go back.',
    fields: fields({
      number: 'EU00012346',
      issuer: 'EU',
      kind: 'technical',
      destination: 'CD',
      exporter: { name: 'Test Diamonds NV', place: 'Antwerp', country: 'BE' },
      importer: { name: 'Société d’Essai SARL', place: 'Kinshasa', country: 'CD' },
    }),
  },
  {
    name: 'transit',
    about: 'Four Participants of transit.',
    fields: fields({ number: 'CD000018', transit: ['ZA', 'AE', 'IN', 'GB'] }),
  },
  {
    name: 'three-lines',
    about: 'All three HS codes, in their order, with totals that are their sums.',
    fields: fields({
      number: 'CD000019',
      parcels: 12,
      lines: [
        { hs: '7102.10', carats: '1000.05', usd: '20000.10' },
        { hs: '7102.21', carats: '250.95', usd: '1254.75' },
        { hs: '7102.31', carats: '0.50', usd: '99.15' },
      ],
      totals: { carats: '1251.50', usd: '21354.00' },
    }),
  },
  {
    name: 'long-names',
    about: 'Names of 70 and places of 40 characters, the most that there may be.',
    fields: fields({
      number: 'CD000020',
      exporter: { name: 'N'.repeat(70), place: 'P'.repeat(40), country: 'CD' },
      importer: { name: 'É'.repeat(70), place: 'ö'.repeat(40), country: 'BE' },
    }),
  },
  {
    name: 'names-in-cyrillic',
    about: 'Names in another script, in NFC: the й is one point.',
    fields: fields({
      number: 'RU0000007',
      issuer: 'RU',
      destination: 'AE',
      origin: { mode: 'single', countries: ['RU'] },
      exporter: { name: 'АО «Пробный алмаз», филиал в г. Мирный', place: 'Мирный', country: 'RU' },
    }),
  },
  {
    name: 'names-with-joiners',
    about: 'Names whose spelling needs U+200D in Sinhala and U+200C in Persian.',
    fields: fields({
      number: 'CD000025',
      exporter: { name: 'ශ්\u200dරී ලංකා මැණික්', place: 'Kinshasa', country: 'CD' },
      importer: { name: 'الماس\u200cهای نمونه', place: 'Antwerp', country: 'BE' },
    }),
  },
  {
    name: 'series-among-the-numbers-of-another',
    about:
      'The series ZA000A and two digits: as text it stands between ZA000001 and ZA009999, and it is none of them.',
    fields: fields({
      number: 'ZA000A17',
      issuer: 'ZA',
      origin: { mode: 'single', countries: ['ZA'] },
    }),
  },
  {
    name: 'smallest',
    about:
      'The least of everything: a hundredth of a carat, a cent, names of one character, valid for a day.',
    fields: fields({
      number: 'CD000001',
      iat: instant('2026-03-04T08:00:00Z'),
      exp: instant('2026-03-05T00:00:00Z'),
      issuedOn: '2026-03-04',
      expiresOn: '2026-03-04',
      exporter: { name: 'A', place: 'B', country: 'CD' },
      importer: { name: 'C', place: 'D', country: 'BE' },
      ...goods('7102.10', '0.01', '0.01'),
      seals: ['1'],
    }),
  },
  {
    name: 'largest-amounts',
    about: 'The most of everything that is counted: integers beyond 32 bits.',
    fields: fields({
      number: 'CD005000',
      parcels: 500,
      ...goods('7102.31', '100000000.00', '10000000000.00'),
    }),
  },
  {
    name: 'most-seals',
    about: '24 seals of 20 characters.',
    fields: fields({
      number: 'CD000021',
      seals: Array.from({ length: 24 }, (_, at) => `SEAL-${String(at).padStart(15, '0')}`),
    }),
  },
  {
    name: 'most-origins',
    about: '24 countries of origin.',
    fields: fields({
      number: 'ZA000205',
      issuer: 'ZA',
      origin: {
        mode: 'mixed_listed',
        countries: 'AO AU BR BW CA CD CF CG CI CM CN GA GH GN GY IN LR LS ML NA RU SL ZA ZW'.split(
          ' ',
        ),
      },
    }),
  },
  {
    name: 'series-with-letters-and-digits',
    about: 'The series SL15 and six digits: a number that begins with digits of a year.',
    fields: fields({
      number: 'SL15004306',
      issuer: 'SL',
      origin: { mode: 'single', countries: ['SL'] },
      exporter: { name: 'Kono Test Ltd', place: 'Freetown', country: 'SL' },
    }),
  },
]

export const VALID: readonly Draft[] = [...FACES, ...VALID_TIMES].map((draft) => ({
  ...draft,
  expect: 'VALID',
}))
