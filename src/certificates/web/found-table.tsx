import { Amount } from '../../ui/amount.tsx'
import { fieldId } from '../../ui/field.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { CertificateFace } from './answers.ts'
import { type Comparison, compareLines, type Found } from './found.ts'
import { useReviewSay } from './review/say.ts'
import { useCertificatesSay, useWordFor } from './say.ts'

type Props = {
  readonly face: Pick<CertificateFace, 'lines' | 'parcels'>
  readonly found: Found
  readonly parcels: string
  readonly onFound: (found: Found) => void
  readonly onParcels: (parcels: string) => void
}

/** What the paper says and what is in the bag, line by line; what differs is what stands out. */
export function FoundTable({ face, found, parcels, onFound, onParcels }: Props) {
  const say = useReviewSay()
  const word = useCertificatesSay()
  const wordFor = useWordFor()
  return (
    <table className="table found">
      <thead>
        <tr>
          <th scope="col">{word('hs')}</th>
          <th scope="col" className="amount">
            {say('declaredHead')}
          </th>
          <th scope="col" className="amount">
            {say('foundHead')}
          </th>
          <th scope="col">{say('differenceHead')}</th>
        </tr>
      </thead>
      <tbody>
        {compareLines(face.lines, found).map((line) => (
          <tr key={line.hs} className={differs(line) ? 'differs' : undefined}>
            <th scope="row">
              {line.hs} <span className="soft small">{wordFor('hs', line.hs)}</span>
            </th>
            <td className="amount">
              <Amount value={line.declared} />
            </td>
            <td>
              <input
                className="input input-amount"
                id={fieldId(`found.${line.hs}`)}
                aria-label={say('foundCarats', { hs: line.hs })}
                inputMode="decimal"
                autoComplete="off"
                dir="ltr"
                value={line.found}
                onChange={(event) => onFound({ ...found, [line.hs]: event.currentTarget.value })}
              />
            </td>
            <td>
              <Difference text={line.difference} />
            </td>
          </tr>
        ))}
        <ParcelsRow declared={face.parcels} parcels={parcels} onParcels={onParcels} />
      </tbody>
    </table>
  )
}

type ParcelsProps = Pick<Props, 'parcels' | 'onParcels'> & { readonly declared: number }

function ParcelsRow({ declared, parcels, onParcels }: ParcelsProps) {
  const say = useReviewSay()
  const word = useCertificatesSay()
  const difference = parcels.trim() === '' ? null : Number(parcels) - declared
  return (
    <tr className={difference ? 'differs' : undefined}>
      <th scope="row">{word('parcels')}</th>
      <td className="amount">{declared}</td>
      <td>
        <input
          className="input input-amount"
          id={fieldId('found.parcels')}
          aria-label={say('foundParcels')}
          inputMode="numeric"
          autoComplete="off"
          dir="ltr"
          value={parcels}
          onChange={(event) => onParcels(event.currentTarget.value.replace(/\D/g, '').slice(0, 4))}
        />
      </td>
      <td>
        <Difference text={difference === null ? null : signed(difference)} />
      </td>
    </tr>
  )
}

function differs({ difference }: Comparison): boolean {
  return difference !== null && difference !== '0.00'
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : count === 0 ? '0.00' : String(count)
}

function Difference({ text }: { readonly text: string | null }) {
  const say = useReviewSay()
  if (text === null) return <span className="soft small">{say('notYet')}</span>
  const same = text === '0.00'
  return (
    <span className="mark">
      <Icon shape={same ? 'tick' : 'exclamation'} className={same ? 'mark-pass' : 'mark-warn'} />
      {same ? (
        say('asDeclared')
      ) : (
        <span className="strong">
          <span dir="ltr">{text}</span> {say('differs')}
        </span>
      )}
    </span>
  )
}
