import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { type Draft, fields } from './draft.ts'
import type { Fields } from './fields.ts'
import { AT, DAY, instant, LISTED_AT } from './lists.ts'

const BASE = fields()

/** A certificate of 60 days from noon of `issuedOn` (UTC), checked on the fifth day. */
function on(
  issuedOn: string,
  trust: string,
  changes: Partial<Fields>,
): Pick<Draft, 'fields' | 'trust' | 'at'> {
  const iat = instant(`${issuedOn}T12:00:00Z`)
  const expiresOn = new Date((iat + 60 * DAY) * 1000).toISOString().slice(0, 10)
  const exp = instant(`${expiresOn}T00:00:00Z`) + DAY
  return { fields: fields({ ...changes, issuedOn, expiresOn, iat, exp }), trust, at: iat + 5 * DAY }
}

const from = (issuer: string, number: string): Partial<Fields> => ({
  issuer,
  number,
  origin: { mode: 'single', countries: [issuer] },
})

const STANDING: readonly Draft[] = [
  {
    name: 'issuer-suspended',
    about: 'Issued by the Central African Republic on a day on which it was suspended.',
    expect: 'ISSUER_MAY_NOT_EXPORT',
    ...on('2014-06-02', 'scheme-2014', from('CF', 'CF000017')),
  },
  {
    name: 'issuer-suspended-since-today',
    about: 'Issued on the first day of the suspension.',
    expect: 'ISSUER_MAY_NOT_EXPORT',
    ...on('2013-05-23', 'scheme-2013', from('CF', 'CF000018')),
    at: instant('2013-06-14T09:00:00Z'),
  },
  {
    name: 'destination-suspended',
    about: 'To the Central African Republic on a day on which it was suspended.',
    expect: 'DESTINATION_MAY_NOT_IMPORT',
    ...on('2014-06-02', 'scheme-2014', { ...from('ZA', 'ZA000206'), destination: 'CF' }),
  },
  {
    name: 'destination-outside-the-scheme',
    about: 'To a country that no Participant covers.',
    expect: 'DESTINATION_MAY_NOT_IMPORT',
    fields: fields({ destination: 'IS' }),
  },
  {
    name: 'destination-is-a-member-state',
    about: 'To France, which has no certificates of its own: the destination is EU.',
    expect: 'DESTINATION_MAY_NOT_IMPORT',
    fields: fields({ destination: 'FR' }),
  },
  {
    name: 'inside-the-european-union',
    about: 'From the European Union to France: no certificate is due there, and none is good.',
    expect: 'NO_CERTIFICATE_BETWEEN',
    fields: fields({ issuer: 'EU', number: 'EU00012347', destination: 'FR' }),
  },
  {
    name: 'inside-the-european-union-of-2017',
    about: 'From the European Union to the United Kingdom when that was a member.',
    expect: 'NO_CERTIFICATE_BETWEEN',
    ...on('2017-06-01', 'scheme-2017', { issuer: 'EU', number: 'EU00000017', destination: 'GB' }),
  },
]

const NUMBERS: readonly Draft[] = [
  {
    name: 'number-outside-the-blocks',
    about: 'A number that its issuer never announced.',
    expect: 'NUMBER_OUTSIDE_BLOCKS',
    fields: fields({ number: 'CD020000' }),
  },
  {
    name: 'number-of-another-width',
    about: 'A number of seven digits in a series of six.',
    expect: 'NUMBER_OUTSIDE_BLOCKS',
    fields: fields({ number: 'CD0000017' }),
  },
  {
    name: 'number-zero',
    about: 'The number before the first of its block.',
    expect: 'NUMBER_OUTSIDE_BLOCKS',
    fields: fields({ number: 'CD000000' }),
  },
  {
    name: 'number-behind-the-last',
    about: 'The number after the last of its block.',
    expect: 'NUMBER_OUTSIDE_BLOCKS',
    fields: fields({ number: 'CD011000' }),
  },
  {
    name: 'number-unknown-to-a-list-as-old',
    about: 'Signed exactly a logging limit before the page: it had to be announced by then.',
    expect: 'NUMBER_OUTSIDE_BLOCKS',
    fields: fields({ number: 'CD020000', iat: LISTED_AT - DAY, issuedOn: '2026-03-03' }),
  },
  {
    name: 'number-newer-than-the-list',
    about: 'A number in no block, signed less than a logging limit before the page.',
    expect: 'REGISTER_OLDER',
    fields: fields({ number: 'CD020000', iat: LISTED_AT - DAY + 1, issuedOn: '2026-03-03' }),
  },
  {
    name: 'number-before-its-block',
    about: 'A number of a block that counts from next month.',
    expect: 'NUMBER_BEFORE_ITS_BLOCK',
    fields: fields({ number: 'CD010000' }),
  },
]

const status = (name: string, number: string, expect: ReasonCode): Draft => ({
  name: `status-${name}`,
  about: `The issuer’s status page says of ${number}: ${name}.`,
  expect,
  fields: fields({ number }),
})

const STATUS: readonly Draft[] = [
  status('void', 'CD000101', 'VOID'),
  status('suspended', 'CD000102', 'SUSPENDED'),
  status('used', 'CD000103', 'USED'),
  status('corrected', 'CD000104', 'CORRECTED'),
  status('lost-or-stolen', 'CD000105', 'LOST_OR_STOLEN'),
  status('replaced', 'CD000106', 'REPLACED'),
  status('returned-unused', 'CD000107', 'RETURNED_UNUSED'),
  status('spoiled', 'CD000108', 'SPOILED'),
  status('stolen', 'CD000109', 'STOLEN'),
]

const damaged = (name: string, about: string): Draft => ({
  name: `lists-${name}`,
  about,
  expect: 'ISSUER_LISTS_DAMAGED',
  fields: BASE,
  trust: `damaged-${name}`,
})

const LISTS: readonly Draft[] = [
  {
    name: 'lists-missing',
    about: 'An issuer with keys, of which the bundle carries no status page.',
    expect: 'ISSUER_LISTS_MISSING',
    fields: fields({ ...from('IN', 'IN000017'), destination: 'AE' }),
  },
  damaged('page-by-the-wrong-key', 'The status page is signed with the certificate key.'),
  damaged('page-of-another-issuer', 'The status page of another issuer stands in its place.'),
  damaged('page-unreadable', 'The status page has a byte too many.'),
  damaged('block-dropped', 'A number block that the page names is missing.'),
  damaged('block-added', 'A number block that the page does not name.'),
  damaged('blocks-swapped', 'Two number blocks in another order than on the page.'),
  damaged('block-by-the-wrong-key', 'A number block is signed with the status key.'),
  damaged('blocks-overlap', 'Two number blocks hold the same numbers.'),
  damaged('slots-with-a-gap', 'The second block begins at a slot that does not follow the first.'),
  damaged('entries-unsorted', 'The entries of the page are not in the order of slots.'),
  damaged('entry-valid', 'An entry of the page says valid, which is said by saying nothing.'),
]

const TIMES: readonly Draft[] = [
  {
    name: 'expired',
    about: 'Checked in the second that exp names.',
    expect: 'EXPIRED',
    fields: BASE,
    trust: 'scheme-at-expiry',
    at: BASE.exp,
  },
  {
    name: 'expired-by-the-list',
    about: 'The device’s clock says March, the list was signed in May: the later time counts.',
    expect: 'EXPIRED',
    fields: fields({ exp: instant('2026-05-01T11:00:00Z') }),
    trust: 'scheme-at-expiry',
    at: AT,
  },
  {
    name: 'signed-in-the-future',
    about: 'Signed 301 seconds after the reader’s time.',
    expect: 'SIGNED_IN_THE_FUTURE',
    fields: fields({ iat: AT + 301, issuedOn: '2026-03-04' }),
  },
  {
    name: 'list-stale',
    about: 'Lists of 14 days and a second.',
    expect: 'LIST_STALE',
    fields: BASE,
    at: LISTED_AT + 14 * DAY + 1,
  },
  {
    name: 'page-from-the-future',
    about: 'The issuer’s status page is dated 301 seconds after the reader’s time.',
    expect: 'LIST_FROM_THE_FUTURE',
    fields: BASE,
    trust: 'scheme-page-from-the-future',
  },
  {
    name: 'page-from-beyond-exp',
    about:
      'The issuer’s status page is dated after exp: it neither makes the certificate expire nor stays fresh.',
    expect: 'LIST_FROM_THE_FUTURE',
    fields: BASE,
    trust: 'scheme-page-from-beyond-exp',
  },
  {
    name: 'clock-lost-page-from-the-future',
    about: 'A device without a clock: the page is more than a day newer than the list.',
    expect: 'LIST_FROM_THE_FUTURE',
    fields: BASE,
    trust: 'scheme-page-from-beyond-exp',
    at: 0,
  },
  {
    name: 'page-stale',
    about: 'The trust list is fresh, the issuer’s status page is 15 days old.',
    expect: 'LIST_STALE',
    fields: BASE,
    trust: 'scheme-old-page',
  },
]

export const INVALID_LISTS: readonly Draft[] = [
  ...STANDING,
  ...NUMBERS,
  ...STATUS,
  ...LISTS,
  ...TIMES,
]
