import { isCountryCode, isParticipantCode } from '../values/codes.ts'
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
const englishFirst: Shape = (value, field) =>
  list(language, 1, 12)(value, field) ?? oneOf('en')((value as unknown[])[0], `${field}.0`)

const terms = record(
  { goods: oneOf('own'), months: integer(1, 60), validates: oneOf('firm', 'authority') },
  { origins: list(shape('a country', isCountryCode), 1, 60) },
)

export const whole = record({
  code: shape('a party code, or ZZ', (code) => isParticipantCode(code) || code === 'ZZ'),
  exportingAuthority: ruled(localText),
  importingAuthority: ruled(localText),
  languages: ruled(englishFirst),
  offices: ruled(list(office, 0, 60)),
  validity: ruled(validity),
  runsFrom: ruled(oneOf('issue')),
  clockOffsetMinutes: ruled(integer(-12 * 60, 14 * 60)),
  retentionYears: ruled(integer(3, 100)),
  confirmation: record({ by: ruled(oneOf('authority', 'consignee')), within: ruled(within) }),
  importerCopyWithin: ruled(nullOr(within)),
  mixedOrigin: record({ issues: ruled(origins), accepts: ruled(origins) }),
  numberFormat: ruled(numberFormat),
  workingDays: ruled(list(integer(1, 7), 1, 7)),
  dualMode: ruled(
    record({ mode: oneOf('paper', 'digital', 'both'), acceptsDigitalOriginal: oneOf(true, false) }),
  ),
  bandUsdPerCarat: ruled(
    nullOr(record({ average: integer(1, 100_000), year: integer(2003, 2100) })),
  ),
  weightToleranceHundredths: ruled(integer(0, 10_000)),
  breakGlassReviewDays: ruled(integer(1, 90)),
  delegatedIssue: ruled(list(record({ who: text, limits: text }, { terms }), 0, 10)),
})
