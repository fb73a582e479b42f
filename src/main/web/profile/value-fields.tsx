import type { ProfileField } from '../../../participants/profile-change.ts'
import { SelectField, TextArea, TextField } from '../../../ui/inputs.tsx'
import { type ProfileWord, useProfileSay } from './say.ts'
import { FORM_OF, type Typed } from './value-form.ts'

type Kind = Exclude<(typeof FORM_OF)[ProfileField], null>
type Input = {
  readonly name: string
  readonly label: ProfileWord
  readonly hint?: ProfileWord
  readonly as?: 'number' | 'lines' | readonly ProfileWord[]
  readonly optional?: boolean
}

const COUNT = { name: 'count', label: 'count', as: 'number' } as const
const DAY_KIND = { name: 'dayKind', label: 'dayKind', as: ['calendar', 'working'] } as const

/** The inputs of each form, in the order in which they are typed. */
const INPUTS: Readonly<Record<Kind, readonly Input[]>> = {
  names: [
    { name: 'en', label: 'english' },
    { name: 'local', label: 'local', hint: 'localHint', as: 'lines', optional: true },
  ],
  languages: [{ name: 'list', label: 'value', hint: 'languagesHint' }],
  offices: [{ name: 'lines', label: 'value', hint: 'officesHint', as: 'lines', optional: true }],
  duration: [COUNT, { name: 'unit', label: 'unit', as: ['days', 'monthsUnit'] }],
  number: [COUNT],
  by: [{ name: 'by', label: 'value', as: ['authority', 'consignee'] }],
  asked: [{ name: 'asked', label: 'value', as: ['officers', 'everybody', 'nobody'] }],
  flag: [{ name: 'flag', label: 'value', as: ['yes', 'no'] }],
  within: [COUNT, DAY_KIND],
  withinOrNone: [{ ...COUNT, hint: 'noneHint', optional: true }, DAY_KIND],
  origins: [{ name: 'lines', label: 'value', hint: 'originsHint', as: 'lines' }],
  weekdays: [{ name: 'list', label: 'value', hint: 'weekdaysHint' }],
  dual: [
    { name: 'mode', label: 'mode', as: ['paper', 'digital', 'both'] },
    { name: 'digital', label: 'digitalIsOriginal', as: ['yes', 'no'] },
  ],
  band: [
    { name: 'average', label: 'average', hint: 'noneHint', as: 'number', optional: true },
    { name: 'year', label: 'year', as: 'number', optional: true },
  ],
  delegated: [
    { name: 'lines', label: 'value', hint: 'delegatedHint', as: 'lines', optional: true },
  ],
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

function One({ input: { name, label, hint, as, optional = false }, value, set }: OneProps) {
  const say = useProfileSay()
  const field = {
    ...{ path: name, label: say(label), value, required: !optional },
    ...(hint !== undefined && { hint: say(hint) }),
  }
  const onChange = (event: { readonly currentTarget: { readonly value: string } }) =>
    set(event.currentTarget.value)
  if (as === 'lines') return <TextArea {...field} rows={4} onChange={onChange} />
  if (as === 'number') return <TextField {...field} inputMode="numeric" onChange={onChange} />
  if (as === undefined) return <TextField {...field} onChange={onChange} />
  const options = as.map((word) => ({
    value: word === 'monthsUnit' ? 'months' : word,
    label: say(word),
  }))
  return <SelectField {...field} options={options} onChange={onChange} />
}
