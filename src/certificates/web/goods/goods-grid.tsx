import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { fieldId } from '../../../ui/field.tsx'
import { MAX_PARCELS } from '../../limits.ts'
import type { ParcelDraft } from '../answers.ts'
import { GoodsRow } from './goods-row.tsx'
import { COLUMNS, type GoodsColumn, isTable, pastedCells, pasteInto } from './paste.ts'
import { useGoodsSay } from './say.ts'

type Props = {
  readonly parcels: readonly ParcelDraft[]
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (parcels: readonly ParcelDraft[]) => void
}

/** More lines than this at once make typing slow on an old machine. */
const LINES_AT_ONCE = 50

/** Goods as a spreadsheet: paste, Enter and the arrows work as people expect of one. */
export function GoodsGrid({ parcels, errorOf, onChange }: Props) {
  const say = useGoodsSay()
  const [first, setFirst] = useState(0)
  const table = useRef<HTMLTableElement>(null)
  const shown = parcels.slice(first, first + LINES_AT_ONCE)
  const replace = (at: number, parcel: ParcelDraft) =>
    onChange(parcels.map((each, index) => (index === at ? parcel : each)))

  const { onPaste, onKeyDown, said } = useSpreadsheetKeys(table, parcels, onChange)
  return (
    <div className="stack stack-tight" id={fieldId('parcels')} tabIndex={-1}>
      <p className="field-hint">{say('hint')}</p>
      <div className="table-frame">
        <table className="table grid" ref={table} onPaste={onPaste} onKeyDown={onKeyDown}>
          <caption className="hidden-visually">{say('caption')}</caption>
          <GridHead />
          <tbody>
            {shown.map((parcel, index) => (
              <GoodsRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is its place on the list.
                key={first + index}
                at={first + index}
                parcel={parcel}
                errorOf={errorOf}
                onChange={replace}
                onRemove={(at) => onChange(parcels.filter((_, each) => each !== at))}
                removable={parcels.length > 1}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="row row-between">
        <Button
          disabled={parcels.length >= MAX_PARCELS}
          onClick={() => onChange([...parcels, { hs: parcels.at(-1)?.hs ?? '' }])}
        >
          {say('add')}
        </Button>
        <p className="soft small" role="status">
          {said}
        </p>
        <GridPages first={first} total={parcels.length} onGo={setFirst} />
      </div>
    </div>
  )
}

/** Paste, Enter and the arrows, as in a spreadsheet; `said` is what a paste did, in words. */
function useSpreadsheetKeys(
  table: RefObject<HTMLTableElement | null>,
  parcels: Props['parcels'],
  onChange: Props['onChange'],
) {
  const say = useGoodsSay()
  const [said, setSaid] = useState('')
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    const cell = cellOf(event.target)
    if (!isTable(text) || cell === null) return
    event.preventDefault()
    const cells = pastedCells(text)
    const room = cells.slice(0, MAX_PARCELS - cell.row)
    onChange(pasteInto(parcels, room, cell.row, cell.column))
    setSaid(
      room.length < cells.length
        ? say('pastedTooMany', { kept: room.length, limit: MAX_PARCELS })
        : say('pasted', { count: room.length }),
    )
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event)
    const cell = cellOf(event.target)
    if (step === 0 || cell === null) return
    event.preventDefault()
    const row = cell.row + step
    if (row >= parcels.length && event.key === 'Enter' && parcels.length < MAX_PARCELS) {
      onChange([...parcels, { hs: parcels.at(-1)?.hs ?? '' }])
    }
    setTimeout(() => focusCell(table.current, row, cell.column))
  }
  return { onPaste, onKeyDown, said }
}

function GridHead() {
  const say = useGoodsSay()
  return (
    <thead>
      <tr>
        <th scope="col">{say('parcel')}</th>
        <th scope="col">{say('hs')}</th>
        <th scope="col" className="amount">
          {say('carats')}
        </th>
        <th scope="col" className="amount">
          {say('usd')}
        </th>
        <th scope="col" className="amount">
          {say('perCarat')}
        </th>
        <th scope="col">{say('description')}</th>
        <th scope="col">
          <span className="hidden-visually">{say('remove')}</span>
        </th>
      </tr>
    </thead>
  )
}

type PagesProps = { first: number; total: number; onGo: (first: number) => void }

function GridPages({ first, total, onGo }: PagesProps) {
  const say = useGoodsSay()
  if (total <= LINES_AT_ONCE) return null
  const last = Math.min(first + LINES_AT_ONCE, total)
  return (
    <div className="row">
      <Button disabled={first === 0} onClick={() => onGo(first - LINES_AT_ONCE)}>
        {say('earlier')}
      </Button>
      <span className="small">{say('range', { first: first + 1, last, total })}</span>
      <Button disabled={last === total} onClick={() => onGo(first + LINES_AT_ONCE)}>
        {say('later')}
      </Button>
    </div>
  )
}

/** The place of an input by its name, `parcels.3.carats`. */
function cellOf(target: EventTarget): { row: number; column: GoodsColumn } | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return null
  const [, row, name] = target.name.split('.')
  const column = COLUMNS.find((each) => each === name)
  return row === undefined || column === undefined ? null : { row: Number(row), column }
}

function stepOf(event: KeyboardEvent): number {
  if (event.key === 'Enter') return event.shiftKey ? -1 : 1
  if (event.target instanceof HTMLSelectElement) return 0
  return event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
}

function focusCell(table: HTMLTableElement | null, row: number, column: GoodsColumn): void {
  table?.querySelector<HTMLElement>(`[name="parcels.${row}.${column}"]`)?.focus()
}
