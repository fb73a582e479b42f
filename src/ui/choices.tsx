import { describedBy, FieldError, type FieldProps, fieldId } from './field.tsx'

type Choice<T extends string> = {
  readonly value: T
  readonly label: string
  readonly hint?: string
}

type RadioProps<T extends string> = FieldProps & {
  readonly choices: readonly Choice<T>[]
  readonly value: T | undefined
  readonly onChoose: (value: T) => void
  readonly disabled?: boolean
}

/** A question with few answers, all in sight. */
export function RadioField<T extends string>(props: RadioProps<T>) {
  const { path, label, hint, error, choices, value, onChoose, disabled } = props
  return (
    <fieldset
      className={error ? 'field field-wrong' : 'field'}
      id={fieldId(path)}
      tabIndex={-1}
      aria-describedby={describedBy(props)}
    >
      <legend className="field-label">{label}</legend>
      {hint ? (
        <p className="field-hint" id={`${fieldId(path)}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError path={path} error={error} />
      {choices.map((choice) => (
        <div key={choice.value}>
          <label className="choice">
            <input
              type="radio"
              name={path}
              value={choice.value}
              checked={value === choice.value}
              disabled={disabled}
              aria-describedby={choice.hint ? `${fieldId(path)}-${choice.value}-hint` : undefined}
              onChange={() => onChoose(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
          {choice.hint ? (
            <p className="field-hint choice-hint" id={`${fieldId(path)}-${choice.value}-hint`}>
              {choice.hint}
            </p>
          ) : null}
        </div>
      ))}
    </fieldset>
  )
}

type CheckProps = FieldProps & {
  readonly checked: boolean
  readonly onCheck: (checked: boolean) => void
  readonly disabled?: boolean
}

export function CheckField(props: CheckProps) {
  const { path, label, hint, error, checked, onCheck, disabled } = props
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label className="choice">
        <input
          type="checkbox"
          id={fieldId(path)}
          name={path}
          checked={checked}
          disabled={disabled}
          aria-describedby={describedBy(props)}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {hint ? (
        <p className="field-hint" id={`${fieldId(path)}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError path={path} error={error} />
    </div>
  )
}
