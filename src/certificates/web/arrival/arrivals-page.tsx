import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { FilterChip } from '../../../ui/chip.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ARRIVAL_STATES } from '../../acts.ts'
import type { ArrivalSummary } from '../arrival-answers.ts'
import { arrivalsQuery } from '../queries.ts'
import { useWordFor } from '../say.ts'
import { useArrivalColumns } from './arrival-columns.tsx'
import { useArrivalSay } from './say.ts'

/** Pre-alerts expected, presented, overdue. */
export function ArrivalsPage() {
  const say = useArrivalSay()
  const officer = useOfficer()
  const { data, error, refetch, isPending } = useQuery(arrivalsQuery)
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      end={
        mayDo(officer, 'certificates:present') ? (
          <Go href="/present" className={buttonClass('primary')}>
            {say('presentTitle')}
          </Go>
        ) : null
      }
    >
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : <List arrivals={data.arrivals} />}
    </Page>
  )
}

function List({ arrivals }: { readonly arrivals: readonly ArrivalSummary[] }) {
  const say = useArrivalSay()
  const wordFor = useWordFor()
  const format = useFormat()
  const columns = useArrivalColumns()
  const [filter, setFilter] = useState('all')
  if (arrivals.length === 0) {
    return (
      <div className="panel">
        <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
      </div>
    )
  }
  const filters = ['all', 'overdue', ...ARRIVAL_STATES].map((each) => ({
    each,
    rows: arrivals.filter((arrival) => passes(arrival, each)),
  }))
  const rows = filters.find(({ each }) => each === filter)?.rows ?? []
  const label = (each: string) =>
    each === 'all' || each === 'overdue' ? say(each) : wordFor('state', each)
  return (
    <div className="stack">
      <div className="chips">
        {filters
          .filter(({ each, rows: found }) => each === 'all' || found.length > 0)
          .map(({ each, rows: found }) => (
            <FilterChip
              key={each}
              label={label(each)}
              count={format.count(found.length)}
              on={filter === each}
              onToggle={() => setFilter(each)}
            />
          ))}
      </div>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={rows}
        keyOf={({ issuer, number }) => `${issuer} ${number}`}
      />
    </div>
  )
}

function passes(arrival: ArrivalSummary, filter: string): boolean {
  if (filter === 'all') return true
  return filter === 'overdue' ? arrival.overdue : arrival.state === filter
}
