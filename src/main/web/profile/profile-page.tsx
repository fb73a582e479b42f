import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { useOfficer } from '../../../access/web/session.tsx'
import { Page } from '../../../ui/page.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { type ProfileValue, profileQuery } from './profile-query.ts'
import { useProfileSay } from './say.ts'
import { ValuesPanel } from './values-panel.tsx'

/** National practice as this node goes by it: each value, where it comes from, and what changes when. */
export function ProfilePage() {
  const say = useProfileSay()
  const mayChange = mayDo(useOfficer(), 'participants:change-profile')
  const { data, error, refetch, isPending } = useQuery(profileQuery)
  const [changed, change] = useState<ProfileValue | null>(null)
  return (
    <Page title={say('title')} lead={say('lead')}>
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : (
        <div className="stack">
          <ProposalsPanel only="participants:change-profile" />
          {data.coming.length === 0 ? null : (
            <ChangesPanel title={say('coming')} changes={data.coming} />
          )}
          <ValuesPanel values={data.values} change={mayChange ? change : null} />
          <ChangesPanel title={say('history')} changes={data.past} />
          <ChangeDialog of={changed} today={data.today} close={() => change(null)} />
        </div>
      )}
    </Page>
  )
}
