import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { isOfficeSize } from '../../office.ts'
import { isRole } from '../../roles.ts'
import { useAccessSay } from '../say.ts'
import { useDecision } from './decide.ts'
import type { Proposal } from './proposals-query.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { type SecondWord, useSecondSay } from './say.ts'
import { en } from './words.en.ts'

type Props = {
  readonly proposal: Proposal
  /** Whether the thing that it is about is another page. */
  readonly linked: boolean
  /** Told the link that an approved invitation gives, once. */
  readonly onLink: (link: string) => void
}

/** One proposal: who proposes what, every word of it, and what the reader may answer. */
export function ProposalView({ proposal, linked, onLink }: Props) {
  const say = useSecondSay()
  const format = useFormat()
  const { act, about, proposedBy, proposedAt, mayDecide } = proposal
  const isOfApplication = act === 'certificates:delete'
  const isLicence = LICENCE_ACTS.includes(act)
  const isOfCertificate = act.startsWith('certificates:') && !isOfApplication && !isLicence
  const number = isOfCertificate ? proposal.thing : ''
  const whose = about ?? number
  const what = isWord(act) ? say(act) : act
  return (
    <div className="stack stack-tight">
      <p>
        <strong>{whose === '' ? what : `${what}: ${whose}`}</strong>
      </p>
      <p className="soft">
        {say('proposedBy', { name: proposedBy, at: format.moment(proposedAt) })}
      </p>
      <Facts facts={useAsked(proposal)} />
      {mayDecide ? (
        <Answers proposal={proposal} onLink={onLink} />
      ) : (
        <Waiting proposal={proposal} />
      )}
      {linked && number !== '' ? <Go href={`/certificates/${number}`}>{say('open')}</Go> : null}
      {linked && isLicence ? <Go href="/licences">{say('openLicences')}</Go> : null}
      {linked && isOfApplication ? (
        <Go href={`/applications/${proposal.thing}`}>{say('openApplication')}</Go>
      ) : null}
      {linked && act.startsWith('participants:') ? <Where act={act} /> : null}
    </div>
  )
}

const LICENCE_ACTS: readonly string[] = ['certificates:delegate', 'certificates:suspend-delegation']

function Where({ act }: Pick<Proposal, 'act'>) {
  const say = useSecondSay()
  const isOfProfile = act === 'participants:change-profile'
  return (
    <Go href={isOfProfile ? '/profile' : '/keys'}>
      {say(isOfProfile ? 'openProfile' : 'openKeys')}
    </Go>
  )
}

function Answers({ proposal, onLink }: Omit<Props, 'linked'>) {
  const say = useSecondSay()
  const [rejecting, setRejecting] = useState(false)
  const approve = useDecision(proposal, 'approve', ({ link }) => link !== undefined && onLink(link))
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
function useAsked({ asked, of }: Proposal) {
  const say = useSecondSay()
  const sayRole = useAccessSay()
  const shown = (value: unknown): string => {
    if (Array.isArray(value))
      return value.map((each) => (isRole(each) ? sayRole(each) : each)).join(', ')
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
    if (isRole(value)) return sayRole(value)
    if (value === 'month' || value === 'licence') return say(value)
    if (typeof value === 'string' && isOfficeSize(value)) return say(value)
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  const away = of === null ? [] : [{ label: say('deputyOf'), value: of }]
  const told = Object.entries(asked)
    .filter(([name, value]) => name !== 'deputyId' && value !== null && value !== '')
    .map(([name, value]) => ({ label: isWord(name) ? say(name) : name, value: shown(value) }))
  return [...away, ...told]
}

function isWord(name: string): name is SecondWord {
  return Object.hasOwn(en, name)
}
