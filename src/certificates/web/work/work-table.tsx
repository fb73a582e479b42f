import { useNames } from '../../../participants/web/names.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import type { WorkItem } from '../answers.ts'
import { workHref } from '../hrefs.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import { shortId } from '../short-id.ts'
import { StateChip } from '../state-chip.tsx'
import { useWorkSay } from './say.ts'

type Props = { readonly caption: string; readonly items: readonly WorkItem[] }

/** Rows of the work list, as the server sorted them: longest waiting first. */
export function WorkTable({ caption, items }: Props) {
  const goods = useGoodsColumns()
  const time = useTimeColumns()
  // A column that no row fills takes room from those that are compared.
  const filled = [...goods, ...time].filter(({ key }) => {
    if (key === 'due') return items.some(({ dueOn, overdue }) => dueOn !== null || overdue)
    if (key === 'firm') return items.some(({ firm, what }) => firm !== null || what === 'signature')
    return key !== 'consignee' || items.some(({ consignee }) => consignee !== null)
  })
  return (
    <DataTable
      caption={caption}
      columns={filled}
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
      cell: (item) => <RowName item={item} />,
    },
    {
      key: 'firm',
      head: say('firm'),
      phone: 'wide',
      cell: ({ firm, note, what }) =>
        firm === null && (note === null || what === 'alarm') ? null : (
          <>
            <bdi>{firm}</bdi>
            {note && what !== 'alarm' ? (
              <span className="soft small cell-note" dir="auto">
                {note}
              </span>
            ) : null}
          </>
        ),
    },
    {
      key: 'consignee',
      head: say('consignee'),
      phone: 'wide',
      cell: ({ consignee }) => (consignee === null ? null : <bdi>{consignee}</bdi>),
    },
    {
      key: 'place',
      head: say('toOrFrom'),
      phone: 'wide',
      cell: ({ destination, issuer, counterpart, what }) => {
        const code = what === 'alarm' ? counterpart : (destination ?? issuer)
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

/** A number, or the short id of an application that has none yet. */
function RowName({ item }: { readonly item: WorkItem }) {
  const say = useWorkSay()
  const { number, what, id, consignee } = item
  return (
    <Go href={workHref(item)} row className="nowrap">
      {number ?? (
        <>
          <span className="hidden-visually">
            {say(what === 'alarm' ? 'alarm' : 'application')}{' '}
          </span>
          <span className="code">{what === 'alarm' ? id : shortId(id)}</span>
        </>
      )}
      {consignee ? <span className="hidden-visually"> {consignee}</span> : null}
    </Go>
  )
}

function useTimeColumns(): readonly Column<WorkItem>[] {
  const say = useWorkSay()
  const format = useFormat()
  return [
    {
      key: 'state',
      head: say('state'),
      phone: 'top',
      cell: (item) => <State item={item} />,
    },
    {
      key: 'since',
      head: say('since'),
      cell: ({ waitingSince, what }) =>
        waitingSince === null ? null : (
          <bdi className="nowrap">
            {what === 'signature' ? format.moment(waitingSince) : format.day(waitingSince)}
          </bdi>
        ),
    },
    { key: 'due', head: say('due'), cell: (item) => <Due item={item} /> },
    { key: 'act', head: say('act'), phone: 'end', cell: (item) => <NextAct item={item} /> },
  ]
}

/** Of an alarm, what happened; it is told whole where the alarm is looked into. */
function State({ item: { what, state } }: { readonly item: WorkItem }) {
  const wordFor = useWordFor()
  if (what !== 'alarm') return <StateChip state={state} />
  return (
    <span className="work-alarm">
      <StateChip state="alarm" /> <span className="strong small">{wordFor('alarm', state)}</span>
    </span>
  )
}

function Due({ item: { dueOn, overdue } }: { readonly item: WorkItem }) {
  const say = useWorkSay()
  const format = useFormat()
  if (dueOn === null && !overdue) return null
  return (
    <span className="row due">
      {dueOn === null ? null : <bdi className="nowrap">{format.day(dueOn)}</bdi>}
      {overdue ? <Chip tone="solid">{say('overdue')}</Chip> : null}
    </span>
  )
}

function NextAct({ item }: { readonly item: WorkItem }) {
  const wordFor = useWordFor()
  return (
    <Go href={workHref(item)} className="button button-small nowrap">
      {wordFor('act', actWord(item))}
      <span className="hidden-visually">
        {' '}
        {item.number ?? shortId(item.id)} {item.firm}
      </span>
    </Go>
  )
}

/** A draft is gone on with and an application reviewed: sending and issuing are said on their page. */
function actWord({ what, act, about }: WorkItem): string {
  if (what === 'alarm' || what === 'signature') return about ? `open_${about}` : act
  if (what !== 'application') return act
  return { submit: 'save', issue: 'review' }[act] ?? act
}
