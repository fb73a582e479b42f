import { useQuery } from '@tanstack/react-query'
import { mayDo } from '../../access/grants.ts'
import { useOfficer } from '../../access/web/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { Go } from '../../ui/go.tsx'
import { call } from '../../ui/http.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useAppSay } from './say.ts'

/** What looks after a node stands on pages of its own; nobody is led to one that turns them away. */
const PLACES = [
  {
    href: '/officers',
    act: 'access:officers',
    title: 'officers',
    text: 'administrationOfficersText',
  },
  {
    href: '/profile',
    act: 'participants:read-profile',
    title: 'profile',
    text: 'administrationProfileText',
  },
  {
    href: '/numbers',
    act: 'certificates:read-numbers',
    title: 'administrationNumbers',
    text: 'administrationNumbersText',
  },
  {
    href: '/logs',
    act: 'transparency:read-evidence',
    title: 'logs',
    text: 'administrationLogsText',
  },
] as const

/** Only what exists so far; each says in one sentence what it is for. */
export function Administration() {
  const say = useAppSay()
  const officer = useOfficer()
  return (
    <Page title={say('administration')} lead={say('administrationLead')}>
      <div className="stack">
        {PLACES.filter(({ act }) => mayDo(officer, act)).map(({ href, title, text }) => (
          <Panel
            key={href}
            title={say(title)}
            end={
              <Go href={href} className={buttonClass()}>
                {say('open')} <span className="hidden-visually">{say(title)}</span>
              </Go>
            }
          >
            <p>{say(text)}</p>
          </Panel>
        ))}
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
