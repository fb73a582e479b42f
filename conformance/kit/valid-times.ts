import { type Draft, fields } from './draft.ts'
import { AT, DAY, instant, LISTED_AT } from './lists.ts'
import { RETIRED_AT } from './trust-files.ts'

type Valid = Omit<Draft, 'expect'>

const year2013 = {
  iat: instant('2013-05-20T10:00:00Z'),
  exp: instant('2013-07-20T00:00:00Z'),
  issuedOn: '2013-05-20',
  expiresOn: '2013-07-19',
}

function sixtyDaysFrom(issuedOn: string) {
  const iat = instant(`${issuedOn}T10:00:00Z`)
  const expiresOn = new Date((iat + 60 * DAY) * 1000).toISOString().slice(0, 10)
  return { issuedOn, expiresOn, iat, exp: instant(`${expiresOn}T00:00:00Z`) + DAY }
}

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
    name: 'mine-approval-needed',
    about: 'Zimbabwe in 2010: goods of Marange needed an approval for each mine.',
    fields: fields({
      ...{ number: 'ZW000031', issuer: 'ZW' },
      ...sixtyDaysFrom('2010-06-01'),
      origin: { mode: 'single', countries: ['ZW'] },
    }),
    trust: 'scheme-2010',
    at: instant('2010-06-05T09:00:00Z'),
  },
  {
    name: 'destination-embargoed',
    about: 'To Côte d’Ivoire in 2013: the embargo forbade its exports, not what is sent there.',
    fields: fields({
      ...{ number: 'ZA000207', issuer: 'ZA', destination: 'CI' },
      ...sixtyDaysFrom('2013-06-03'),
      origin: { mode: 'single', countries: ['ZA'] },
    }),
    trust: 'scheme-2013',
    at: instant('2013-06-14T09:00:00Z'),
  },
  {
    name: 'date-uncertain',
    about: 'To Venezuela in 2017: on which day it came back is not established.',
    fields: fields({
      ...{ number: 'ZA000208', issuer: 'ZA', destination: 'VE' },
      ...sixtyDaysFrom('2017-06-01'),
      origin: { mode: 'single', countries: ['ZA'] },
    }),
    trust: 'scheme-2017',
    at: instant('2017-06-05T09:00:00Z'),
  },
  {
    name: 'not-on-the-list-of-the-destination',
    about:
      'To Canada four weeks after the issuer joined: the law of Canada named it only in January 2025.',
    fields: fields({
      ...{ number: 'UZ000012', issuer: 'UZ', destination: 'CA' },
      ...sixtyDaysFrom('2024-12-10'),
    }),
    trust: 'scheme-2024',
    at: instant('2024-12-14T09:00:00Z'),
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
    name: 'page-within-the-skew',
    about: 'The issuer’s page is dated 300 seconds after the reader’s time.',
    fields: fields(),
    trust: 'scheme-page-within-the-skew',
  },
  {
    name: 'clock-lost-page-newer',
    about:
      'A device without a clock: the list is the time used, and the issuer’s page is three hours newer.',
    fields: fields(),
    trust: 'scheme-page-within-the-skew',
    at: 0,
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

/** Keys, days, standings and lists that allow a certificate. */
export const VALID_TIMES: readonly Valid[] = [...KEYS_AND_TIMES, ...LISTS]
