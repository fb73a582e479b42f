import type { InputHTMLAttributes } from 'react'
import { describedBy, Field, type FieldProps, fieldId } from './field.tsx'
import { useFormat } from './format.ts'

type Props = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className' | 'type' | 'value'> & {
    /** `YYYY-MM-DD`, or empty. */
    readonly value: string
  }

/**
 * A day. Browsers write it in the order of their own settings, which may not be the reader's: so it
 * also stands beside the field as `21 Nov 2026`.
 */
export function DateField({ path, label, hint, error, optional, value, ...native }: Props) {
  const format = useFormat()
  const field = { path, label, hint, error, optional: optional ?? false }
  return (
    <Field {...field}>
      <span className="date-field">
        <input
          {...native}
          type="date"
          dir="ltr"
          id={fieldId(path)}
          name={path}
          className="input"
          aria-describedby={describedBy(field)}
          aria-invalid={error ? true : undefined}
          value={value}
        />
        <output className="strong nowrap" htmlFor={fieldId(path)}>
          {value === '' ? '' : format.day(value)}
        </output>
      </span>
    </Field>
  )
}
