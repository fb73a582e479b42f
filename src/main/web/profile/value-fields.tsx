import type { ProfileField } from '../../../participants/profile-change.ts'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { type Cell, RowFields } from './row-fields.tsx'
import { type ProfileWord, useProfileSay } from './say.ts'
import { FORM_OF, type Typed } from './value-form.ts'

type Kind = Exclude<(typeof FORM_OF)[ProfileField], null>
type Input = {
  readonly name: string
  readonly label: ProfileWord
  readonly hint?: ProfileWord
  readonly as?: 'number' | readonly ProfileWord[]
  /** A list: the cells of one entry. */
  readonly rows?: readonly Cell[]
  readonly optional?: boolean
}

const COUNT = { name: 'count', label: 'count', as: 'number' } as const
const DAY_KIND = { name: 'dayKind', label: 'dayKind', as: ['calendar', 'working'] } as const

const LOCAL: readonly Cell[] = [
  { label: 'languageCode', hint: 'languageCodeHint' },
  { label: 'name' },
]
const OFFICE: readonly Cell[] = [
  { label: 'name' },
  { label: 'country', as: 'country' },
  {
    label: 'does',
    as: { 'export import': 'exportsImports', export: 'exportsOnly', import: 'importsOnly' },
  },
  { label: 'officeLanguages', hint: 'officeLanguagesHint', optional: true },
]
const ORIGIN: readonly Cell[] = [
  {
    label: 'kind',
    as: { single: 'single', mixed_undisclosed: 'mixed_undisclosed', mixed_listed: 'mixed_listed' },
  },
  { label: 'firstDay', as: 'day', optional: true },
  { label: 'endsOn', as: 'day', optional: true },
]
const CLAUSE: readonly Cell[] = [{ label: 'who' }, { label: 'limits' }]

/** The inputs of each form, in the order in which they are typed. */
const INPUTS: Readonly<Record<Kind, readonly Input[]>> = {
  names: [
    { name: 'en', label: 'english' },
    { name: 'local', label: 'local', rows: LOCAL },
  ],
  languages: [{ name: 'list', label: 'value', hint: 'languagesHint' }],
  offices: [{ name: 'lines', label: 'offices', rows: OFFICE }],
  duration: [COUNT, { name: 'unit', label: 'unit', as: ['days', 'monthsUnit'] }],
  number: [COUNT],
  by: [{ name: 'by', label: 'value', as: ['authority', 'consignee'] }],
  asked: [{ name: 'asked', label: 'value', as: ['officers', 'everybody', 'nobody'] }],
  flag: [{ name: 'flag', label: 'value', as: ['yes', 'no'] }],
  within: [COUNT, DAY_KIND],
  withinOrNone: [{ ...COUNT, hint: 'noneHint', optional: true }, DAY_KIND],
  origins: [{ name: 'lines', label: 'value', rows: ORIGIN }],
  weekdays: [{ name: 'list', label: 'value', hint: 'weekdaysHint' }],
  dual: [
    { name: 'mode', label: 'mode', as: ['paper', 'digital', 'both'] },
    { name: 'digital', label: 'digitalIsOriginal', as: ['yes', 'no'] },
  ],
  band: [
    { name: 'average', label: 'average', hint: 'noneHint', as: 'number', optional: true },
    { name: 'year', label: 'year', as: 'number', optional: true },
  ],
  delegated: [{ name: 'lines', label: 'value', rows: CLAUSE }],
}

type Props = {
  readonly field: ProfileField
  readonly typed: Typed
  readonly type: (typed: Typed) => void
}

/** What is typed for one value of a profile. */
export function ValueFields({ field, typed, type }: Props) {
  const kind = FORM_OF[field]
  if (kind === null) return null
  return INPUTS[kind].map((input) => (
    <One
      key={input.name}
      input={input}
      value={typed[input.name] ?? ''}
      set={(value) => type({ ...typed, [input.name]: value })}
    />
  ))
}

type OneProps = {
  readonly input: Input
  readonly value: string
  readonly set: (value: string) => void
}

function One({ input: { name, label, hint, as, rows, optional = false }, value, set }: OneProps) {
  const say = useProfileSay()
  const field = {
    ...{ path: name, label: say(label), value, required: !optional },
    ...(hint !== undefined && { hint: say(hint) }),
  }
  const onChange = (event: { readonly currentTarget: { readonly value: string } }) =>
    set(event.currentTarget.value)
  if (rows !== undefined) {
    return <RowFields path={name} label={say(label)} cells={rows} value={value} set={set} />
  }
  if (as === 'number') return <TextField {...field} inputMode="numeric" onChange={onChange} />
  if (as === undefined) return <TextField {...field} onChange={onChange} />
  const options = as.map((word) => ({
    value: word === 'monthsUnit' ? 'months' : word,
    label: say(word),
  }))
  return <SelectField {...field} options={options} onChange={onChange} />
}
