import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hasRole } from '../../../access/officer.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Go } from '../../../ui/go.tsx'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { workQuery } from '../queries.ts'
import { NewApplication } from './new-application.tsx'
import { useWorkSay } from './say.ts'
import { StateChips } from './state-chips.tsx'
import { StateList } from './state-list.tsx'
import { WaitingTable } from './waiting-table.tsx'

/** Home of every role: what waits, and one click to the other states. */
export function WorkList() {
  const say = useWorkSay()
  const officer = useOfficer()
  const { data, error, refetch, isPending } = useQuery(workQuery)
  const [state, setState] = useState<string | null>(null)
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      end={
        <>
          {hasRole(officer, ['exporter']) ? <NewApplication /> : null}
          {hasRole(officer, ['inspector', 'importing_officer']) ? (
            <Go href="/present" className={buttonClass('primary')}>
              {say('present')}
            </Go>
          ) : null}
        </>
      }
    >
      <div className="stack">
        <ProblemNote error={error} retry={() => void refetch()} loading />
        {isPending ? <Skeleton /> : null}
        {data === undefined ? null : (
          <>
            <StateChips work={data} state={state} onChoose={setState} />
            {state === null ? <Waiting items={data.waiting} /> : <StateList state={state} />}
          </>
        )}
      </div>
    </Page>
  )
}

function Waiting({ items }: { items: Parameters<typeof WaitingTable>[0]['items'] }) {
  const say = useWorkSay()
  const [role = 'administrator'] = useOfficer().roles
  if (items.length > 0) return <WaitingTable items={items} />
  return (
    <div className="panel">
      <EmptyState title={say('emptyTitle')} text={say(`empty_${role}`)} />
    </div>
  )
}
