import { Chip, FilterChip } from '../../../ui/chip.tsx'
import { useFormat } from '../../../ui/format.ts'
import type { Work } from '../answers.ts'
import { useWordFor } from '../say.ts'
import { useWorkSay } from './say.ts'

type Props = {
  readonly work: Work
  /** The state of applications whose list is shown; null for what waits. */
  readonly state: string | null
  readonly onChoose: (state: string | null) => void
}

/** How many there are in each state; those of applications open their list. */
export function StateChips({ work, state, onChoose }: Props) {
  const say = useWorkSay()
  const wordFor = useWordFor()
  const format = useFormat()
  const { applications, certificates, arrivals = {} } = work.counts
  return (
    <div className="stack stack-tight">
      <div className="chips">
        <FilterChip
          label={say('waiting')}
          count={format.count(work.waiting.length)}
          on={state === null}
          onToggle={() => onChoose(null)}
        />
        {nonZero(applications).map(([each, count]) => (
          <FilterChip
            key={each}
            label={wordFor('application', each)}
            count={format.count(count)}
            on={state === each}
            onToggle={() => onChoose(state === each ? null : each)}
          />
        ))}
      </div>
      <Counts title={say('certificates')} counts={certificates} />
      <Counts title={say('arrivals')} counts={arrivals} />
    </div>
  )
}

function Counts({ title, counts }: { title: string; counts: Readonly<Record<string, number>> }) {
  const wordFor = useWordFor()
  const format = useFormat()
  const shown = nonZero(counts)
  if (shown.length === 0) return null
  return (
    <p className="chips">
      <span className="soft small">{title}</span>
      {shown.map(([each, count]) => (
        <Chip key={each} tone="quiet">
          {wordFor('state', each)} <span>{format.count(count)}</span>
        </Chip>
      ))}
    </p>
  )
}

function nonZero(counts: Readonly<Record<string, number>>) {
  return Object.entries(counts).filter(([, count]) => count > 0)
}
