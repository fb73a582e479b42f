import { useState } from 'react'
import { Amount } from '../../../ui/amount.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Panel } from '../../../ui/panel.tsx'
import type { Application } from '../answers.ts'
import { AttachmentList } from '../attachment-list.tsx'
import { GoodsTable } from '../goods/goods-table.tsx'
import { perCaratOf } from '../goods/totals.ts'
import { History } from '../history.tsx'
import { applicationPath } from '../queries.ts'
import { useCertificatesSay } from '../say.ts'
import type { Answers } from './answers.ts'
import { ChecksPanel } from './checks-panel.tsx'
import { Decide } from './decide.tsx'
import { PartiesFacts, ShipmentFacts, SourceFacts } from './review-facts.tsx'
import { useReviewSay } from './say.ts'

type Props = { readonly application: Application }

/**
 * The application, its documents and the checks side by side. The checks and the decision come first for
 * those who listen and on a phone; on a desk they stand beside the facts.
 */
export function Review({ application }: Props) {
  const say = useReviewSay()
  const { totals } = application
  const [answers, setAnswers] = useState<Answers>({})
  return (
    <div className="with-side review">
      <div className="side stack">
        <ChecksPanel checks={application.checks} answers={answers} onAnswer={setAnswers} />
        <Decide application={application} answers={answers} />
        {application.number === null ? null : (
          <Go className={buttonClass()} href={`/certificates/${application.number}`}>
            {say('openCertificate', { number: application.number })}
          </Go>
        )}
      </div>
      <div className="stack">
        <div className="review-pair">
          <Panel title={say('shipment')}>
            <ShipmentFacts content={application.content} />
          </Panel>
          <Panel title={say('parties')}>
            <PartiesFacts content={application.content} />
          </Panel>
        </div>
        <Panel title={say('goods')} flush>
          <GoodsTable
            lines={totals.lines.map((line) => ({ ...line, perCarat: line.usdPerCarat }))}
            total={{ ...totals, perCarat: perCaratOf(totals) }}
            parcels={totals.parcels}
          />
          <Parcels application={application} />
        </Panel>
        <div className="review-pair">
          <SourceFacts content={application.content} />
          <Panel title={say('documents')}>
            <AttachmentList
              path={`${applicationPath(application.id)}/attachments`}
              attachments={application.attachments}
              none={say('documentsNone')}
            />
          </Panel>
        </div>
      </div>
      <History entries={application.history} />
    </div>
  )
}

/** Each parcel, folded away: the totals by code are what the certificate carries. */
function Parcels({ application }: Props) {
  const say = useCertificatesSay()
  const format = useFormat()
  const parcels = application.content.parcels ?? []
  if (parcels.length < 2) return null
  return (
    <details className="parcels">
      <summary>
        {say('parcels')}: {format.count(parcels.length)}
      </summary>
      <table className="table">
        <tbody>
          {parcels.map((parcel, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is its place on the list.
            <tr key={at}>
              <th scope="row">{at + 1}</th>
              <td>{parcel.hs}</td>
              <td className="amount">
                <Amount value={parcel.carats} />
              </td>
              <td className="amount">
                <Amount value={parcel.usd} />
              </td>
              <td dir="auto">{parcel.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
