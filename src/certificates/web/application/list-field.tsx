import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { FieldError, fieldId } from '../../../ui/field.tsx'
import { listAt } from './paths.ts'
import { useApplicationSay } from './say.ts'
import { useForm } from './use-draft.ts'

type Props = {
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly add: string
  readonly empty: unknown
  readonly max: number
  /** The controls of the entry at one place. */
  readonly entry: (at: number) => ReactNode
  readonly entryName: (at: number) => string
}

/** A list that grows by a button: transit, origins, earlier numbers, sources. */
export function ListField({ path, label, hint, add, empty, max, entry, entryName }: Props) {
  const say = useApplicationSay()
  const { content, set, errorOf } = useForm()
  const list = listAt(content, path)
  const error = errorOf(path)
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} id={fieldId(path)} tabIndex={-1}>
      <legend className="field-label">{label}</legend>
      {hint ? <p className="field-hint">{hint}</p> : null}
      <FieldError path={path} error={error} />
      {list.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place on the list.
        <div className="list-entry" key={at}>
          <div className="list-entry-fields">{entry(at)}</div>
          <Button
            kind="quiet"
            aria-label={say('removeWhat', { what: entryName(at) })}
            onClick={() =>
              set(
                path,
                list.filter((_each, index) => index !== at),
              )
            }
          >
            {say('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button disabled={list.length >= max} onClick={() => set(path, [...list, empty])}>
          {add}
        </Button>
      </div>
    </fieldset>
  )
}
