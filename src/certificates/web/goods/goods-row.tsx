import { Amount } from '../../../ui/amount.tsx'
import { Button } from '../../../ui/button.tsx'
import { FieldError, fieldId } from '../../../ui/field.tsx'
import { HS_CODES } from '../../../values/hs.ts'
import type { ParcelDraft } from '../answers.ts'
import { useWordFor } from '../say.ts'
import type { GoodsColumn } from './paste.ts'
import { useGoodsSay } from './say.ts'
import { perCaratOf } from './totals.ts'

type Props = {
  readonly at: number
  readonly parcel: ParcelDraft
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (at: number, parcel: ParcelDraft) => void
  readonly onRemove: (at: number) => void
  readonly removable: boolean
}

export function GoodsRow({ at, parcel, errorOf, onChange, onRemove, removable }: Props) {
  const say = useGoodsSay()
  const cell = (column: GoodsColumn, head: string) => ({
    path: `parcels.${at}.${column}`,
    label: say('cell', { column: head, number: at + 1 }),
    value: parcel[column] ?? '',
    error: errorOf(`parcels.${at}.${column}`),
    onType: (value: string) => onChange(at, { ...parcel, [column]: value }),
  })
  return (
    <tr>
      <th scope="row">{at + 1}</th>
      <td className="grid-hs" data-label={say('hs')}>
        <HsCell {...cell('hs', say('hs'))} />
      </td>
      <td data-label={say('carats')}>
        <TextCell {...cell('carats', say('carats'))} amount />
      </td>
      <td data-label={say('usd')}>
        <TextCell {...cell('usd', say('usd'))} amount />
      </td>
      <td className="amount soft" data-label={say('perCarat')}>
        <Amount value={perCaratOf(parcel)} />
      </td>
      <td className="grid-text" data-label={say('description')}>
        <TextCell {...cell('description', say('description'))} />
      </td>
      <td>
        <Button
          kind="quiet"
          small
          disabled={!removable}
          aria-label={say('removeParcel', { number: at + 1 })}
          onClick={() => onRemove(at)}
        >
          {say('remove')}
        </Button>
      </td>
    </tr>
  )
}

type CellProps = {
  readonly path: string
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly onType: (value: string) => void
  readonly amount?: boolean
}

function wiring({ path, label, error }: CellProps) {
  return {
    id: fieldId(path),
    name: path,
    'aria-label': label,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${fieldId(path)}-error` : undefined,
  }
}

function TextCell(props: CellProps) {
  const { path, value, error, onType, amount } = props
  return (
    <>
      <input
        {...wiring(props)}
        className={amount ? 'input input-amount' : 'input'}
        dir={amount ? 'ltr' : 'auto'}
        inputMode={amount ? 'decimal' : 'text'}
        autoComplete="off"
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <FieldError path={path} error={error} />
    </>
  )
}

/** A code that a spreadsheet brought and that is none of the three stays in sight, to be put right. */
function HsCell(props: CellProps) {
  const say = useGoodsSay()
  const wordFor = useWordFor()
  const { path, value, error, onType } = props
  const foreign = value !== '' && !HS_CODES.some((code) => code === value)
  return (
    <>
      <select
        {...wiring(props)}
        className="input"
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      >
        <option value="">{say('hsChoose')}</option>
        {foreign ? <option value={value}>{value}</option> : null}
        {HS_CODES.map((code) => (
          <option key={code} value={code}>
            {code} {wordFor('hs', code)}
          </option>
        ))}
      </select>
      <FieldError path={path} error={error} />
    </>
  )
}
