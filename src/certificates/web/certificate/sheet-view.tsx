import { useFormat } from '../../../ui/format.ts'
import { QrCode } from '../../../ui/qr-code.tsx'
import type { CertificateFace, Correction, SheetField } from '../answers.ts'
import { GoodsTable } from '../goods/goods-table.tsx'
import { useCertificatesSay } from '../say.ts'
import { useCertificateSay } from './say.ts'

type Props = {
  readonly number: string
  readonly face: CertificateFace | null
  readonly fields: readonly SheetField[]
  readonly specimen: boolean
  /** The text of the code; null before there is one, left out where it is not shown. */
  readonly qr?: string | null
  readonly corrections?: readonly Correction[]
}

/** These two are one table on paper. */
const IN_TABLE = new Set(['lines', 'totals'])
/** Their values are of one rank; of a party the first line is its name. */
const OF_ONE_KIND = new Set(['seals', 'origin', 'transit'])
const NOT_PRINTED = new Set(['dossierDigest', 'kind'])

/** The certificate as the paper that people know, field by field in its order. */
export function SheetView({ number, face, fields, specimen, qr, corrections = [] }: Props) {
  const say = useCertificateSay()
  const shown = fields.filter(({ name }) => !IN_TABLE.has(name) && !NOT_PRINTED.has(name))
  return (
    <article
      className={specimen ? 'sheet sheet-specimen' : 'sheet'}
      aria-label={say('title', { number })}
    >
      <header className="sheet-head">
        <p className="sheet-title">{say('sheetTitle')}</p>
        <p className="sheet-number" dir="ltr">
          {number}
        </p>
      </header>
      <p className="sheet-statement">{say('statement')}</p>
      <dl className="sheet-fields">
        {shown.map((field) => (
          <FieldOnSheet
            key={field.name}
            field={field}
            corrections={corrections.filter((each) => each.field.split('.')[0] === field.name)}
          />
        ))}
      </dl>
      {face === null ? null : (
        <GoodsTable lines={face.lines} total={face.totals} parcels={face.parcels} />
      )}
      {qr === undefined ? null : <Code number={number} face={face} text={qr} />}
    </article>
  )
}

type FieldProps = { readonly field: SheetField; readonly corrections: readonly Correction[] }

/** What was corrected later stands beside what was signed; neither hides the other. */
function FieldOnSheet({ field, corrections }: FieldProps) {
  const say = useCertificateSay()
  const { name, element, label, values } = field
  if (values.length === 0) return null
  return (
    <div className={OF_ONE_KIND.has(name) ? 'sheet-field sheet-field-list' : 'sheet-field'}>
      <dt>
        {element === null ? null : (
          <span className="sheet-element" title={say('element', { element })}>
            {element}
          </span>
        )}
        {label}
      </dt>
      {values.map((value) => (
        <dd key={value} dir="auto">
          {corrections.some(({ was }) => was === value) ? <s>{value}</s> : value}
        </dd>
      ))}
      {corrections.map((each) => (
        <dd key={each.field} className="sheet-corrected" dir="auto">
          {say('corrected', { is: each.is })}
        </dd>
      ))}
    </div>
  )
}

type CodeProps = { number: string; face: CertificateFace | null; text: string | null }

function Code({ number, face, text }: CodeProps) {
  const say = useCertificateSay()
  const word = useCertificatesSay()
  const format = useFormat()
  if (text === null) return <p className="soft small">{say('qrNone')}</p>
  return (
    <figure className="sheet-code">
      <QrCode text={text} label={say('qr', { number })} />
      <figcaption className="small">
        <bdi className="strong">{number}</bdi>
        {face === null ? null : (
          <>
            <br />
            {word('issuedOn')} {format.day(face.issuedOn)}
            <br />
            {word('expiresOn')} {format.day(face.expiresOn)}
          </>
        )}
      </figcaption>
    </figure>
  )
}
