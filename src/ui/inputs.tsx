import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { describedBy, Field, type FieldProps, fieldId } from './field.tsx'

type OwnProps = FieldProps & { readonly className?: string }
type Native<T> = Omit<T, 'id' | 'className'>

/** What every control carries: id, name, description, and whether it is wrong. */
function wiring(props: OwnProps) {
  return {
    id: fieldId(props.path),
    name: props.path,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error ? true : undefined,
    className: `input ${props.className ?? ''}`,
  }
}

type TextProps = OwnProps & Native<InputHTMLAttributes<HTMLInputElement>>

/** One line. Its direction follows what is typed: names come in every script. */
export function TextField({ path, label, hint, error, optional, className, ...native }: TextProps) {
  const field = { path, label, hint, error, optional: optional ?? false }
  return (
    <Field {...field}>
      <input dir="auto" {...native} {...wiring({ ...field, className: className ?? '' })} />
    </Field>
  )
}

type AreaProps = OwnProps & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>

export function TextArea({ path, label, hint, error, optional, className, ...native }: AreaProps) {
  const field = { path, label, hint, error, optional: optional ?? false }
  return (
    <Field {...field}>
      <textarea dir="auto" {...native} {...wiring({ ...field, className: className ?? '' })} />
    </Field>
  )
}

export type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean }
type SelectProps = OwnProps &
  Native<SelectHTMLAttributes<HTMLSelectElement>> & {
    readonly options: readonly Option[]
    /** The first, empty choice. */
    readonly empty?: string
  }

export function SelectField(props: SelectProps) {
  const { path, label, hint, error, optional, className, options, empty, ...native } = props
  const field = { path, label, hint, error, optional: optional ?? false }
  return (
    <Field {...field}>
      <select {...native} {...wiring({ ...field, className: className ?? '' })}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
