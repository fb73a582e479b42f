import { Amount } from '../../../ui/amount.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/check-list.tsx'
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
import { Decide } from './decide.tsx'
import { PartiesFacts, ShipmentFacts, SourceFacts } from './review-facts.tsx'
import { useReviewSay } from './say.ts'

type Props = { readonly application: Application }

/** The application, its documents and the checks side by side, and the decision beside them. */
export function Review({ application }: Props) {
  const say = useReviewSay()
  const { totals } = application
  return (
    <div className="with-side">
      <div className="stack">
        <Panel title={say('shipment')}>
          <ShipmentFacts content={application.content} />
        </Panel>
        <Panel title={say('parties')}>
          <PartiesFacts content={application.content} />
        </Panel>
        <Panel title={say('goods')} flush>
          <GoodsTable
            lines={totals.lines.map((line) => ({ ...line, perCarat: line.usdPerCarat }))}
            total={{ ...totals, perCarat: perCaratOf(totals) }}
            parcels={totals.parcels}
          />
          <Parcels application={application} />
        </Panel>
        <SourceFacts content={application.content} />
        <Panel title={say('documents')}>
          <AttachmentList
            path={`${applicationPath(application.id)}/attachments`}
            attachments={application.attachments}
            none={say('documentsNone')}
          />
        </Panel>
      </div>
      <div className="stack">
        <Checks application={application} />
        <Decide application={application} />
        {application.number === null ? null : (
          <Go className={buttonClass()} href={`/certificates/${application.number}`}>
            {say('openCertificate', { number: application.number })}
          </Go>
        )}
        <History entries={application.history} />
      </div>
    </div>
  )
}

function Checks({ application }: Props) {
  const say = useReviewSay()
  if (application.checks.length === 0) return null
  return (
    <Panel title={say('checks')} end={<span className="soft small">{say('checksLead')}</span>}>
      <CheckList checks={application.checks.map((check) => ({ key: check.code, ...check }))} />
    </Panel>
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
