import { useState } from 'react'
import { useNames } from '../../../participants/web/names.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { type ProfileWord, useProfileSay } from './say.ts'
import { cellsIn } from './value-form.ts'

/** One cell of an entry: typed, a day, a country, or one of a few, each with its word. */
export type Cell = {
  readonly label: ProfileWord
  readonly hint?: ProfileWord
  readonly as?: 'day' | 'country' | Readonly<Record<string, ProfileWord>>
  readonly optional?: boolean
}

type Props = {
  readonly path: string
  readonly label: string
  readonly cells: readonly Cell[]
  /** Entries as the form keeps them: one a line, cells between bars. */
  readonly value: string
  readonly set: (value: string) => void
}

/** A list of a profile, entry by entry, each with its own fields. */
export function RowFields({ path, label, cells, value, set }: Props) {
  const say = useProfileSay()
  const [rows, setRows] = useState(() => cellsIn(value))
  const change = (next: string[][]) => {
    setRows(next)
    set(next.map((row) => row.join(' | ')).join('\n'))
  }
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place on the list.
        <div className="list-entry" key={at}>
          <div className="list-entry-fields stack stack-tight">
            {cells.map((cell, place) => (
              <CellField
                key={cell.label}
                path={`${path}.${at}.${place}`}
                cell={cell}
                value={row[place] ?? ''}
                set={(text) =>
                  change(
                    rows.map((each, index) =>
                      index === at ? filled(row, place, text, cells.length) : each,
                    ),
                  )
                }
              />
            ))}
          </div>
          <Button
            kind="quiet"
            aria-label={say('removeNumber', { number: at + 1 })}
            onClick={() => change(rows.filter((_, index) => index !== at))}
          >
            {say('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => change([...rows, cells.map(firstOf)])}>{say('add')}</Button>
      </div>
    </fieldset>
  )
}

/** A bar would be two cells: nothing in a profile holds one. */
function filled(row: readonly string[], place: number, text: string, count: number): string[] {
  const whole = Array.from({ length: count }, (_, at) => row[at] ?? '')
  whole[place] = text.replaceAll('|', '')
  return whole
}

function firstOf({ as }: Cell): string {
  return typeof as === 'object' ? (Object.keys(as)[0] ?? '') : ''
}

type CellProps = Omit<Props, 'cells' | 'label'> & { readonly cell: Cell }

function CellField({ path, cell: { label, hint, as, optional }, value, set }: CellProps) {
  const say = useProfileSay()
  const { countries, withCode } = useNames()
  const isOptional = optional ?? false
  const field = {
    ...{ path, label: say(label), value, required: !isOptional, optional: isOptional },
    ...(hint !== undefined && { hint: say(hint) }),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set(event.currentTarget.value),
  }
  if (as === undefined) return <TextField {...field} />
  if (as === 'day') return <DateField {...field} />
  if (as === 'country') {
    const options = countries.map(({ code }) => ({ value: code, label: withCode(code) }))
    return <SelectField {...field} empty="" options={options} />
  }
  const options = Object.entries(as).map(([each, word]) => ({ value: each, label: say(word) }))
  return <SelectField {...field} options={options} />
}
