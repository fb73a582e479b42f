import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { mayDo } from '../grants.ts'
import { FirstFactorsPanel } from './first-factors-panel.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { officersQuery } from './officers-query.ts'
import { OfficersTable } from './officers-table.tsx'
import { useAccessSay } from './say.ts'
import { ProposalsPanel } from './second/proposals-panel.tsx'
import { SeparationPanel } from './separation-panel.tsx'
import { useOfficer } from './session.tsx'
import { DeputiesPanel } from './standing/deputies-panel.tsx'
import { TakenPanel } from './standing/taken-panel.tsx'
import { InvitationsPanel, RecoveriesPanel } from './waiting-panels.tsx'

/** The people of one Participant: who they are, how they sign in, who is asked in, who lost their way. */
export function OfficersPage() {
  const say = useAccessSay()
  const { data, error, refetch, isPending } = useQuery(officersQuery)
  const [inviting, setInviting] = useState(false)
  const mayInvite = mayDo(useOfficer(), 'access:invite')
  return (
    <Page
      title={say('officersTitle')}
      lead={say('officersLead')}
      end={
        mayInvite ? (
          <Button kind="primary" onClick={() => setInviting(true)}>
            {say('invite')}
          </Button>
        ) : null
      }
    >
      {isPending ? <Skeleton /> : null}
      <ProblemNote error={error} retry={() => void refetch()} loading />
      {data === undefined ? null : (
        <div className="stack">
          <TakenPanel />
          <ProposalsPanel />
          <FirstFactorsPanel />
          <RecoveriesPanel recoveries={data.recoveries} />
          <SeparationPanel key={data.office} {...data} />
          <DeputiesPanel standing={data.standing} />
          <InvitationsPanel invitations={data.invitations} />
          <Panel title={say('officers')} flush>
            <OfficersTable officers={data.officers} />
          </Panel>
        </div>
      )}
      <InviteDialog open={inviting} close={() => setInviting(false)} />
    </Page>
  )
}
