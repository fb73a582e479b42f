import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { Page } from '../../../ui/page.tsx'
import { PageProblem } from '../../../ui/page-problem.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Certificate } from '../answers.ts'
import { History } from '../history.tsx'
import { MonitorPanel } from '../monitor/monitor-panel.tsx'
import { certificateQuery } from '../queries.ts'
import { StateChip } from '../state-chip.tsx'
import { WaitingNote } from '../waiting-note.tsx'
import { ActsPanel } from './acts-panel.tsx'
import { AlarmsPanel, ConfirmationPanel, CorrectionsPanel, DespitePanel } from './aftermath.tsx'
import { DownloadsPanel } from './downloads.tsx'
import { useCertificateSay } from './say.ts'
import { SheetView } from './sheet-view.tsx'
import { SignaturesPanel } from './signatures.tsx'

/** The sheet left, in the paper's order; status, acts, alarms and the time line right. */
export function CertificatePage() {
  const { number = '' } = useParams({ strict: false })
  const { data, error, refetch, isPending } = useQuery(certificateQuery(number))
  if (isPending) return <Skeleton lines={12} />
  if (data === undefined) return <PageProblem error={error} retry={() => void refetch()} />
  return <Shown certificate={data} />
}

function Shown({ certificate }: { readonly certificate: Certificate }) {
  const say = useCertificateSay()
  return (
    <Page
      title={say('title', { number: certificate.number })}
      end={<StateChip state={certificate.state} />}
    >
      <div className="sheet-beside sheet-after">
        <div className="stack beside-first">
          <ProposalsPanel thing={certificate.number} />
          <WaitingNote waiting={certificate.waiting} />
          <MonitorPanel certificate={certificate} />
          <ActsPanel certificate={certificate} />
          <AlarmsPanel alarms={certificate.alarms} />
          <DespitePanel despite={certificate.despite} />
        </div>
        <SheetView
          number={certificate.number}
          face={certificate.certificate}
          fields={certificate.fields}
          specimen={certificate.specimen}
          qr={certificate.qr}
          corrections={certificate.corrections}
        />
        <div className="stack">
          <ConfirmationPanel certificate={certificate} />
          <CorrectionsPanel corrections={certificate.corrections} />
          <SignaturesPanel certificate={certificate} />
          <History entries={certificate.history} />
          <DownloadsPanel certificate={certificate} />
        </div>
      </div>
    </Page>
  )
}
