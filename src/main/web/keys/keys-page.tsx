import { useQuery } from '@tanstack/react-query'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { SIGNING_USAGES } from '../../../participants/kinds.ts'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { BlocksNote } from './blocks-note.tsx'
import { isListed, keysQuery } from './keys-query.ts'
import { OfficersPanel } from './officers-panel.tsx'
import { useKeysSay } from './say.ts'
import { UsagePanel } from './usage-panel.tsx'

/** The keys of one Participant: where each is in its life, and what its officers can do about it. */
export function KeysPage() {
  const say = useKeysSay()
  const { data, error, refetch, isPending } = useQuery(keysQuery)
  const isMissing = data?.keys.some((each) => isListed(each) && !each.isHeld) === true
  return (
    <Page title={say('title')} lead={say('lead')}>
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : (
        <div className="stack">
          <p>{say(data.keptIn)}</p>
          {isMissing ? (
            <div className="note" role="alert">
              <p>{say('missing')}</p>
            </div>
          ) : null}
          <BlocksNote />
          <ProposalsPanel />
          {SIGNING_USAGES.map((usage) => (
            <UsagePanel
              key={usage}
              usage={usage}
              keys={data.keys.filter((each) => each.usage === usage)}
            />
          ))}
          <OfficersPanel />
        </div>
      )}
    </Page>
  )
}
