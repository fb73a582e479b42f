import { Chip, FilterChip } from '../../../ui/chip.tsx'
import { useFormat } from '../../../ui/format.ts'
import { APPLICATION_STATES, type ApplicationState } from '../../acts.ts'
import type { Work } from '../answers.ts'
import { useWordFor } from '../say.ts'
import { useWorkSay } from './say.ts'

type Props = {
  readonly work: Work
  /** The state whose list is shown; null for what waits. */
  readonly state: string | null
  readonly onChoose: (state: string | null) => void
}

/** How many there are in each state; those of applications open their list. */
export function StateChips({ work, state, onChoose }: Props) {
  const say = useWorkSay()
  const wordFor = useWordFor()
  const format = useFormat()
  const states = Object.entries(work.counts).filter(([, count]) => count > 0)
  return (
    <div className="chips">
      <FilterChip
        label={say('waiting')}
        count={format.count(work.waiting.length)}
        on={state === null}
        onToggle={() => onChoose(null)}
      />
      {states.map(([each, count]) =>
        hasList(each) ? (
          <FilterChip
            key={each}
            label={wordFor('state', each)}
            count={format.count(count)}
            on={state === each}
            onToggle={() => onChoose(state === each ? null : each)}
          />
        ) : (
          <Chip key={each} tone="quiet">
            {wordFor('state', each)} <span>{format.count(count)}</span>
          </Chip>
        ),
      )}
    </div>
  )
}

function hasList(state: string): boolean {
  return APPLICATION_STATES.includes(state as ApplicationState)
}
