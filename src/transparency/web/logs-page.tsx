import { queryOptions, useQuery } from '@tanstack/react-query'
import { mayDo } from '../../access/grants.ts'
import { useSession } from '../../access/web/session.tsx'
import { type CheckLine, CheckList } from '../../ui/check-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/format.ts'
import { call } from '../../ui/http.ts'
import { useLanguage } from '../../ui/language.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { MonitorView } from '../monitor-view.ts'
import { LogAlarms } from './log-alarms.tsx'
import { LogsTable } from './logs-table.tsx'
import { useLogsSay } from './say.ts'

const ROOT = '/api/transparency/monitor'
const LOOK_MS = 60_000

const monitorQuery = (language: string) =>
  queryOptions({
    queryKey: ['transparency', 'monitor', language],
    queryFn: ({ signal }) => call<MonitorView>(ROOT, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? LOOK_MS / 12 : LOOK_MS),
  })

/** The logs that this node follows, and what is wrong with them: for anybody, because logs are public. */
export function LogsPage() {
  const say = useLogsSay()
  const { language } = useLanguage()
  const { data, error, refetch, isPending } = useQuery(monitorQuery(language))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="stack">
        {isPending ? <Skeleton /> : null}
        <ProblemNote error={error} retry={() => void refetch()} loading />
        {data === undefined ? null : data.state === 'seen' ? <Seen view={data} /> : null}
        {data?.state === 'off' ? (
          <EmptyState title={say('offTitle')} text={say('offText')} />
        ) : data?.state === 'waiting' ? (
          <EmptyState title={say('waitingTitle')} text={say('waitingText')} />
        ) : null}
        <Panel title={say('yourself')}>
          <div className="stack stack-tight">
            <p>{say('yourselfText')}</p>
            <p>
              {say('yourselfHow')} <code dir="ltr">openkp log evidence</code>.
            </p>
            <p>
              {say('oneCertificate')} <a href="/verify/">{say('toVerifier')}</a>
            </p>
          </div>
        </Panel>
      </div>
    </Page>
  )
}

type SeenView = Extract<MonitorView, { state: 'seen' }>

function Seen({ view }: { readonly view: SeenView }) {
  const say = useLogsSay()
  const { data: officer } = useSession()
  const mayFetch = officer ? mayDo(officer, 'transparency:read-evidence') : false
  const { logs, alarms, problems, told } = view
  return (
    <>
      <Summary view={view} />
      {alarms.length === 0 ? null : (
        <LogAlarms alarms={alarms} told={told} evidence={mayFetch ? `${ROOT}/evidence` : null} />
      )}
      <Panel title={say('logs')} flush>
        <LogsTable logs={logs} />
      </Panel>
      {problems.length === 0 ? null : (
        <Panel title={say('problems')}>
          <ul className="list-lines">
            {problems.map(({ where, cause }) => (
              <li key={`${where} ${cause}`} dir="ltr">
                <code>{where}</code>: {cause}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

/** In one place whether all is well, and how far that goes. */
function Summary({ view: { at, listIssuedAt, logs, alarms, problems } }: { view: SeenView }) {
  const say = useLogsSay()
  const format = useFormat()
  const rings = alarms.filter(({ now }) => now).length
  const part = logs.filter(({ isWhole }) => !isWhole).length
  const calm: CheckLine = { key: 'calm', outcome: 'pass', text: say('calm', { logs: logs.length }) }
  const line = (key: 'rings' | 'part' | 'unseen', outcome: 'stop' | 'warn', count: number) =>
    count === 0 ? [] : [{ key, outcome, text: say(key, { count }) }]
  const signed = listIssuedAt === null ? '–' : format.moment(listIssuedAt)
  return (
    <div className="panel">
      <div className="panel-body stack stack-tight">
        <CheckList
          checks={[
            ...(rings === 0 ? [calm] : line('rings', 'stop', rings)),
            ...line('part', 'warn', part),
            ...line('unseen', 'warn', problems.length),
          ]}
        />
        <p className="soft small">{say('lastLook', { at: format.moment(at), signed })}</p>
      </div>
    </div>
  )
}
