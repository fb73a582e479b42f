import { useQuery } from '@tanstack/react-query'
import { useOfficer } from '../../../access/web/session.tsx'
import { TakenPanel } from '../../../access/web/standing/taken-panel.tsx'
import { useNames } from '../../../participants/web/names.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Alarm } from '../answers.ts'
import { arrivalHref } from '../hrefs.ts'
import { Acknowledge } from './acknowledge.tsx'
import { alarmsQuery, openAlarms } from './alarms-query.ts'
import { useArrivalSay } from './say.ts'

export function AlarmsPage() {
  const say = useArrivalSay()
  const { data, error, refetch, isPending } = useQuery(alarmsQuery)
  return (
    <Page title={say('alarmsTitle')} lead={say('alarmsLead')}>
      <div className="stack">
        {isPending ? <Skeleton /> : null}
        <ProblemNote error={error} retry={() => void refetch()} loading />
        <TakenPanel />
        {data === undefined ? null : (
          <div className="panel">
            {openAlarms(data.alarms).length === 0 ? (
              <EmptyState title={say('alarmsEmptyTitle')} text={say('alarmsEmpty')} />
            ) : (
              <ul className="list-lines panel-body">
                {openAlarms(data.alarms).map((alarm) => (
                  <AlarmLine key={alarm.id} alarm={alarm} />
                ))}
              </ul>
            )}
            <Earlier alarms={data.alarms.filter(({ acknowledgedAt }) => acknowledgedAt !== null)} />
          </div>
        )}
      </div>
    </Page>
  )
}

/** What was looked into stays to be read, folded away. */
function Earlier({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const say = useArrivalSay()
  if (alarms.length === 0) return null
  return (
    <details className="panel-body">
      <summary>{say('alarmsEarlier', { count: alarms.length })}</summary>
      <ul className="list-lines">
        {alarms.map((alarm) => (
          <AlarmLine key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </details>
  )
}

function AlarmLine({ alarm }: { readonly alarm: Alarm }) {
  const say = useArrivalSay()
  const format = useFormat()
  const { withCode } = useNames()
  const { participant } = useOfficer()
  // Of another Participant's certificate there is an arrival here, and no certificate.
  const here = (number: string) =>
    alarm.issuer === participant ? `/certificates/${number}` : arrivalHref(number, alarm.issuer)
  return (
    <li>
      <div className="alarm">
        <Icon shape="exclamation" className="mark-stop" />
        <div className="stack stack-tight">
          <p dir="auto">
            {alarm.number ? (
              <Go href={here(alarm.number)} className="strong">
                {alarm.number}
              </Go>
            ) : null}{' '}
            {alarm.text}
          </p>
          <p className="soft small">
            {format.moment(alarm.at)}
            {alarm.from ? ` · ${say('reportedBy', { from: withCode(alarm.from) })}` : ''}
          </p>
          {alarm.acknowledgedAt === null ? (
            <Acknowledge id={alarm.id} />
          ) : (
            <p className="soft small">
              {say('acknowledgedBy', { name: alarm.acknowledgedBy ?? '' })}
            </p>
          )}
        </div>
      </div>
    </li>
  )
}
