import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import type { ToldChange } from './profile-query.ts'
import { useProfileSay } from './say.ts'
import { useTold } from './value-told.ts'

type Props = { readonly title: string; readonly changes: readonly ToldChange[] }

/** Changes with their day, their clause, their reason, and the two who agreed on them. */
export function ChangesPanel({ title, changes }: Props) {
  const say = useProfileSay()
  const format = useFormat()
  const tell = useTold()
  const columns: Column<ToldChange>[] = [
    {
      key: 'from',
      head: say('holdsFrom'),
      phone: 'top',
      cell: ({ holdsFrom }) => <span className="nowrap">{format.day(holdsFrom)}</span>,
    },
    {
      key: 'what',
      head: say('what'),
      names: true,
      phone: 'first',
      cell: ({ field }) => say(field),
    },
    {
      key: 'value',
      head: say('value'),
      phone: 'wide',
      cell: ({ field, value }) => <span dir="auto">{tell(field, value)}</span>,
    },
    {
      key: 'why',
      head: say('why'),
      phone: 'wide',
      cell: ({ source, reason, proposedBy, approvedBy, approvedAt }) => (
        <span className="stack stack-tight">
          <span dir="auto">{source}</span>
          <span dir="auto">{reason}</span>
          <span className="soft small">
            {say('byTwo', { one: proposedBy, other: approvedBy, at: format.moment(approvedAt) })}
          </span>
        </span>
      ),
    },
  ]
  return (
    <Panel title={title} flush={changes.length > 0}>
      {changes.length === 0 ? (
        <p className="soft">{say('neverChanged')}</p>
      ) : (
        <DataTable
          caption={title}
          columns={columns}
          rows={changes}
          keyOf={({ field, approvedAt }) => `${field} ${approvedAt}`}
        />
      )}
    </Panel>
  )
}
