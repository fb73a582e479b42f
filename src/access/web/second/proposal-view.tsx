import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useDecision } from './decide.ts'
import type { Proposal } from './proposals-query.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { type SecondWord, useSecondSay } from './say.ts'
import { en } from './words.en.ts'

type Props = {
  readonly proposal: Proposal
  /** Whether the thing that it is about is another page. */
  readonly linked: boolean
}

/** One proposal: who proposes what, every word of it, and what the reader may answer. */
export function ProposalView({ proposal, linked }: Props) {
  const say = useSecondSay()
  const format = useFormat()
  const { act, thing, proposedBy, proposedAt, mayDecide } = proposal
  const what = isWord(act) ? say(act) : act
  return (
    <div className="stack stack-tight">
      <p>
        <strong>{thing === '' ? what : `${what}: ${thing}`}</strong>
      </p>
      <p className="soft">
        {say('proposedBy', { name: proposedBy, at: format.moment(proposedAt) })}
      </p>
      <Facts facts={useAsked(proposal)} />
      {mayDecide ? <Answers proposal={proposal} /> : <Waiting proposal={proposal} />}
      {linked && thing !== '' ? <Go href={`/certificates/${thing}`}>{say('open')}</Go> : null}
    </div>
  )
}

function Answers({ proposal }: { readonly proposal: Proposal }) {
  const say = useSecondSay()
  const [rejecting, setRejecting] = useState(false)
  const approve = useDecision(proposal, 'approve')
  return (
    <>
      <ProblemNote error={approve.error} />
      <div className="row">
        <Button kind="primary" busy={approve.isPending} onClick={() => approve.send({})}>
          {say('approve')}
        </Button>
        <Button onClick={() => setRejecting(true)}>{say('reject')}</Button>
      </div>
      <RejectDialog proposal={proposal} open={rejecting} onClose={() => setRejecting(false)} />
    </>
  )
}

function Waiting({ proposal }: { readonly proposal: Proposal }) {
  const say = useSecondSay()
  const takeBack = useDecision(proposal, 'take-back')
  return (
    <>
      <p>{say('waitsFor')}</p>
      <ProblemNote error={takeBack.error} />
      {proposal.mayTakeBack ? (
        <div>
          <Button busy={takeBack.isPending} onClick={() => takeBack.send({})}>
            {say('takeBack')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** What was typed, under the words of the form in which it was typed. */
function useAsked({ asked }: Proposal) {
  const say = useSecondSay()
  const shown = (value: unknown): string => {
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return Object.entries(asked)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ label: isWord(name) ? say(name) : name, value: shown(value) }))
}

function isWord(name: string): name is SecondWord {
  return Object.hasOwn(en, name)
}
