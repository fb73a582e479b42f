import { describe, expect, test } from 'vitest'
import { NOT_ESTABLISHED, type Profile } from '../profile.ts'
import { loadRegistryFiles } from './registry-files.ts'

/**
 * Which values of national practice have a clause, written by hand from the domain reference (2.1, 2.4
 * to 2.8, 6.2, 6.3). Every other value must say `not established`, or name the Core Document.
 */

const { profiles } = loadRegistryFiles()
const PAPER = { mode: 'paper', acceptsDigitalOriginal: false }
const LISTED_SINCE_MAY = [
  { mode: 'single' },
  { mode: 'mixed_undisclosed' },
  { mode: 'mixed_listed', from: '2024-05-01' },
]

const FIELDS: Readonly<
  Record<string, (of: Profile) => { readonly value: unknown; readonly source: string }>
> = {
  validity: ({ validity }) => validity,
  runsFrom: ({ runsFrom }) => runsFrom,
  clock: ({ clockOffsetMinutes }) => clockOffsetMinutes,
  retention: ({ retentionYears }) => retentionYears,
  'confirmation by': ({ confirmation }) => confirmation.by,
  'confirmation within': ({ confirmation }) => confirmation.within,
  'importer copy': ({ importerCopyWithin }) => importerCopyWithin,
  'origins issued': ({ mixedOrigin }) => mixedOrigin.issues,
  'origins accepted': ({ mixedOrigin }) => mixedOrigin.accepts,
  number: ({ numberFormat }) => numberFormat,
  languages: ({ languages }) => languages,
  'working days': ({ workingDays }) => workingDays,
  'dual mode': ({ dualMode }) => dualMode,
  tolerance: ({ weightToleranceHundredths }) => weightToleranceHundredths,
}

type Row = readonly [code: string, field: string, value: unknown, source: string]

const CLAUSES: readonly Row[] = [
  // 2.4: validity, its clock, retention.
  ['EU', 'validity', { months: 2 }, 'EU Art.12(5)'],
  ['EU', 'runsFrom', 'issue', 'EU Art.12(5)'],
  ['EU', 'retention', 3, 'EU Art.10(2), 12(4), 15(2)'],
  ['CA', 'validity', { days: 60 }, 'CA-REG s.6'],
  ['CA', 'runsFrom', 'issue', 'CA-REG s.6'],
  ['CA', 'clock', 0, 'CA-REG s.6'],
  ['CA', 'retention', 3, 'CA-REG s.10'],
  ['US', 'retention', 5, 'US-301; CBP'],
  ['BR', 'validity', { days: 60 }, 'BR-GOV'],
  ['AU', 'validity', { months: 2 }, 'AU-EXP'],
  ['AU', 'retention', 5, 'AU-WTO'],
  // 2.5: mixed origin; the four that adopted the list, the asterisks of the US, the EU since March 2025.
  ['US', 'origins issued', LISTED_SINCE_MAY, 'US-307'],
  ['US', 'origins accepted', LISTED_SINCE_MAY, 'US-307'],
  ...['BW', 'CA', 'NA', 'ZA'].map(
    (code): Row => [code, 'origins issued', LISTED_SINCE_MAY, 'KRAWITZ-1'],
  ),
  [
    'EU',
    'origins accepted',
    [
      { mode: 'single' },
      { mode: 'mixed_undisclosed', until: '2025-03-01' },
      { mode: 'mixed_listed', from: '2024-05-01' },
    ],
    'AWDC-16',
  ],
  // 2.7 and case 18: who hears what by when.
  ['EU', 'importer copy', { days: 10, dayKind: 'working' }, 'EU Art.5(1)(a)'],
  ['US', 'confirmation by', 'consignee', 'US-301'],
  ['US', 'confirmation within', { days: 15, dayKind: 'calendar' }, 'US-301; VISCOMP'],
  ['TW', 'confirmation by', 'authority', 'TW-REG'],
  // 2.1 and 2.2: the EU's eight digits; the data file of certificate facts: the five of the US.
  ['EU', 'number', { prefix: 'EU', digits: 8, regex: '^EU[0-9]{8}$' }, 'EU Annex IV'],
  [
    'US',
    'number',
    { prefix: 'US', digits: 5, regex: '^US[0-9]{5}$' },
    'CBP, Rough Diamond Exportation Procedures',
  ],
  // 1.3 and 2.2: languages.
  ['EU', 'languages', ['en', 'fr', 'nl', 'de', 'it', 'pt', 'cs', 'ro'], 'EU Annex IV'],
  ['CA', 'languages', ['en', 'fr'], 'CA-REG s.5(2)'],
  ['US', 'languages', ['en'], 'US-307'],
  // 6.3: what the law says of paper.
  ['EU', 'dual mode', PAPER, 'EU Annex IV, Art.5(1)(a), 10(2)'],
  ['US', 'dual mode', PAPER, 'US-301'],
  ['CA', 'dual mode', PAPER, 'CA-REG s.5'],
  ['AU', 'dual mode', PAPER, 'AU-WTO'],
  ['GB', 'dual mode', PAPER, 'UK-III'],
  ['IN', 'dual mode', PAPER, 'IN-34'],
  ['BR', 'dual mode', { mode: 'both', acceptsDigitalOriginal: true }, 'BR-DIG'],
]

const CODES = 'EU CA US GB AU BR IN AE TW ZA BW NA SL LR CF CD GY'.split(' ')
const of = (code: string) => {
  const found = [...profiles.values()].find((each) => each.code === code)
  if (found === undefined) throw new Error(`no profile of ${code}`)
  return found
}

test.each(CLAUSES)('%s: %s is %j by %s', (code, field, value, source) => {
  expect(FIELDS[field]?.(of(code))).toMatchObject({ value, source })
})

describe.each(CODES)('%s', (code) => {
  const clauses = CLAUSES.filter(([each]) => each === code).map(([, field]) => field)
  const silent = Object.keys(FIELDS).filter((field) => !clauses.includes(field))
  test.each(silent)('%s has no clause of its own', (field) => {
    const { source } = FIELDS[field]?.(of(code)) ?? { source: '' }
    expect([NOT_ESTABLISHED, 'CORE', 'CORE III', 'CORE III(b)']).toContain(source)
  })

  test('the original is kept for the three years of the Core Document at least', () => {
    expect(of(code).retentionYears.value).toBeGreaterThanOrEqual(3)
  })

  test('no weight may differ: the Core sets no tolerance (case 16)', () => {
    expect(of(code).weightToleranceHundredths.value).toBe(0)
  })
})
