import { useNames } from '../../participants/web/names.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/format.ts'
import type { WatchedLogView } from '../monitor-view.ts'
import { useLogsSay } from './say.ts'

/** A row a log: how far it has grown, who stands for that, and whether its register page is the log's. */
export function LogsTable({ logs }: { readonly logs: readonly WatchedLogView[] }) {
  const say = useLogsSay()
  const format = useFormat()
  const { withCode } = useNames()
  const columns: readonly Column<WatchedLogView>[] = [
    {
      key: 'party',
      head: say('party'),
      cell: ({ party }) => withCode(party),
      names: true,
      phone: 'first',
    },
    { key: 'size', head: say('size'), cell: ({ size }) => format.count(size), amount: true },
    { key: 'witnessed', head: say('witnessed'), cell: (log) => <HeadAge log={log} /> },
    { key: 'witnesses', head: say('witnesses'), cell: (log) => <Witnesses log={log} /> },
    { key: 'page', head: say('page'), cell: (log) => <PageState log={log} /> },
    {
      key: 'read',
      head: say('read'),
      cell: ({ isWhole }) =>
        isWhole ? say('whole') : <strong className="mark-stop">{say('notWhole')}</strong>,
    },
  ]
  return (
    <DataTable caption={say('logs')} columns={columns} rows={logs} keyOf={(log) => log.origin} />
  )
}

/** The party of each witness: its name is the line of the scheme, the party and a word. */
function Witnesses({ log: { witnesses } }: { readonly log: WatchedLogView }) {
  const say = useLogsSay()
  if (witnesses.length === 0) return <>{say('nobody')}</>
  return witnesses.map((name, at) => (
    <span key={name}>
      {at === 0 ? '' : ', '}
      <bdi className="nowrap">{name.split('/').at(-2) ?? name}</bdi>
    </span>
  ))
}

function HeadAge({ log: { ageSeconds, isWitnessed } }: { readonly log: WatchedLogView }) {
  const say = useLogsSay()
  const ago = useFormat().ago(ageSeconds)
  if (isWitnessed === null) return <>{say('noRules', { ago })}</>
  if (isWitnessed) return <>{say('seenAgo', { ago })}</>
  return <strong>{say('notWitnessed', { ago })}</strong>
}

function PageState({ log: { page } }: { readonly log: WatchedLogView }) {
  const say = useLogsSay()
  const format = useFormat()
  if (page === null) return <span className="soft">{say('pageNone')}</span>
  const seconds = Math.max(0, (Date.now() - Date.parse(page.signedAt)) / 1000)
  return <>{say('pageSame', { size: page.size, ago: format.ago(seconds) })}</>
}
