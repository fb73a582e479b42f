import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { stateQuery } from '../queries.ts'
import { useWordFor } from '../say.ts'
import { useWorkSay } from './say.ts'
import type { Chosen } from './state-chips.tsx'
import { WorkTable } from './work-table.tsx'

/** Everything in one state, in the same columns as what waits. */
export function StateList({ chosen }: { readonly chosen: NonNullable<Chosen> }) {
  const say = useWorkSay()
  const wordFor = useWordFor()
  const { data, error, isPending, refetch } = useQuery(stateQuery(chosen))
  const title = `${say(chosen.what)} ${wordFor('state', chosen.state)}`
  if (isPending) return <Skeleton />
  if (data === undefined) return <ProblemNote error={error} retry={() => void refetch()} loading />
  if (data.items.length === 0) {
    return (
      <div className="panel">
        <EmptyState title={wordFor('state', chosen.state)} text={say('emptyState')} />
      </div>
    )
  }
  return <WorkTable caption={title} items={data.items} />
}
