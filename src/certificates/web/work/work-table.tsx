import { useNames } from '../../../participants/web/names.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { type Format, useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import type { WorkItem } from '../answers.ts'
import { workHref } from '../hrefs.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import { StateChip } from '../state-chip.tsx'
import { useWorkSay } from './say.ts'

/** What waits for one person, as the server sorted it: longest first. */
export function WaitingTable({ items }: { readonly items: readonly WorkItem[] }) {
  const say = useWorkSay()
  const goods = useGoodsColumns()
  const time = useTimeColumns()
  return (
    <DataTable
      caption={say('waiting')}
      columns={[...goods, ...time]}
      rows={items}
      keyOf={(item) => `${item.what} ${item.id} ${item.number}`}
    />
  )
}

function useGoodsColumns(): readonly Column<WorkItem>[] {
  const say = useWorkSay()
  const word = useCertificatesSay()
  const { withCode } = useNames()
  return [
    {
      key: 'number',
      head: say('what'),
      names: true,
      phone: 'first',
      cell: (item) => (
        <Go href={workHref(item)} row>
          {item.number ?? say(item.what === 'alarm' ? 'alarm' : 'application')}
          {item.firm ? <span className="hidden-visually"> {item.firm}</span> : null}
        </Go>
      ),
    },
    {
      key: 'firm',
      head: say('firm'),
      phone: 'wide',
      cell: ({ firm, note }) => (
        <>
          <bdi>{firm}</bdi>
          {note ? <span className="soft small cell-note">{note}</span> : null}
        </>
      ),
    },
    {
      key: 'place',
      head: say('toOrFrom'),
      cell: ({ destination, issuer }) => {
        const code = destination ?? issuer
        return code ? withCode(code) : null
      },
    },
    {
      key: 'carats',
      head: word('carats'),
      amount: true,
      cell: ({ carats }) => <Amount value={carats} />,
    },
    { key: 'usd', head: word('usd'), amount: true, cell: ({ usd }) => <Amount value={usd} /> },
  ]
}

function useTimeColumns(): readonly Column<WorkItem>[] {
  const say = useWorkSay()
  const wordFor = useWordFor()
  const format = useFormat()
  return [
    {
      key: 'state',
      head: say('state'),
      phone: 'top',
      cell: ({ what, state }) => <StateChip state={what === 'alarm' ? 'alarm' : state} />,
    },
    {
      key: 'since',
      head: say('since'),
      cell: ({ waitingSince }) =>
        waitingSince === null ? null : <bdi className="nowrap">{format.day(waitingSince)}</bdi>,
    },
    { key: 'due', head: say('due'), cell: (item) => due(item, say('overdue'), format) },
    {
      key: 'act',
      head: say('act'),
      phone: 'wide',
      cell: (item) => (
        <Go href={workHref(item)} className="button button-small">
          {wordFor('act', actWord(item))}
          <span className="hidden-visually">
            {' '}
            {item.number ?? ''} {item.firm}
          </span>
        </Go>
      ),
    },
  ]
}

function due({ dueOn, overdue }: WorkItem, overdueWord: string, format: Format) {
  if (dueOn === null) return overdue ? <Chip tone="solid">{overdueWord}</Chip> : null
  return (
    <span className="row due">
      <bdi className="nowrap">{format.day(dueOn)}</bdi>
      {overdue ? <Chip tone="solid">{overdueWord}</Chip> : null}
    </span>
  )
}

/** A draft is gone on with and an application reviewed: sending and issuing are said on their page. */
function actWord({ what, act }: WorkItem): string {
  if (what !== 'application') return act
  return { submit: 'save', issue: 'review' }[act] ?? act
}
