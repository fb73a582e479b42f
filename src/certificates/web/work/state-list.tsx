import { useQuery } from '@tanstack/react-query'
import { useNames } from '../../../participants/web/names.ts'
import { Amount } from '../../../ui/amount.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { ApplicationSummary } from '../answers.ts'
import { applicationsQuery } from '../queries.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import { StateChip } from '../state-chip.tsx'
import { useWorkSay } from './say.ts'

/** The applications in one state, newest first as the server sorts them. */
export function StateList({ state }: { readonly state: string }) {
  const say = useWorkSay()
  const wordFor = useWordFor()
  const columns = useColumns()
  const { data, error, isPending, refetch } = useQuery(applicationsQuery(state))
  if (isPending) return <Skeleton />
  if (data === undefined) return <ProblemNote error={error} retry={() => void refetch()} loading />
  if (data.applications.length === 0) {
    return <EmptyState title={wordFor('state', state)} text={say('emptyState')} />
  }
  return (
    <DataTable
      caption={wordFor('state', state)}
      columns={columns}
      rows={data.applications}
      keyOf={({ id }) => id}
    />
  )
}

function useColumns(): readonly Column<ApplicationSummary>[] {
  const say = useWorkSay()
  const word = useCertificatesSay()
  const format = useFormat()
  const { withCode } = useNames()
  return [
    {
      key: 'number',
      head: say('what'),
      names: true,
      phone: 'first',
      cell: ({ id, number }) => (
        <Go row href={number === null ? `/applications/${id}` : `/certificates/${number}`}>
          {number ?? say('application')}
        </Go>
      ),
    },
    { key: 'firm', head: say('firm'), phone: 'wide', cell: ({ firm }) => <bdi>{firm}</bdi> },
    {
      key: 'destination',
      head: word('destination'),
      cell: ({ destination }) => (destination ? withCode(destination) : null),
    },
    {
      key: 'carats',
      head: word('carats'),
      amount: true,
      cell: ({ carats }) => <Amount value={carats} />,
    },
    { key: 'usd', head: word('usd'), amount: true, cell: ({ usd }) => <Amount value={usd} /> },
    {
      key: 'state',
      head: say('state'),
      phone: 'top',
      cell: ({ state }) => <StateChip state={state} />,
    },
    { key: 'saved', head: say('savedAt'), cell: ({ savedAt }) => format.moment(savedAt) },
  ]
}
