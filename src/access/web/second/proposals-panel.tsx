import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../../ui/dialog.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { mayDo } from '../../grants.ts'
import { GivenSecret } from '../given-secret.tsx'
import { useOfficer } from '../session.tsx'
import type { Answer } from './decide.ts'
import { LeftBehind } from './left-behind.tsx'
import { ProposalView } from './proposal-view.tsx'
import { proposalsQuery } from './proposals-query.ts'
import { useSecondSay } from './say.ts'

type Props = {
  readonly thing?: string | null
  /** The one act that the page is about. */
  readonly only?: string
}

/**
 * What waits for a second officer, with what exactly is proposed and the two answers. Nothing where
 * nothing waits: most days nothing does.
 */
export function ProposalsPanel({ thing = null, only }: Props) {
  const say = useSecondSay()
  const mayLook = mayDo(useOfficer(), 'access:proposals')
  const { data: waiting = [] } = useQuery({ ...proposalsQuery(thing), enabled: mayLook })
  const data = waiting.filter(({ act }) => only === undefined || act === only)
  const [{ link, kept }, setDone] = useState<Answer>({})
  const leave = () => setDone({})
  if (data.length === 0 && link === undefined && kept === undefined) return null
  return (
    <Panel title={say('title')} important={data.some(({ mayDecide }) => mayDecide)}>
      <div className="stack">
        {data.map((proposal) => (
          <ProposalView
            key={proposal.id}
            proposal={proposal}
            linked={thing === null && only === undefined}
            onDone={setDone}
          />
        ))}
        <Dialog title={say('handOver')} open={link !== undefined} onClose={leave}>
          <GivenSecret label={say('linkOnce')} secret={link ?? ''} done={leave} />
        </Dialog>
        <Dialog title={say('leftBehind')} open={kept !== undefined} onClose={leave}>
          <LeftBehind kept={kept ?? []} done={leave} />
        </Dialog>
      </div>
    </Panel>
  )
}
