import { useFormat } from '../../../ui/format.ts'
import type { CertificateFace, SheetField } from '../answers.ts'
import { GoodsTable } from '../goods/goods-table.tsx'
import { certificatePath } from '../queries.ts'
import { useCertificatesSay } from '../say.ts'
import { useCertificateSay } from './say.ts'

type Props = {
  readonly number: string
  readonly face: CertificateFace | null
  readonly fields: readonly SheetField[]
  readonly specimen: boolean
  /** Whether the certificate has a code yet, and of which number its picture is. */
  readonly qr?: boolean
  readonly corrected?: ReadonlySet<string>
}

/** These two are one table on paper. */
const IN_TABLE = new Set(['lines', 'totals'])
const NOT_PRINTED = new Set(['dossierDigest', 'kind'])

/** The certificate as the paper that people know, field by field in its order. */
export function SheetView({ number, face, fields, specimen, qr, corrected }: Props) {
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
            corrected={corrected?.has(field.name) ?? false}
          />
        ))}
      </dl>
      {face === null ? null : (
        <GoodsTable lines={face.lines} total={face.totals} parcels={face.parcels} />
      )}
      {qr === undefined ? null : <Code number={number} face={face} has={qr} />}
    </article>
  )
}

function FieldOnSheet({ field, corrected }: { field: SheetField; corrected: boolean }) {
  const say = useCertificateSay()
  const { element, label, values } = field
  if (values.length === 0) return null
  return (
    <div className={corrected ? 'sheet-field sheet-corrected' : 'sheet-field'}>
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
          {value}
        </dd>
      ))}
    </div>
  )
}

type CodeProps = { number: string; face: CertificateFace | null; has: boolean }

function Code({ number, face, has }: CodeProps) {
  const say = useCertificateSay()
  const word = useCertificatesSay()
  const format = useFormat()
  if (!has) return <p className="soft small">{say('qrNone')}</p>
  return (
    <figure className="sheet-code">
      <img
        src={`${certificatePath(number)}/qr.svg`}
        alt={say('qr', { number })}
        width="200"
        height="200"
      />
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
