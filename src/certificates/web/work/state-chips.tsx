import { FilterChip } from '../../../ui/chip.tsx'
import { useFormat } from '../../../ui/format.ts'
import type { Counted, Work } from '../answers.ts'
import { useWordFor } from '../say.ts'
import { useWorkSay } from './say.ts'

/** One state of one kind; null is what waits for the reader. */
export type Chosen = { readonly what: Counted; readonly state: string } | null

type Props = {
  readonly work: Work
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
}

const KINDS = ['applications', 'certificates', 'arrivals'] as const

/** How many there are in each state; each opens its list. */
export function StateChips({ work, chosen, onChoose }: Props) {
  const say = useWorkSay()
  const format = useFormat()
  return (
    <div className="state-chips">
      <FilterChip
        label={say('waiting')}
        count={format.count(work.waiting.length)}
        on={chosen === null}
        onToggle={() => onChoose(null)}
      />
      {KINDS.map((what) => (
        <Kind key={what} what={what} work={work} chosen={chosen} onChoose={onChoose} />
      ))}
    </div>
  )
}

function Kind({ what, work, chosen, onChoose }: Props & { readonly what: Counted }) {
  const say = useWorkSay()
  const wordFor = useWordFor()
  const format = useFormat()
  const shown = Object.entries(work.counts[what] ?? {}).filter(([, count]) => count > 0)
  if (shown.length === 0) return null
  const family = what === 'applications' ? 'application' : 'state'
  return (
    <fieldset className="chips">
      <legend className="soft small">{say(what)}</legend>
      {shown.map(([state, count]) => (
        <FilterChip
          key={state}
          label={wordFor(family, state)}
          count={format.count(count)}
          on={chosen?.what === what && chosen.state === state}
          onToggle={() => onChoose({ what, state })}
        />
      ))}
    </fieldset>
  )
}
