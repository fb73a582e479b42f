import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { mayDo } from '../../../access/grants.ts'
import type { Role } from '../../../access/roles.ts'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { useOfficer } from '../../../access/web/session.tsx'
import { TakenPanel } from '../../../access/web/standing/taken-panel.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Go } from '../../../ui/go.tsx'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Counted, Work } from '../answers.ts'
import { workQuery } from '../queries.ts'
import { NewApplication } from './new-application.tsx'
import { useWorkSay } from './say.ts'
import { type Chosen, StateChips } from './state-chips.tsx'
import { StateList } from './state-list.tsx'
import { en } from './words.en.ts'
import { WorkTable } from './work-table.tsx'

/** Home of every role: what waits, and one click to the other states. */
export function WorkList() {
  const say = useWorkSay()
  const officer = useOfficer()
  const { data, error, refetch, isPending } = useQuery(workQuery)
  const [chosen, choose] = useChosen()
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      end={
        <>
          {mayDo(officer, 'certificates:start') ? <NewApplication /> : null}
          {mayDo(officer, 'certificates:present') ? (
            <Go href="/present" className={buttonClass('primary')}>
              {say('present')}
            </Go>
          ) : null}
        </>
      }
    >
      <div className="stack">
        <ProblemNote error={error} retry={() => void refetch()} loading />
        {isPending ? <Skeleton /> : null}
        {data === undefined ? null : (
          <>
            {chosen === null ? <TakenPanel /> : null}
            {chosen === null ? <ProposalsPanel /> : null}
            <StateChips work={data} chosen={chosen} onChoose={choose} />
            {chosen === null ? <Waiting items={data.waiting} /> : <StateList chosen={chosen} />}
          </>
        )}
      </div>
    </Page>
  )
}

const COUNTED: readonly Counted[] = ['applications', 'certificates', 'arrivals']

/** The list that is shown stands in the address, so that going back from a certificate finds it again. */
function useChosen(): readonly [Chosen, (chosen: Chosen) => void] {
  const navigate = useNavigate()
  const search = new URLSearchParams(useLocation({ select: ({ searchStr }) => searchStr }))
  const state = search.get('state')
  const what = COUNTED.find((each) => each === search.get('what'))
  const choose = (chosen: Chosen) => {
    const href = chosen === null ? '/' : `/?${new URLSearchParams(chosen).toString()}`
    void navigate({ href, replace: true, resetScroll: false })
  }
  return [state === null || what === undefined ? null : { what, state }, choose]
}

function Waiting({ items }: { readonly items: Work['waiting'] }) {
  const say = useWorkSay()
  const said = useOfficer()
    .roles.map(emptyWord)
    .find((word) => word !== undefined)
  if (items.length > 0) return <WorkTable caption={say('waiting')} items={items} />
  return (
    <div className="panel">
      <EmptyState title={say('emptyTitle')} text={say(said ?? 'empty_other')} />
    </div>
  )
}

/** What will appear here, for the roles for which something does. */
function emptyWord(role: Role): EmptyWord | undefined {
  return EMPTY_WORDS.find((word) => word === `empty_${role}`)
}

const EMPTY_WORDS = Object.keys(en).filter((key): key is EmptyWord => key.startsWith('empty_'))
type EmptyWord = Extract<keyof typeof en, `empty_${string}`>
