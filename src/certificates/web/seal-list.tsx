import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { MAX_SEAL_LENGTH, MAX_SEALS } from '../limits.ts'
import { useReviewSay } from './review/say.ts'

type Props = {
  readonly path: string
  readonly seals: readonly string[]
  /** All seals of the shipment, to find one that was scanned twice. */
  readonly all: readonly string[]
  readonly onChange: (seals: readonly string[]) => void
}

/** One field that a scanner types into: each Enter makes one seal and leaves the cursor there. */
export function SealList({ path, seals, all, onChange }: Props) {
  const say = useReviewSay()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState('')
  const add = () => {
    const seal = typed.trim().replace(/\s+/g, ' ')
    if (seal === '') return
    if (seal.length > MAX_SEAL_LENGTH) return setFault(say('sealLong', { max: MAX_SEAL_LENGTH }))
    if (all.includes(seal)) return setFault(say('sealTwice', { seal }))
    onChange([...seals, seal])
    setTyped('')
    setFault('')
  }
  return (
    <div className="stack stack-tight">
      <div className="list-entry">
        <div className="list-entry-fields">
          <TextField
            path={path}
            label={say('sealNumber')}
            hint={say('sealsHint')}
            error={fault || undefined}
            dir="ltr"
            autoComplete="off"
            disabled={all.length >= MAX_SEALS}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
        </div>
        <Button onClick={add}>{say('sealAdd')}</Button>
      </div>
      <p className="soft small" role="status">
        {say('sealCount', { count: seals.length })}
      </p>
      <ul className="list-lines">
        {seals.map((seal) => (
          <li key={seal}>
            <bdi className="code strong">{seal}</bdi>
            <Button
              kind="quiet"
              small
              aria-label={say('sealRemove', { seal })}
              onClick={() => onChange(seals.filter((each) => each !== seal))}
            >
              {say('remove')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
