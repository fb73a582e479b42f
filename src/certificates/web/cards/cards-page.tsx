import { useQuery } from '@tanstack/react-query'
import { mayDo } from '../../../access/grants.ts'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { useOfficer } from '../../../access/web/session.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Page } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { cardsQuery } from './cards-query.ts'
import { CardsTable } from './cards-table.tsx'
import { RegisterCard } from './register-card.tsx'
import { useCardsSay } from './say.ts'

/** What the law asks of officers' own cards, how to sign with one, and whose cards there are. */
export function CardsPage() {
  const say = useCardsSay()
  const mayRegister = mayDo(useOfficer(), 'certificates:register-card')
  const { data, error, refetch, isPending } = useQuery(cardsQuery)
  return (
    <Page title={say('title')} lead={say('lead')}>
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : (
        <div className="stack">
          <ProposalsPanel only="certificates:register-card" />
          <Panel title={say('asked')}>
            {data.asked.length === 0 ? <p>{say('notAsked')}</p> : <Asked acts={data.asked} />}
          </Panel>
          <Panel title={say('cards')} flush>
            {data.cards.length === 0 ? (
              <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
            ) : (
              <CardsTable cards={data.cards} />
            )}
          </Panel>
          {mayRegister && data.asked.length > 0 ? <RegisterCard /> : null}
        </div>
      )}
    </Page>
  )
}

function Asked({ acts }: { readonly acts: readonly ('issue' | 'validate')[] }) {
  const say = useCardsSay()
  return (
    <div className="stack stack-tight">
      <p className="strong">
        {say('askedActs', { acts: acts.length > 1 ? 'both' : (acts[0] ?? '') })}
      </p>
      <h3>{say('howTitle')}</h3>
      <ol>
        <li>{say('howAct')}</li>
        <li>
          {say('howSign')}
          <pre className="small keep-lines" dir="ltr">
            {say('howCommand')}
          </pre>
          <span className="small soft">{say('howWords')}</span>
        </li>
        <li>{say('howBack')}</li>
      </ol>
    </div>
  )
}
