import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Page } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { journalQuery, type Wanted } from './journal-query.ts'
import { JournalTable } from './journal-table.tsx'
import { useJournalSay } from './say.ts'
import { SignedEnds } from './signed-ends.tsx'

const ALL: Wanted = { officer: null, thing: null }

/** The audit journal, for who controls the others: every act and every knock that was refused. */
export function JournalPage() {
  const say = useJournalSay()
  const [wanted, want] = useState(ALL)
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(journalQuery(wanted))
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className="stack">
        <SignedEnds />
        <Panel title={say('entries')} flush end={<Narrowed wanted={wanted} want={want} />}>
          {isPending ? <Skeleton /> : null}
          <ProblemNote error={error} retry={() => void refetch()} loading />
          {data !== undefined && entries.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('empty')} />
          ) : null}
          {entries.length === 0 ? null : (
            <JournalTable entries={entries} wanted={wanted} want={want} />
          )}
          {hasNextPage ? (
            <div className="panel-body">
              <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {say('older')}
              </Button>
            </div>
          ) : null}
        </Panel>
      </div>
    </Page>
  )
}

type NarrowedProps = { readonly wanted: Wanted; readonly want: (wanted: Wanted) => void }

function Narrowed({ wanted: { officer, thing }, want }: NarrowedProps) {
  const say = useJournalSay()
  if (officer === null && thing === null) return null
  return (
    <div className="row">
      {officer === null ? null : <span>{say('ofOfficer', { name: officer.name })}</span>}
      {thing === null ? null : <span className="code small">{say('ofThing', { thing })}</span>}
      <Button small onClick={() => want(ALL)}>
        {say('all')}
      </Button>
    </div>
  )
}
