import { type Draft, fields, goods } from './draft.ts'
import { AT, DAY, instant, LISTED_AT } from './lists.ts'
import { RETIRED_AT } from './trust-files.ts'

type Valid = Omit<Draft, 'expect'>

const year2013 = {
  iat: instant('2013-05-20T10:00:00Z'),
  exp: instant('2013-07-20T00:00:00Z'),
  issuedOn: '2013-05-20',
  expiresOn: '2013-07-19',
}

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

const KEYS_AND_TIMES: readonly Valid[] = [
  {
    name: 'key-ed25519',
    about: 'Signed with an Ed25519 key, alg -19.',
    fields: fields({
      number: 'CA00077',
      issuer: 'CA',
      origin: { mode: 'single', countries: ['CA'] },
    }),
    key: 'CA certificate, Ed25519',
  },
  {
    name: 'key-retired-later',
    about: 'Signed in the last second before its key was retired.',
    fields: fields({
      number: 'CD000022',
      iat: RETIRED_AT - 1,
      issuedOn: '2026-01-31',
      expiresOn: '2026-04-01',
      exp: instant('2026-04-02T00:00:00Z'),
    }),
    key: 'CD certificate, retired',
  },
  { name: 'as-bytes', about: 'The COSE bytes, without a code.', fields: fields(), qr: null },
  {
    name: 'block-second',
    about: 'A number of the second block of its issuer.',
    fields: fields({ number: 'CD005001' }),
  },
  {
    name: 'zone-limited',
    about: 'The Central African Republic in 2017: exports from approved zones.',
    fields: fields({
      number: 'CF000031',
      issuer: 'CF',
      iat: instant('2017-06-01T10:00:00Z'),
      exp: instant('2017-08-01T00:00:00Z'),
      issuedOn: '2017-06-01',
      expiresOn: '2017-07-31',
      origin: { mode: 'single', countries: ['CF'] },
    }),
    trust: 'scheme-2017',
    at: instant('2017-06-05T09:00:00Z'),
  },
  {
    name: 'left-before-the-suspension',
    about:
      'Issued three days before its issuer was suspended and checked three weeks after: the day of issue decides.',
    fields: fields({
      number: 'CF000030',
      issuer: 'CF',
      ...year2013,
      origin: { mode: 'single', countries: ['CF'] },
    }),
    trust: 'scheme-2013',
    at: instant('2013-06-14T09:00:00Z'),
  },
  {
    name: 'expiry-in-the-far-east',
    about: 'The day of expiry ends at UTC+14, ten in the morning UTC.',
    fields: fields({ number: 'CD000023', exp: instant('2026-05-01T10:00:00Z') }),
  },
  {
    name: 'expiry-in-the-far-west',
    about: 'The day of expiry ends at UTC-12, noon UTC of the next day.',
    fields: fields({ number: 'CD000024', exp: instant('2026-05-02T12:00:00Z') }),
  },
  {
    name: 'last-second',
    about: 'Checked in the last second before exp.',
    fields: fields(),
    trust: 'scheme-at-expiry',
    at: instant('2026-05-01T23:59:59Z'),
  },
  {
    name: 'signed-within-the-skew',
    about: 'Signed 300 seconds after the reader’s time: clocks of two offices may differ by that.',
    fields: fields({ iat: AT + 300, issuedOn: '2026-03-04' }),
  },
]

const LISTS: readonly Valid[] = [
  {
    name: 'list-of-a-day',
    about: 'Lists of exactly 24 hours are fresh.',
    fields: fields(),
    at: LISTED_AT + DAY,
  },
  {
    name: 'list-older-than-a-day',
    about: 'Lists of 24 hours and a second carry a warning.',
    fields: fields(),
    at: LISTED_AT + DAY + 1,
  },
  {
    name: 'list-of-ten-days',
    about: 'Lists of ten days carry a warning.',
    fields: fields(),
    at: LISTED_AT + 10 * DAY,
  },
  {
    name: 'list-of-fourteen-days',
    about: 'Lists of exactly 14 days still serve.',
    fields: fields(),
    at: LISTED_AT + 14 * DAY,
  },
  {
    name: 'clock-behind',
    about:
      'The device’s clock is a month behind the lists: the newest signed time is used, with a warning.',
    fields: fields(),
    at: LISTED_AT - 30 * DAY,
  },
  {
    name: 'specimen',
    about: 'A specimen under a demonstration list that was given by name: VALID, and SPECIMEN.',
    fields: fields(),
    environment: 'demonstration',
    key: 'CD specimen certificate',
    trust: 'demonstration',
  },
]

export const VALID: readonly Draft[] = [...FACES, ...KEYS_AND_TIMES, ...LISTS].map((draft) => ({
  ...draft,
  expect: 'VALID',
}))
