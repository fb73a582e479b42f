import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useNames } from '../../../participants/web/names.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { isOfficeSize } from '../../office.ts'
import { isRole } from '../../roles.ts'
import { useAccessSay } from '../say.ts'
import { type Answer, useDecision } from './decide.ts'
import type { Proposal } from './proposals-query.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { type SecondWord, useSecondSay } from './say.ts'
import { useToldAct } from './told-acts.ts'
import { en } from './words.en.ts'

type Props = {
  readonly proposal: Proposal
  /** Whether the thing that it is about is another page. */
  readonly linked: boolean
  /** Told what an approved act answers, once. */
  readonly onDone: (answer: Answer) => void
}

/** One proposal: who proposes what, every word of it, and what the reader may answer. */
export function ProposalView({ proposal, linked, onDone }: Props) {
  const say = useSecondSay()
  const format = useFormat()
  const { act, about, proposedBy, proposedAt, mayDecide } = proposal
  const Told = useToldAct(act)
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
      {Told === undefined ? <AskedFacts proposal={proposal} /> : <Told asked={proposal.asked} />}
      {mayDecide ? (
        <Answers proposal={proposal} onDone={onDone} />
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

function Answers({ proposal, onDone }: Omit<Props, 'linked'>) {
  const say = useSecondSay()
  const [rejecting, setRejecting] = useState(false)
  const approve = useDecision(proposal, 'approve', onDone)
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
function AskedFacts({ proposal: { asked, of } }: { readonly proposal: Proposal }) {
  const say = useSecondSay()
  const shown = useShown()
  const away = of === null ? [] : [{ label: say('deputyOf'), value: of }]
  const told = Object.entries(asked)
    .filter(([name, value]) => name !== 'deputyId' && value !== null && value !== '')
    .map(([name, value]) => ({
      label: isWord(name) ? say(name) : name,
      value: shown(name, value),
    }))
  return <Facts facts={[...away, ...told]} />
}

/** A value as a person reads it: roles, days, languages and countries by their names. */
function useShown(): (name: string, value: unknown) => string {
  const say = useSecondSay()
  const sayRole = useAccessSay()
  const format = useFormat()
  const intl = useIntl()
  const { withCode } = useNames()
  const shown = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((each) => shown(name, each)).join(', ')
    if (typeof value === 'object' && value !== null)
      return Object.values(value)
        .map((each) => shown(name, each))
        .join('; ')
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
    if (isRole(value)) return sayRole(value)
    const text = String(value)
    if (name === 'language') return intl.formatDisplayName(text, { type: 'language' }) ?? text
    if (name === 'origins') return withCode(text)
    if (name === 'usage') return USAGES.has(text) ? say(text as 'certificate') : text
    if (text === 'month' || text === 'licence' || isOfficeSize(text)) return say(text)
    if (INSTANT.test(text)) return format.utc(text)
    return DAY.test(text) ? format.day(text) : text
  }
  return shown
}
const DAY = /^\d{4}-\d\d-\d\d$/
/** What both officers have to read alike: not on the clock of one of them. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/
const USAGES: ReadonlySet<string> = new Set(['certificate', 'status', 'confirm'])

function isWord(name: string): name is SecondWord {
  return Object.hasOwn(en, name)
}
