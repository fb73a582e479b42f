import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/check-list.tsx'
import { useFormat } from '../../../ui/format.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { CertificateFace } from '../answers.ts'
import type { Arrival } from '../arrival-answers.ts'
import { compareLines, type Found, weighedLines } from '../found.ts'
import { FoundTable } from '../found-table.tsx'
import { useCertificatesSay } from '../say.ts'
import { useArrivalSay } from './say.ts'
import { Step } from './step.tsx'
import { useArrivalAct } from './use-arrival-act.ts'

type Props = { readonly arrival: Arrival }

/** Step 3: the balance against the sheet, line by line. */
export function WeighStep({ arrival }: Props) {
  const say = useArrivalSay()
  const [changing, setChanging] = useState(false)
  const { weighing, acts, certificate } = arrival
  const done = weighing !== null
  const may = acts.includes('weigh') && certificate !== null
  if (!done && !may) return null
  if (!done && arrival.seals === null) {
    return (
      <Step title={say('step3')} done={false}>
        <p>{say('weighAfterSeals')}</p>
      </Step>
    )
  }
  if (may && (!done || changing)) {
    return (
      <Step title={say('step3')} done={done} current={arrival.seals !== null}>
        <WeighForm arrival={arrival} face={certificate} onKept={() => setChanging(false)} />
      </Step>
    )
  }
  return (
    <Step title={say('step3')} done={done}>
      <Weighed arrival={arrival} />
      {may ? (
        <Button kind="quiet" onClick={() => setChanging(true)}>
          {say('change')}
        </Button>
      ) : null}
    </Step>
  )
}

function Weighed({ arrival }: Props) {
  const say = useArrivalSay()
  const word = useCertificatesSay()
  const format = useFormat()
  const { weighing } = arrival
  if (weighing === null) return null
  const off = weighing.lines.filter(({ difference }) => Number(difference) !== 0)
  const parcelsOff = weighing.parcels !== weighing.declaredParcels
  if (off.length === 0 && !parcelsOff) {
    return <CheckList checks={[{ key: 'same', outcome: 'pass', text: say('weighedSame') }]} />
  }
  return (
    <CheckList
      checks={[
        ...off.map(({ hs, difference, declared, found }) => ({
          key: hs,
          outcome: 'warn' as const,
          text: say('weighUnder', { difference, hs }),
          more: `${format.amount(declared)} → ${format.amount(found)}`,
        })),
        ...(parcelsOff
          ? [
              {
                key: 'parcels',
                outcome: 'warn' as const,
                text: `${word('parcels')}: ${weighing.declaredParcels} → ${weighing.parcels}`,
              },
            ]
          : []),
      ]}
    />
  )
}

type FormProps = Props & { readonly face: CertificateFace; readonly onKept: () => void }

function WeighForm({ arrival, face, onKept }: FormProps) {
  const say = useArrivalSay()
  const [found, setFound] = useState<Found>({})
  const [parcels, setParcels] = useState('')
  const keep = useArrivalAct(arrival, onKept)
  const lines = compareLines(face.lines, found)
  const complete = parcels !== '' && lines.every(({ difference }) => difference !== null)
  return (
    <div className="stack">
      <p>{say('weighLead')}</p>
      <FoundTable
        face={face}
        found={found}
        parcels={parcels}
        onFound={setFound}
        onParcels={setParcels}
      />
      <ProblemNote error={keep.error} />
      <div>
        <Button
          kind="primary"
          disabled={!complete}
          busy={keep.isPending}
          onClick={() =>
            keep.act('weighing', {
              parcels: Number(parcels),
              lines: weighedLines(lines),
            })
          }
        >
          {say('weighSave')}
        </Button>
      </div>
    </div>
  )
}
