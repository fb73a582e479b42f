import { Amount } from '../../../ui/amount.tsx'
import { useFormat } from '../../../ui/format.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'

type Line = {
  readonly hs: string
  readonly carats: string
  readonly usd: string
  readonly perCarat?: string | null
}

type Props = {
  readonly lines: readonly Line[]
  readonly total: Omit<Line, 'hs'> | null
  readonly parcels?: number
}

/** Goods by HS code with their total, aligned at the decimal point: as on the sheet. */
export function GoodsTable({ lines, total, parcels }: Props) {
  const say = useCertificatesSay()
  const wordFor = useWordFor()
  const format = useFormat()
  const perCarat = lines.some((line) => line.perCarat)
  return (
    <table className="table goods-table">
      <thead>
        <tr>
          <th scope="col">{say('hs')}</th>
          <th scope="col" className="amount">
            {say('carats')}
          </th>
          <th scope="col" className="amount">
            {say('usd')}
          </th>
          {perCarat ? (
            <th scope="col" className="amount">
              {say('usdPerCarat')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.hs}>
            <th scope="row">
              {line.hs} <span className="soft small">{wordFor('hs', line.hs)}</span>
            </th>
            <Cells line={line} perCarat={perCarat} />
          </tr>
        ))}
      </tbody>
      {total === null ? null : (
        <tfoot>
          <tr>
            <th scope="row">
              {say('total')}
              {parcels === undefined ? null : (
                <span className="soft small">
                  {' '}
                  {say('parcels')}: {format.count(parcels)}
                </span>
              )}
            </th>
            <Cells line={total} perCarat={perCarat} />
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Cells({ line, perCarat }: { line: Omit<Line, 'hs'>; perCarat: boolean }) {
  return (
    <>
      <td className="amount">
        <Amount value={line.carats} />
      </td>
      <td className="amount">
        <Amount value={line.usd} />
      </td>
      {perCarat ? (
        <td className="amount">
          <Amount value={line.perCarat} />
        </td>
      ) : null}
    </>
  )
}
