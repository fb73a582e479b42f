import { isCountryCode, isParticipantCode } from '../values/codes.ts'
import { CARD_ALGORITHMS } from './card-rules.ts'
import {
  day,
  integer,
  line,
  list,
  nullOr,
  oneOf,
  record,
  type Shape,
  shape,
  table,
} from './shape.ts'

/** Characters: an RSA key of 8192 bits with every extension takes a third of it. */
const MAX_PEM = 16_000

/** The strict form of `profiles/*.json`; the types are in `profile.ts`. */
const text = line(160)
const language = shape('a language tag, such as fr', (tag) => /^[a-z]{2}$/.test(String(tag)))

function ruled(value: Shape): Shape {
  return record({ value, source: line(200) }, { note: line(400) })
}

const dayKind = oneOf('calendar', 'working')
const within = record({ days: integer(1, 365), dayKind })
const localText = record({ en: text }, { local: table(language, text, 10) })
const origins = list(
  record({ mode: oneOf('single', 'mixed_undisclosed', 'mixed_listed') }, { from: day, until: day }),
  1,
  12,
)
const months = record({ months: integer(1, 24) })
const days = record({ days: integer(1, 730) })
const validity: Shape = (value, field) => days(value, field) && months(value, field)

const numberFormat = record(
  {
    prefix: shape('two capital letters', (prefix) => /^[A-Z]{2}$/.test(String(prefix))),
    digits: integer(1, 12),
    // A pattern of this one form cannot be made to run long on bad input.
    regex: shape('a pattern such as ^BW[0-9]{6}$ or ^BW[0-9]{4,6}$', (pattern) => {
      const [, least, most] =
        /^\^[A-Z]{2}\[0-9\]\{(\d\d?)(?:,(\d\d?))?\}\$$/.exec(String(pattern)) ?? []
      return least !== undefined && Number(least) <= Number(most ?? least)
    }),
  },
  { separator: oneOf(' ', '-', '/', '.') },
)

const office = record(
  {
    name: text,
    country: shape('a country', isCountryCode),
    does: list(oneOf('export', 'import'), 1, 2),
  },
  { languages: list(language, 1, 5) },
)
// A certificate of an authority as its registry hands it out; what is in it is read when it is used.
const authority = shape(
  'a certificate in PEM',
  (pem) =>
    typeof pem === 'string' &&
    pem.length <= MAX_PEM &&
    /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n?$/.test(pem),
)
const cardRule = record(
  {
    acts: list(oneOf('issue', 'validate'), 1, 2),
    authorities: list(authority, 1, 8),
    algorithms: list(oneOf(...CARD_ALGORITHMS), 1, CARD_ALGORITHMS.length),
  },
  { revocation: oneOf('required'), from: day, until: day },
)
const englishFirst: Shape = (value, field) =>
  list(language, 1, 12)(value, field) ?? oneOf('en')((value as unknown[])[0], `${field}.0`)

const terms = record(
  { goods: oneOf('own'), months: integer(1, 60), validates: oneOf('firm', 'authority') },
  { origins: list(shape('a country', isCountryCode), 1, 60) },
)

/** The value at each place of a profile, whoever says it: a file, or an authority that changes its own. */
export const VALUES = {
  exportingAuthority: localText,
  importingAuthority: localText,
  languages: englishFirst,
  offices: list(office, 0, 60),
  validity,
  runsFrom: oneOf('issue'),
  clockOffsetMinutes: integer(-12 * 60, 14 * 60),
  retentionYears: integer(3, 100),
  keepsUnissued: oneOf(true, false),
  'confirmation.by': oneOf('authority', 'consignee'),
  'confirmation.within': within,
  importerCopyWithin: nullOr(within),
  'mixedOrigin.issues': origins,
  'mixedOrigin.accepts': origins,
  numberFormat,
  workingDays: list(integer(1, 7), 1, 7),
  dualMode: record({
    mode: oneOf('paper', 'digital', 'both'),
    acceptsDigitalOriginal: oneOf(true, false),
  }),
  bandUsdPerCarat: nullOr(record({ average: integer(1, 100_000), year: integer(2003, 2100) })),
  weightToleranceHundredths: integer(0, 10_000),
  breakGlassReviewDays: integer(1, 90),
  secondFactor: oneOf('officers', 'everybody', 'nobody'),
  cardSignatures: list(cardRule, 0, 8),
  delegatedIssue: list(record({ who: text, limits: text }, { terms }), 0, 10),
} as const satisfies Readonly<Record<string, Shape>>

const { 'confirmation.by': by, 'confirmation.within': byWhen, ...rest } = VALUES
const { 'mixedOrigin.issues': issues, 'mixedOrigin.accepts': accepts, ...flat } = rest

export const whole = record({
  code: shape('a party code, or ZZ', (code) => isParticipantCode(code) || code === 'ZZ'),
  confirmation: record({ by: ruled(by), within: ruled(byWhen) }),
  mixedOrigin: record({ issues: ruled(issues), accepts: ruled(accepts) }),
  ...Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, ruled(value)])),
})
