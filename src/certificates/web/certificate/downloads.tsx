import { useNames } from '../../../participants/web/names.ts'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { Certificate, StatementLink } from '../answers.ts'
import { certificatePath } from '../queries.ts'
import { useCertificateSay, useCertificateWord } from './say.ts'

type Props = { readonly certificate: Certificate }

/** The sheet, the signed statement and the application, to download or to open. */
export function DownloadsPanel({ certificate }: Props) {
  const say = useCertificateSay()
  const path = certificatePath(certificate.number)
  return (
    <Panel title={say('documents')}>
      <ul className="list-lines">
        <li>
          <a href={`${path}/sheet.pdf`} target="_blank" rel="noreferrer">
            {say('pdf')}
          </a>
        </li>
        {certificate.qr === null ? null : (
          <li>
            <a href={`${path}/statement.cose`} download={`${certificate.number}.cose`}>
              {say('statementFile')}
            </a>
          </li>
        )}
        {certificate.hasProof ? (
          <li>
            <a href={`${path}/statement.tlog-proof`} download={`${certificate.number}.tlog-proof`}>
              {say('proofFile')}
            </a>
          </li>
        ) : null}
        <li>
          <Go href={`/applications/${certificate.applicationId}`}>{say('application')}</Go>
        </li>
      </ul>
      <Statements statements={certificate.statements} />
    </Panel>
  )
}

/** Each signed statement about this number, with the beginning of its digest to compare by voice. */
export function Statements({ statements }: { statements: readonly StatementLink[] }) {
  const say = useCertificateSay()
  const wordFor = useCertificateWord()
  const format = useFormat()
  const { withCode } = useNames()
  if (statements.length === 0) return null
  return (
    <details>
      <summary className="small">{say('statements')}</summary>
      <ul className="list-lines">
        {statements.map((each) => (
          <li key={each.digest} className="small">
            <span>
              <span className="strong">{wordFor('kind', each.kind)}</span> · {withCode(each.author)}{' '}
              · {format.moment(each.at)}
            </span>
            <span className="code soft" title={each.digest}>
              {each.digest.slice(0, 16)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
