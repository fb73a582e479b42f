import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSecondSay } from '../../../access/web/second/say.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Problem } from '../../../ui/http.ts'
import { type Option, SelectField, TextArea, TextField } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { MAX_NOTE } from '../../limits.ts'
import { CERTIFICATES } from '../queries.ts'

type ActField = {
  readonly name: string
  readonly label: string
  readonly kind: 'note' | 'line' | 'number' | 'check' | 'choice'
  readonly options?: readonly Option[]
  /** What stands in the box before anybody types. */
  readonly initial?: string
  /** A box that may stay empty. */
  readonly optional?: boolean
}

/** An act as data: what it says, what it asks, where it goes. */
export type ActForm = {
  readonly title: string
  readonly text: string
  readonly button: string
  readonly path: string
  readonly fields: readonly ActField[]
  readonly done: string
  /** Where to go afterwards; an answer with an application opens it instead. */
  readonly goTo?: string
}

type Values = Readonly<Record<string, string | boolean>>
type Answer =
  | { readonly application?: { readonly id: string }; readonly proposal?: object }
  | undefined

/** Asks for what an act needs, says what it does, and does it. */
export function ActDialog({ form, onClose }: { form: ActForm | null; onClose: () => void }) {
  return (
    <Dialog title={form?.title ?? ''} open={form !== null} onClose={onClose}>
      {form === null ? null : <ActBody key={form.path} form={form} onClose={onClose} />}
    </Dialog>
  )
}

function ActBody({ form, onClose }: { readonly form: ActForm; readonly onClose: () => void }) {
  const sayUi = useUiSay()
  const [values, setValues] = useState<Values>(() => initialOf(form.fields))
  const act = useAct(form, onClose)
  const faults = faultsIn(act.error, form.fields)
  useEffect(() => {
    if (act.error !== null) document.querySelector<HTMLElement>('dialog [aria-invalid]')?.focus()
  }, [act.error])
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate({ path: form.path, body: bodyOf(form.fields, values) })
      }}
    >
      <p>{form.text}</p>
      {form.fields.map((field) => (
        <ActInput
          key={field.name}
          field={field}
          value={values[field.name]}
          error={faults?.get(field.name)}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {faults === undefined ? <ProblemNote error={act.error} /> : null}
      <div className="row">
        <Button type="submit" kind="primary" busy={act.isPending}>
          {form.button}
        </Button>
        <Button onClick={onClose}>{sayUi('cancel')}</Button>
      </div>
    </form>
  )
}

function initialOf(fields: ActForm['fields']): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, initial }) => (initial ? [[name, initial]] : [])),
  )
}

/** What was refused by field, where every refusal is about a box of this form; undefined otherwise. */
function faultsIn(
  error: unknown,
  fields: ActForm['fields'],
): ReadonlyMap<string, string> | undefined {
  const refusals = error instanceof Problem ? error.refusals : []
  const boxes = new Set(fields.flatMap(({ name, kind }) => (kind === 'check' ? [] : [name])))
  const faults = new Map(refusals.map(({ field = '', text }) => [field, text]))
  const isPlaced = faults.size === refusals.length && faults.size > 0
  return isPlaced && [...faults.keys()].every((field) => boxes.has(field)) ? faults : undefined
}

/** Boxes that nobody ticked are false; a number is sent as a number. */
function bodyOf(fields: ActForm['fields'], values: Values) {
  const entries = fields.map(({ name, kind }) => {
    const value = values[name]
    if (kind === 'check') return [name, value === true]
    return [name, kind === 'number' ? Number(value) : value]
  })
  return Object.fromEntries(entries) as unknown
}

function useAct(form: ActForm, onClose: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const saySecond = useSecondSay()
  return useClick<Answer>((answer) => {
    onClose()
    const isProposed = answer?.proposal !== undefined
    toast(isProposed ? saySecond('proposed') : form.done)
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    if (isProposed) {
      void client.invalidateQueries({ queryKey: ['access', 'proposals'] })
      return
    }
    const draft = answer?.application?.id
    if (draft !== undefined) void navigate({ to: `/applications/${draft}` })
    else if (form.goTo !== undefined) void navigate({ to: form.goTo })
  })
}

type InputProps = {
  readonly field: ActField
  readonly value: string | boolean | undefined
  readonly error: string | undefined
  readonly onChange: (value: string | boolean) => void
}

function ActInput({ field, value, error, onChange }: InputProps) {
  const { name, label, kind, options = [], optional = false } = field
  const text = {
    path: name,
    label,
    error,
    optional,
    required: !optional,
    value: typeof value === 'string' ? value : '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange(event.currentTarget.value),
  }
  if (kind === 'note') return <TextArea {...text} maxLength={MAX_NOTE} />
  if (kind === 'line') return <TextField {...text} maxLength={MAX_NOTE} />
  if (kind === 'number') {
    return <TextField {...text} inputMode="numeric" pattern="[0-9]{1,15}" dir="ltr" />
  }
  if (kind === 'choice') return <SelectField {...text} empty="–" options={options} />
  return <CheckField path={name} label={label} checked={value === true} onCheck={onChange} />
}
