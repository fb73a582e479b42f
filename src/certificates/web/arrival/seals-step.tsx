import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/check-list.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { MAX_NOTE } from '../../limits.ts'
import type { Arrival } from '../arrival-answers.ts'
import { SealList } from '../seal-list.tsx'
import { useArrivalSay } from './say.ts'
import { SealChoice, type SealState } from './seal-choice.tsx'
import { Step } from './step.tsx'
import { useArrivalAct } from './use-arrival-act.ts'

type Props = { readonly arrival: Arrival }

/** Step 2: each seal of the sheet against what is on the box. */
export function SealsStep({ arrival }: Props) {
  const say = useArrivalSay()
  const [changing, setChanging] = useState(false)
  const { seals, acts } = arrival
  const done = seals !== null && seals.found.length > 0
  const may = acts.includes('seals')
  if (!done && !may) return null
  if (may && (!done || changing)) {
    return (
      <Step title={say('step2')} done={done} current>
        <SealsForm arrival={arrival} onKept={() => setChanging(false)} />
      </Step>
    )
  }
  return (
    <Step title={say('step2')} done={done}>
      <SealsFound arrival={arrival} />
      {may ? (
        <Button kind="quiet" onClick={() => setChanging(true)}>
          {say('change')}
        </Button>
      ) : null}
    </Step>
  )
}

function SealsFound({ arrival }: Props) {
  const say = useArrivalSay()
  const found = arrival.seals?.found ?? []
  const asDeclared = arrival.seals?.asDeclared ?? []
  const bad = found.filter(({ seal, intact }) => !intact || !asDeclared.includes(seal))
  const missing = asDeclared.filter((seal) => !found.some((each) => each.seal === seal))
  if (bad.length + missing.length === 0) {
    const text = say('sealsAllIntact', { count: found.length })
    return <CheckList checks={[{ key: 'all', outcome: 'pass', text }]} />
  }
  return (
    <CheckList
      checks={[
        ...bad.map(({ seal, intact }) => ({
          key: seal,
          outcome: 'stop' as const,
          text: `${seal}: ${intact ? say('extra') : say('broken')}`,
        })),
        ...missing
          .filter((seal) => !bad.some((each) => each.seal === seal))
          .map((seal) => ({
            key: seal,
            outcome: 'stop' as const,
            text: `${seal}: ${say('missing')}`,
          })),
      ]}
    />
  )
}

type FormProps = Props & { readonly onKept: () => void }

function SealsForm({ arrival, onKept }: FormProps) {
  const say = useArrivalSay()
  const declared = arrival.certificate?.seals ?? arrival.seals?.asDeclared ?? []
  const [states, setStates] = useState<Readonly<Record<string, SealState>>>({})
  const [extra, setExtra] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const keep = useArrivalAct(arrival, onKept)
  const all = declared.every((seal) => states[seal] !== undefined)
  const save = () => {
    const seen = declared.filter((seal) => states[seal] !== 'missing')
    const found = [
      ...seen.map((seal) => ({ seal, intact: states[seal] === 'intact' })),
      ...extra.map((seal) => ({ seal, intact: true })),
    ]
    keep.act('seals', { found, ...(note.trim() !== '' && { note }) })
  }
  return (
    <div className="stack">
      <p>{say('sealsLead')}</p>
      <div>
        <Button
          onClick={() =>
            setStates(Object.fromEntries(declared.map((seal) => [seal, 'intact' as const])))
          }
        >
          {say('allIntact')}
        </Button>
      </div>
      {declared.map((seal) => (
        <SealChoice
          key={seal}
          seal={seal}
          state={states[seal]}
          onChoose={(state) => setStates({ ...states, [seal]: state })}
        />
      ))}
      <details>
        <summary>{say('extraAdd')}</summary>
        <SealList path="extra" seals={extra} all={[...declared, ...extra]} onChange={setExtra} />
      </details>
      <TextArea
        path="sealsNote"
        label={say('sealsNote')}
        optional
        maxLength={MAX_NOTE}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ProblemNote error={keep.error} />
      <div>
        <Button kind="primary" disabled={!all} busy={keep.isPending} onClick={save}>
          {say('sealsSave')}
        </Button>
      </div>
    </div>
  )
}
