import { useQuery } from '@tanstack/react-query'
import { buttonClass } from '../../ui/button.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { Go } from '../../ui/go.tsx'
import { call } from '../../ui/http.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useAppSay } from './say.ts'

/** Only what exists so far; each says in one sentence what it is for. */
export function Administration() {
  const say = useAppSay()
  return (
    <Page title={say('administration')} lead={say('administrationLead')}>
      <div className="stack">
        <Panel
          title={say('administrationNumbers')}
          end={
            <Go href="/numbers" className={buttonClass()}>
              {say('open')}
            </Go>
          }
        >
          <p>{say('administrationNumbersText')}</p>
        </Panel>
        <Panel title={say('administrationHealth')}>
          <p className="soft">{say('administrationHealthText')}</p>
          <Health />
        </Panel>
      </div>
    </Page>
  )
}

function Health() {
  const say = useAppSay()
  const { data, error, isPending } = useQuery({
    queryKey: ['platform', 'health'],
    queryFn: ({ signal }) => call<unknown>('/api/health', { signal }),
    refetchInterval: 30_000,
    retry: false,
  })
  if (isPending) return <Skeleton lines={1} />
  const good = data !== undefined && !error
  return (
    <CheckList
      checks={[
        {
          key: 'server',
          outcome: good ? 'pass' : 'stop',
          text: say(good ? 'healthGood' : 'healthBad'),
        },
      ]}
    />
  )
}
