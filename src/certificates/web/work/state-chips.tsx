import { FilterChip } from '../../../ui/chip.tsx'
import { useFormat } from '../../../ui/format.ts'
import { APPLICATION_STATES, ARRIVAL_STATES, CERTIFICATE_STATES } from '../../acts.ts'
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
/** In the order of a life, whatever the order in which they were counted. */
const STATES = {
  applications: APPLICATION_STATES,
  certificates: CERTIFICATE_STATES,
  arrivals: ARRIVAL_STATES,
}

/** How many there are in each state; each opens its list. */
export function StateChips({ work, chosen, onChoose }: Props) {
  const say = useWorkSay()
  const format = useFormat()
  return (
    <div className="state-chips">
      <FilterChip
        label={say('waiting')}
        count={`${format.count(work.waiting.length)}${work.more ? '+' : ''}`}
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
  const counts: Readonly<Record<string, number>> = work.counts[what] ?? {}
  const shown = STATES[what].filter((state) => (counts[state] ?? 0) > 0)
  if (shown.length === 0) return null
  const family = what === 'applications' ? 'application' : 'state'
  return (
    <fieldset className="chips">
      <legend className="soft small">{say(what)}</legend>
      {shown.map((state) => (
        <FilterChip
          key={state}
          label={wordFor(family, state)}
          count={format.count(counts[state] ?? 0)}
          on={chosen?.what === what && chosen.state === state}
          onToggle={() => onChoose({ what, state })}
        />
      ))}
    </fieldset>
  )
}
