import type { ReactNode } from 'react'

type Tone = 'plain' | 'solid' | 'accent' | 'quiet'

export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'chip' : `chip chip-${tone}`}>{children}</span>
}

type FilterProps = {
  readonly label: string
  readonly count?: string | undefined
  readonly on: boolean
  readonly onToggle: () => void
}

/** A filter that says how many it would show. */
export function FilterChip({ label, count, on, onToggle }: FilterProps) {
  return (
    <button type="button" className="chip chip-button" aria-pressed={on} onClick={onToggle}>
      {label}
      {count === undefined ? null : <span>{count}</span>}
    </button>
  )
}
