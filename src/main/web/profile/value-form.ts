import type { ProfileField } from '../../../participants/profile-change.ts'

/** What stands in the inputs of a form, by the name of the input. */
export type Typed = Readonly<Record<string, string>>
type Kind =
  | 'names'
  | 'languages'
  | 'offices'
  | 'duration'
  | 'number'
  | 'by'
  | 'asked'
  | 'flag'
  | 'within'
  | 'withinOrNone'
  | 'origins'
  | 'weekdays'
  | 'dual'
  | 'band'
  | 'delegated'

/** How a value is typed in; null for what comes with a release alone. */
export const FORM_OF = {
  exportingAuthority: 'names',
  importingAuthority: 'names',
  languages: 'languages',
  offices: 'offices',
  validity: 'duration',
  runsFrom: null,
  clockOffsetMinutes: null,
  retentionYears: 'number',
  keepsUnissued: 'flag',
  'confirmation.by': 'by',
  'confirmation.within': 'within',
  importerCopyWithin: 'withinOrNone',
  'mixedOrigin.issues': 'origins',
  'mixedOrigin.accepts': 'origins',
  numberFormat: null,
  workingDays: 'weekdays',
  dualMode: 'dual',
  bandUsdPerCarat: 'band',
  weightToleranceHundredths: 'number',
  breakGlassReviewDays: 'number',
  secondFactor: 'asked',
  cardSignatures: null,
  delegatedIssue: 'delegated',
} as const satisfies Record<ProfileField, Kind | null>

type Form = {
  /** The inputs, filled with what holds now. */
  readonly typed: (value: never) => Typed
  /** What was typed, as a profile has it. What is wrong stays as it is: the server says in what. */
  readonly read: (typed: Typed) => unknown
}
const form = <T>(typed: (value: T) => Typed, read: (typed: Typed) => unknown): Form => ({
  typed: typed as Form['typed'],
  read,
})

type Names = { readonly en: string; readonly local?: Readonly<Record<string, string>> }
type Office = { name: string; country: string; does: string[]; languages?: string[] }
type Origin = { mode: string; from?: string; until?: string }
type Within = { readonly days: number; readonly dayKind: string }
type Clause = { readonly who: string; readonly limits: string; readonly terms?: unknown }
type Band = { readonly average: number; readonly year: number }

const FORMS: Readonly<Record<Kind, Form>> = {
  names: form<Names>(
    ({ en, local = {} }) => ({
      en,
      local: linesOf(Object.entries(local).map(([tag, name]) => [tag, name])),
    }),
    ({ en = '', local = '' }) => {
      const rows = cellsIn(local)
      const named = Object.fromEntries(rows.map(([tag = '', name = '']) => [tag, name]))
      return { en: en.trim(), ...(rows.length > 0 && { local: named }) }
    },
  ),
  languages: form<readonly string[]>(
    (tags) => ({ list: tags.join(' ') }),
    ({ list = '' }) => wordsIn(list),
  ),
  offices: form<readonly Office[]>(
    (offices) => ({
      lines: linesOf(
        offices.map(({ name, country, does, languages = [] }) => [
          ...[name, country, does.join(' '), languages.join(' ')],
        ]),
      ),
    }),
    ({ lines = '' }) =>
      cellsIn(lines).map(([name = '', country = '', does = '', languages = '']) => ({
        ...{ name, country, does: wordsIn(does) },
        ...(languages !== '' && { languages: wordsIn(languages) }),
      })),
  ),
  duration: form<Readonly<Record<string, number>>>(
    (value) => ({ count: String(Object.values(value)[0]), unit: String(Object.keys(value)[0]) }),
    ({ count = '', unit = 'days' }) => ({ [unit]: numberIn(count) }),
  ),
  number: form<number>(
    (count) => ({ count: String(count) }),
    ({ count = '' }) => numberIn(count),
  ),
  by: form<string>(
    (by) => ({ by }),
    ({ by }) => by,
  ),
  asked: form<string>(
    (asked) => ({ asked }),
    ({ asked }) => asked,
  ),
  flag: form<boolean>(
    (value) => ({ flag: value ? 'yes' : 'no' }),
    ({ flag }) => flag === 'yes',
  ),
  within: form<Within>(
    ({ days, dayKind }) => ({ count: String(days), dayKind }),
    ({ count = '', dayKind }) => ({ days: numberIn(count), dayKind }),
  ),
  withinOrNone: form<Within | null>(
    (value) => ({ count: String(value?.days ?? ''), dayKind: value?.dayKind ?? 'calendar' }),
    ({ count = '', dayKind }) => (count === '' ? null : { days: numberIn(count), dayKind }),
  ),
  origins: form<readonly Origin[]>(
    (rules) => ({
      lines: linesOf(rules.map(({ mode, from = '', until = '' }) => [mode, from, until])),
    }),
    ({ lines = '' }) =>
      cellsIn(lines).map(([mode = '', from = '', until = '']) => ({
        ...{ mode },
        ...(from !== '' && { from }),
        ...(until !== '' && { until }),
      })),
  ),
  weekdays: form<readonly number[]>(
    (days) => ({ list: days.join(' ') }),
    ({ list = '' }) => wordsIn(list).map(numberIn),
  ),
  dual: form<{ mode: string; acceptsDigitalOriginal: boolean }>(
    ({ mode, acceptsDigitalOriginal }) => ({
      mode,
      digital: acceptsDigitalOriginal ? 'yes' : 'no',
    }),
    ({ mode, digital }) => ({ mode, acceptsDigitalOriginal: digital === 'yes' }),
  ),
  band: form<Band | null>(
    (band) => ({ average: String(band?.average ?? ''), year: String(band?.year ?? '') }),
    ({ average = '', year = '' }) =>
      average === '' ? null : { average: numberIn(average), year: numberIn(year) },
  ),
  // What the program holds a licence to comes with a release: it stays with the clause that it is of.
  delegated: form<readonly Clause[]>(
    (rows) => ({
      lines: linesOf(rows.map(({ who, limits }) => [who, limits])),
      terms: JSON.stringify(Object.fromEntries(rows.map(({ who, terms }) => [who, terms]))),
    }),
    ({ lines = '', terms = '{}' }) => {
      const known = new Map(Object.entries(JSON.parse(terms) as Record<string, unknown>))
      return cellsIn(lines).map(([who = '', limits = '']) => ({
        ...{ who, limits },
        ...(known.has(who) && { terms: known.get(who) }),
      }))
    },
  ),
}

export function typedOf(field: ProfileField, value: unknown): Typed {
  const kind = FORM_OF[field]
  return kind === null ? {} : FORMS[kind].typed(value as never)
}

export function readTyped(field: ProfileField, typed: Typed): unknown {
  const kind = FORM_OF[field]
  return kind === null ? undefined : FORMS[kind].read(typed)
}

/** One row a line, cells between bars: nothing in a profile holds a bar. */
function linesOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.join(' | ').replace(/( \| )+$/, '')).join('\n')
}

/** Rows of cells, each without the blanks around it. */
export function cellsIn(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => line.split('|').map((cell) => cell.trim()))
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}

function numberIn(text: string): number | string {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : text
}
