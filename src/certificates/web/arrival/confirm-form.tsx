import { useState } from 'react'
import { useNames } from '../../../participants/web/names.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { MAX_NOTE } from '../../limits.ts'
import type { Arrival } from '../arrival-answers.ts'
import { useWordFor } from '../say.ts'
import { ADDED_BY_HAND, differencesOf } from './differences.ts'
import { useArrivalSay } from './say.ts'
import { useArrivalAct } from './use-arrival-act.ts'

/** Confirms what was found. Whether that is as declared the server says, from the same findings. */
export function ConfirmForm({ arrival }: { readonly arrival: Arrival }) {
  const say = useArrivalSay()
  const wordFor = useWordFor()
  const toast = useToast()
  const { nameOf } = useNames()
  const differences = differencesOf(arrival)
  const [added, setAdded] = useState<readonly string[]>([])
  const [receivedOn, setReceivedOn] = useState(today)
  const [note, setNote] = useState('')
  const reasons = [...differences, ...added]
  const differs = reasons.length > 0
  const confirm = useArrivalAct(arrival, () => toast(say(differs ? 'discrepancy' : 'confirmed')))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.act('confirm', { reasons, receivedOn, ...(note.trim() !== '' && { note }) })
      }}
    >
      <p>{say(differs ? 'outcomeDiffers' : 'outcomeSame')}</p>
      <div className="fields">
        <DateField
          path="receivedOn"
          label={say('receivedOn')}
          required
          value={receivedOn}
          onChange={(event) => setReceivedOn(event.currentTarget.value)}
        />
      </div>
      <Differences found={differences} added={added} onAdd={setAdded} />
      <TextArea
        path="confirmNote"
        label={say('note')}
        optional
        maxLength={MAX_NOTE}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <p className="soft small">{say('confirmText', { issuer: nameOf(arrival.issuer) })}</p>
      <ProblemNote error={confirm.error} />
      <div>
        <Button type="submit" kind="primary" busy={confirm.isPending}>
          {wordFor('act', 'confirm')}
        </Button>
      </div>
    </form>
  )
}

type DifferencesProps = {
  readonly found: readonly string[]
  readonly added: readonly string[]
  readonly onAdd: (added: readonly string[]) => void
}

/** What the findings say, and what only a person can add. */
function Differences({ found, added, onAdd }: DifferencesProps) {
  const say = useArrivalSay()
  const wordFor = useWordFor()
  return (
    <fieldset>
      <legend className="field-label">{say('reasonCodes')}</legend>
      <ul>
        {found.map((code) => (
          <li key={code}>{wordFor('reason', code)}</li>
        ))}
      </ul>
      {ADDED_BY_HAND.map((code) => (
        <CheckField
          key={code}
          path={`reasons.${code}`}
          label={wordFor('reason', code)}
          checked={added.includes(code)}
          onCheck={(on) => onAdd(on ? [...added, code] : added.filter((each) => each !== code))}
        />
      ))}
    </fieldset>
  )
}

/** Today on this desk's calendar, as a date field writes it. */
function today(): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10)
}
