import { useState } from 'react'
import { useNames } from '../../../participants/web/names.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import type { Arrival } from '../arrival-answers.ts'
import { ActDialog, type ActForm } from '../certificate/act-dialog.tsx'
import { useCertificateWord } from '../certificate/say.ts'
import { arrivalHref } from '../hrefs.ts'
import { arrivalPath } from '../queries.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import { ConfirmForm } from './confirm-form.tsx'
import { useArrivalSay } from './say.ts'
import { Step } from './step.tsx'

type Props = { readonly arrival: Arrival }

/** Step 4: confirm, detain or refuse; afterwards the slip. */
export function OutcomeStep({ arrival }: Props) {
  const say = useArrivalSay()
  const { acts, outcome } = arrival
  const decides = ['confirm', 'detain', 'refuse', 'technical-return'].some((act) =>
    acts.includes(act),
  )
  const done = arrival.state === 'confirmed' || arrival.state === 'discrepancy'
  if (!decides && outcome === null) return null
  return (
    <Step title={say('step4')} done={done} current={decides && arrival.weighing !== null}>
      <div className="stack">
        {outcome === null ? null : <OutcomeFacts outcome={outcome} />}
        {acts.includes('confirm') ? <Confirm arrival={arrival} /> : null}
        <OtherActs arrival={arrival} />
        {done ? (
          <div>
            <Go
              href={`${arrivalHref(arrival.number, arrival.issuer)}/slip`}
              className={buttonClass('primary')}
            >
              {say('slip')}
            </Go>
          </div>
        ) : null}
      </div>
    </Step>
  )
}

/** Offered when the steps before it are done; goods can be stopped at any time. */
function Confirm({ arrival }: Props) {
  const say = useArrivalSay()
  const ready = arrival.seals !== null && arrival.weighing !== null
  return ready ? <ConfirmForm arrival={arrival} /> : <p>{say('outcomeLead')}</p>
}

function OutcomeFacts({ outcome }: { readonly outcome: NonNullable<Arrival['outcome']> }) {
  const wordFor = useCertificateWord()
  const reasonFor = useWordFor()
  const format = useFormat()
  return (
    <div>
      <p className="strong">{wordFor('outcome', outcome.outcome ?? outcome.action)}</p>
      <p>{outcome.reasons.map((code) => reasonFor('reason', code)).join(', ')}</p>
      <p className="keep-lines" dir="auto">
        {outcome.note}
      </p>
      <p className="soft small">
        <bdi>{outcome.by}</bdi> · {format.moment(outcome.at)}
      </p>
    </div>
  )
}

/** What is done instead of confirming; each in a dialog that says what it means. */
function OtherActs({ arrival }: Props) {
  const wordFor = useWordFor()
  const forms = useForms(arrival)
  const [form, setForm] = useState<ActForm | null>(null)
  const offered = Object.entries(forms).filter(([act]) => arrival.acts.includes(act))
  if (offered.length === 0) return null
  return (
    <div className="row">
      {offered.map(([act, each]) => (
        <Button key={act} onClick={() => setForm(each)}>
          {wordFor('act', act)}
        </Button>
      ))}
      <ActDialog form={form} onClose={() => setForm(null)} />
    </div>
  )
}

function useForms({ issuer, number }: Arrival): Readonly<Record<string, ActForm>> {
  const say = useArrivalSay()
  const word = useCertificatesSay()
  const wordFor = useWordFor()
  const { nameOf } = useNames()
  const reason = { name: 'reason', label: word('reason'), kind: 'note' } as const
  const form = (act: string) => ({
    button: wordFor('act', act),
    path: `${arrivalPath(issuer, number)}/${act}`,
  })
  return {
    detain: {
      ...form('detain'),
      title: say('detainTitle'),
      text: say('detainText'),
      fields: [reason],
      done: say('detained'),
    },
    refuse: {
      ...form('refuse'),
      title: say('refuseTitle'),
      text: say('refuseText'),
      fields: [reason],
      done: say('refused'),
    },
    'technical-return': {
      ...form('technical-return'),
      title: say('technicalTitle'),
      text: say('technicalText', { issuer: nameOf(issuer) }),
      fields: [],
      done: say('technicalDone'),
    },
  }
}
