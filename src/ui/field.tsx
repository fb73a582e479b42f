import type { ReactNode } from 'react'
import { useUiSay } from './say.ts'

/** The element id of a field path such as `importer.name`, so that a summary can link to it. */
export function fieldId(path: string): string {
  return `field-${path}`
}

export type FieldProps = {
  /** Path of the field in what is sent; also its name. */
  readonly path: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly optional?: boolean
}

/** What describes a control to a reader that speaks. */
export function describedBy({ path, hint, error }: FieldProps): string | undefined {
  const ids = [hint && `${fieldId(path)}-hint`, error && `${fieldId(path)}-error`].filter(Boolean)
  return ids.length === 0 ? undefined : ids.join(' ')
}

export function Field(props: FieldProps & { readonly children: ReactNode }) {
  const { path, label, hint, error, optional, children } = props
  const say = useUiSay()
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label className="field-label" htmlFor={fieldId(path)}>
        {label} {optional ? <span className="soft">{say('optional')}</span> : null}
      </label>
      {hint ? (
        <p className="field-hint" id={`${fieldId(path)}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      <FieldError path={path} error={error} />
    </div>
  )
}

export function FieldError({ path, error }: { path: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p className="field-error" id={`${fieldId(path)}-error`}>
      <span aria-hidden="true">▲</span> {error}
    </p>
  )
}
