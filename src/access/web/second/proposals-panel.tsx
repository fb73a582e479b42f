import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../../ui/dialog.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { mayDo } from '../../grants.ts'
import { GivenSecret } from '../given-secret.tsx'
import { useOfficer } from '../session.tsx'
import { ProposalView } from './proposal-view.tsx'
import { type Proposal, proposalsQuery } from './proposals-query.ts'
import { useSecondSay } from './say.ts'

type Props = {
  readonly thing?: string | null
  /** The one act that the page is about. */
  readonly only?: string
  /** What is asked, in the words of the page. */
  readonly told?: (asked: Proposal['asked']) => Proposal['asked']
}

/**
 * What waits for a second officer, with what exactly is proposed and the two answers. Nothing where
 * nothing waits: most days nothing does.
 */
export function ProposalsPanel({ thing = null, only, told }: Props) {
  const say = useSecondSay()
  const mayLook = mayDo(useOfficer(), 'access:proposals')
  const { data: waiting = [] } = useQuery({ ...proposalsQuery(thing), enabled: mayLook })
  const data = waiting.filter(({ act }) => only === undefined || act === only)
  const [link, setLink] = useState<string | null>(null)
  const leave = () => setLink(null)
  if (data.length === 0 && link === null) return null
  return (
    <Panel title={say('title')} important={data.some(({ mayDecide }) => mayDecide)}>
      <div className="stack">
        {data.map((proposal) => (
          <ProposalView
            key={proposal.id}
            proposal={told === undefined ? proposal : { ...proposal, asked: told(proposal.asked) }}
            linked={thing === null && only === undefined}
            onLink={setLink}
          />
        ))}
        <Dialog title={say('handOver')} open={link !== null} onClose={leave}>
          <GivenSecret label={say('linkOnce')} secret={link ?? ''} done={leave} />
        </Dialog>
      </div>
    </Panel>
  )
}
