import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useNames } from '../../../participants/web/names.ts'
import { Page } from '../../../ui/page.tsx'
import { PageProblem } from '../../../ui/page-problem.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Arrival } from '../arrival-answers.ts'
import { AlarmsPanel, CorrectionsPanel } from '../certificate/aftermath.tsx'
import { Statements } from '../certificate/downloads.tsx'
import { SheetView } from '../certificate/sheet-view.tsx'
import { History } from '../history.tsx'
import { arrivalQuery } from '../queries.ts'
import { isSpecimen } from '../specimen.ts'
import { StateChip } from '../state-chip.tsx'
import { WaitingNote } from '../waiting-note.tsx'
import { CertificateStep } from './certificate-step.tsx'
import { OutcomeStep } from './outcome-step.tsx'
import { useArrivalSay } from './say.ts'
import { SealsStep } from './seals-step.tsx'
import { WeighStep } from './weigh-step.tsx'

/** The sheet beside the four steps; what each step found stays in sight. */
export function ArrivalPage() {
  const { issuer = '', number = '' } = useParams({ strict: false })
  const { data, error, refetch, isPending } = useQuery(arrivalQuery(issuer, number))
  if (isPending) return <Skeleton lines={12} />
  if (data === undefined) return <PageProblem error={error} retry={() => void refetch()} />
  return <Shown arrival={data} />
}

function Shown({ arrival }: { readonly arrival: Arrival }) {
  const say = useArrivalSay()
  const { nameOf } = useNames()
  const { certificate } = arrival
  return (
    <Page
      title={say('arrivalTitle', { number: arrival.number })}
      lead={
        certificate === null
          ? nameOf(arrival.issuer)
          : say('arrivalLead', {
              issuer: nameOf(arrival.issuer),
              importer: certificate.importer.name,
            })
      }
      end={<StateChip state={arrival.state} />}
    >
      <div className="sheet-beside">
        <div className="stack">
          <WaitingNote waiting={arrival.waiting} />
          <AlarmsPanel alarms={arrival.alarms} />
          <CertificateStep arrival={arrival} />
          <SealsStep arrival={arrival} />
          <WeighStep arrival={arrival} />
          <OutcomeStep arrival={arrival} />
        </div>
        <div className="stack">
          {certificate === null ? null : (
            <SheetView
              number={arrival.number}
              face={certificate}
              fields={arrival.fields}
              specimen={isSpecimen(arrival)}
              corrections={arrival.corrections}
            />
          )}
          <CorrectionsPanel corrections={arrival.corrections} />
          <History entries={arrival.history} />
          <Statements statements={arrival.statements} />
        </div>
      </div>
    </Page>
  )
}
