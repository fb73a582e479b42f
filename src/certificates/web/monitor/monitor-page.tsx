import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Page } from '../../../ui/page.tsx'
import { PageProblem } from '../../../ui/page-problem.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Certificate } from '../answers.ts'
import { AttachmentList } from '../attachment-list.tsx'
import { DespitePanel } from '../certificate/aftermath.tsx'
import { SignaturesPanel } from '../certificate/signatures.tsx'
import { FaceFacts } from '../face-facts.tsx'
import { GoodsTable } from '../goods/goods-table.tsx'
import { perCaratOf } from '../goods/totals.ts'
import { History } from '../history.tsx'
import { applicationQuery, certificatePath, certificateQuery } from '../queries.ts'
import { PartiesFacts, ShipmentFacts, SourceFacts } from '../review/review-facts.tsx'
import { useReviewSay } from '../review/say.ts'
import { StateChip } from '../state-chip.tsx'
import { DecidePanel } from './decide-panel.tsx'
import { useMonitorSay } from './say.ts'

/** What a third party has before him: the application, what was found, and exactly what is signed. */
export function MonitorPage() {
  const { number = '' } = useParams({ strict: false })
  const { data, error, refetch, isPending } = useQuery(certificateQuery(number))
  if (isPending) return <Skeleton lines={12} />
  if (data === undefined) return <PageProblem error={error} retry={() => void refetch()} />
  return <Shown certificate={data} />
}

type Props = { readonly certificate: Certificate }

function Shown({ certificate }: Props) {
  const say = useMonitorSay()
  return (
    <Page
      title={say('title', { number: certificate.number })}
      lead={say('lead')}
      end={<StateChip state={certificate.state} />}
    >
      <div className="halves">
        <div className="stack">
          <Applied certificate={certificate} />
          <Sealed certificate={certificate} />
          <DespitePanel despite={certificate.despite} />
          <History entries={certificate.history} />
        </div>
        <div className="stack">
          <DecidePanel certificate={certificate} />
          <Panel title={say('signs')}>
            <FaceFacts face={certificate.certificate} />
          </Panel>
          <SignaturesPanel certificate={certificate} />
        </div>
      </div>
    </Page>
  )
}

function Applied({ certificate }: Props) {
  const say = useReviewSay()
  const { data, isPending } = useQuery(applicationQuery(certificate.applicationId))
  if (isPending) return <Skeleton lines={6} />
  if (data === undefined) return null
  const { content, totals, attachments, id } = data
  return (
    <>
      <Panel title={say('shipment')}>
        <ShipmentFacts content={content} />
      </Panel>
      <Panel title={say('parties')}>
        <PartiesFacts content={content} />
      </Panel>
      <Panel title={say('goods')} flush>
        <GoodsTable
          lines={totals.lines.map((line) => ({ ...line, perCarat: line.usdPerCarat }))}
          total={{ ...totals, perCarat: perCaratOf(totals) }}
          parcels={totals.parcels}
        />
      </Panel>
      <SourceFacts content={content} />
      <Panel title={say('documents')}>
        <AttachmentList
          path={`/api/certificates/applications/${id}/attachments`}
          attachments={attachments}
          none={say('documentsNone')}
        />
      </Panel>
    </>
  )
}

/** What the validating officer found and closed, with the photographs of it. */
function Sealed({ certificate: { number, containers, attachments } }: Props) {
  const say = useMonitorSay()
  const sayReview = useReviewSay()
  return (
    <>
      <Panel title={say('found')}>
        <div className="stack stack-tight">
          <p className="soft">{say('foundText')}</p>
          <ul className="list-lines">
            {(containers ?? []).map(({ seals }, at) => (
              <li key={seals.join(' ')}>
                {say('container', { number: at + 1 })}: <bdi>{seals.join(', ')}</bdi>
              </li>
            ))}
          </ul>
        </div>
      </Panel>
      <Panel title={sayReview('evidence')}>
        <AttachmentList
          path={`${certificatePath(number)}/attachments`}
          attachments={attachments}
          none={sayReview('evidenceNone')}
        />
      </Panel>
    </>
  )
}
