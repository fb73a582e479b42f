import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Alarm } from '../answers.ts'
import { CERTIFICATES } from '../queries.ts'
import { useWordFor } from '../say.ts'
import { alarmsQuery } from './alarms-query.ts'
import { useArrivalSay } from './say.ts'

export function AlarmsPage() {
  const say = useArrivalSay()
  const { data, error, refetch, isPending } = useQuery(alarmsQuery)
  return (
    <Page title={say('alarmsTitle')} lead={say('alarmsLead')}>
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : (
        <div className="panel">
          {data.alarms.length === 0 ? (
            <EmptyState title={say('alarmsEmptyTitle')} text={say('alarmsEmpty')} />
          ) : (
            <ul className="list-lines panel-body">
              {data.alarms.map((alarm) => (
                <AlarmLine key={alarm.id} alarm={alarm} />
              ))}
            </ul>
          )}
        </div>
      )}
    </Page>
  )
}

function AlarmLine({ alarm }: { readonly alarm: Alarm }) {
  const say = useArrivalSay()
  const wordFor = useWordFor()
  const format = useFormat()
  const client = useQueryClient()
  const toast = useToast()
  const acknowledge = useClick(() => {
    toast(say('acknowledged'))
    void client.invalidateQueries({ queryKey: CERTIFICATES })
  })
  const path = `/api/certificates/alarms/${encodeURIComponent(alarm.id)}/acknowledge`
  return (
    <li>
      <div className="alarm">
        <Icon shape="exclamation" className="mark-stop" />
        <div>
          <p dir="auto">
            {alarm.number ? (
              <Go href={`/certificates/${alarm.number}`} className="strong">
                {alarm.number}
              </Go>
            ) : null}{' '}
            {alarm.text}
          </p>
          <p className="soft small">
            {format.moment(alarm.at)}
            {alarm.from ? ` · ${say('reportedBy', { from: alarm.from })}` : ''}
          </p>
          <ProblemNote error={acknowledge.error} />
        </div>
      </div>
      <Button busy={acknowledge.isPending} onClick={() => acknowledge.mutate({ path, body: {} })}>
        {wordFor('act', 'acknowledge')}
      </Button>
    </li>
  )
}
