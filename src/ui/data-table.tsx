import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { useFormat } from './format.ts'
import { useRowKeys } from './row-keys.ts'
import { useUiSay } from './say.ts'

export type Column<Row> = {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  readonly amount?: boolean
  /** On a phone, where a row is a card: in its head, at the head's end, the whole width, at the end of its line. */
  readonly phone?: 'first' | 'top' | 'wide' | 'end'
  /** The cell that names the row. */
  readonly names?: boolean
}

type Props<Row> = {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}

/** More rows than this at once are slow on an old machine, and nobody reads them. */
const ROWS_AT_ONCE = 60

/** A table that officers walk with the keyboard; on a phone each row becomes a card. */
export function DataTable<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  const [shown, setShown] = useState(ROWS_AT_ONCE)
  const frame = useRef<HTMLDivElement>(null)
  const [opens, setOpens] = useState(false)
  // Keys are told where a row opens something.
  useEffect(() => setOpens(frame.current?.querySelector('a[data-row]') != null))
  useRowKeys(frame)
  return (
    <div className="table-frame" ref={frame}>
      <table className="table table-walk table-cards">
        <caption className="hidden-visually">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.amount ? 'amount' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TableFoot
        opens={opens}
        shown={Math.min(shown, rows.length)}
        total={rows.length}
        more={setShown}
      />
    </div>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = [column.amount ? 'amount' : '', column.phone ? `cell-${column.phone}` : '']
    .filter(Boolean)
    .join(' ')
  const content = column.cell(row)
  if (column.names) {
    return (
      <th scope="row" className={className}>
        {content}
      </th>
    )
  }
  return (
    <td className={className} data-label={content === null ? undefined : column.head}>
      {content}
    </td>
  )
}

type FootProps = { opens: boolean; shown: number; total: number; more: (shown: number) => void }

function TableFoot({ opens, shown, total, more }: FootProps) {
  const say = useUiSay()
  const format = useFormat()
  return (
    <div className="table-foot">
      {opens ? (
        <span className="keys" aria-hidden="true">
          {say('keys')} <kbd>j</kbd> {say('keysDown')} <kbd>k</kbd> {say('keysUp')} <kbd>Enter</kbd>{' '}
          {say('keysOpen')}
        </span>
      ) : (
        <span />
      )}
      <span>
        {say('shown', { shown: format.count(shown), total: format.count(total) })}
        {shown < total ? (
          <Button kind="quiet" small onClick={() => more(shown + ROWS_AT_ONCE)}>
            {say('more', { count: Math.min(ROWS_AT_ONCE, total - shown) })}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
