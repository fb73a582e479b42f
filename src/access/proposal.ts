import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Act, GRANTS, type Grant } from './grant-table.ts'
import { mayDo } from './grants.ts'
import { hasRole, type Officer } from './officer.ts'

/** What nobody has decided in a week is asked for anew: much may have changed meanwhile. */
const PROPOSAL_DAYS = 7

export type Proposal = {
  readonly act: Act
  /** What it is about: a number, the id of an officer, or nothing. */
  readonly thing: string
  readonly state: string
  readonly proposedBy: string
  /** Milliseconds since 1970. */
  readonly proposedAt: number
}

/** Whether this act takes two officers. */
export function needsSecond(act: Act): boolean {
  const grant: Grant = GRANTS[act]
  return grant.second !== undefined
}

/** Whether the table lets `officer` be the second for this act, as far as roles go. */
export function maySecond(officer: Officer, act: Act): boolean {
  const { second = {} }: Grant = GRANTS[act]
  return officer.roles.some((role) => second[role] !== undefined)
}

/**
 * Whether `officer` sees a proposal: who looks after accounts has no part in certificates, nor the other
 * way round. Who audits sees all of them.
 */
export function maySee(officer: Officer, act: Act): boolean {
  return mayDo(officer, act) || maySecond(officer, act) || hasRole(officer, ['auditor', 'reviewer'])
}

type Refusal =
  | 'ACCESS_PROPOSAL_DECIDED'
  | 'ACCESS_PROPOSAL_LAPSED'
  | 'ACCESS_PROPOSAL_OWN'
  | 'ACCESS_PROPOSAL_ROLE'
  | 'ACCESS_NOT_ONESELF'
  | 'ACCESS_PROPOSER_GONE'

/**
 * Whether `officer` may approve a proposal now. The proposer must still be there and still be allowed
 * to do it: an approval makes the act of two officers, not of one who is gone.
 */
export function mayApprove(
  officer: Officer,
  proposal: Proposal,
  proposer: Officer | null,
  now: number,
): Outcome<void, Refusal> {
  const open = mayReject(officer, proposal)
  if (!open.ok) return open
  if (now - proposal.proposedAt > PROPOSAL_DAYS * 86_400_000)
    return refuse('ACCESS_PROPOSAL_LAPSED')
  if (proposer === null || !mayDo(proposer, proposal.act)) return refuse('ACCESS_PROPOSER_GONE')
  return accept(undefined)
}

/**
 * Who may approve may also reject; who proposed takes it back instead, and whose roles or account it is
 * about has no say in it.
 */
export function mayReject(
  officer: Officer,
  { act, thing, state, proposedBy }: Proposal,
): Outcome<void, Refusal> {
  if (proposedBy === officer.id) return refuse('ACCESS_PROPOSAL_OWN')
  if (!maySecond(officer, act)) return refuse('ACCESS_PROPOSAL_ROLE')
  if (thing === officer.id) return refuse('ACCESS_NOT_ONESELF')
  return state === 'open' ? accept(undefined) : refuse('ACCESS_PROPOSAL_DECIDED')
}
