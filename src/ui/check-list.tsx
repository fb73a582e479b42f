import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { useUiSay } from './say.ts'

type CheckOutcome = 'pass' | 'warn' | 'stop'
export type CheckLine = {
  readonly key: string
  readonly outcome: CheckOutcome
  readonly text: ReactNode
  readonly more?: ReactNode
}

const SHAPES = { pass: 'tick', warn: 'exclamation', stop: 'cross' } as const
const WEIGHT = { stop: 0, warn: 1, pass: 2 } as const

/** What was checked, what stands out first. */
export function CheckList({ checks }: { checks: readonly CheckLine[] }) {
  const say = useUiSay()
  const sorted = [...checks].sort((a, b) => WEIGHT[a.outcome] - WEIGHT[b.outcome])
  return (
    <ul className="checks">
      {sorted.map((check) => (
        <li key={check.key} className={`check-${check.outcome}`}>
          <Icon shape={SHAPES[check.outcome]} className={`mark-${check.outcome}`} />
          <p>
            <span className="hidden-visually">{say(check.outcome)}: </span>
            {check.text}
          </p>
          {check.more ? <div className="soft small">{check.more}</div> : null}
        </li>
      ))}
    </ul>
  )
}
