import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, withClick } from '../../platform/click.ts'
import { type Database, type Tx, transaction } from '../../platform/database.ts'
import { answerOf, sendAnswer } from '../../platform/http/answer.ts'
import type { Http } from '../../platform/http/http.ts'
import { languageOf } from '../../platform/http/language.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import { accept, type Outcome, refusal, refuse } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import type { Act } from '../grant-table.ts'
import { inRoleFor, isForPersons } from '../grants.ts'
import type { Officer } from '../officer.ts'
import { mayApprove, mayReject, maySecond, maySee } from '../proposal.ts'
import type { AccessRefusal } from '../refusals.ts'
import { inRole } from '../standing-in.ts'
import { accessBook } from './book.ts'
import { entryWrite } from './journal-store.ts'
import { activeOfficer } from './officers-store.ts'
import { proposalView } from './proposal-view.ts'
import {
  actOfProposal,
  decideProposal,
  listProposals,
  lockProposal,
  type ProposalRow,
  type Runners,
} from './proposals-store.ts'
import type { Who } from './who.ts'

const ROOT = '/api/access/proposals'
const MAX_LISTED = 200
const MAX_REASON = 1_000
/** A reason with every character escaped. */
const MAX_BODY_BYTES = 8_192
const MAX_THING = 200
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type ProposalDoor = {
  readonly acting: Database
  /** As the node: who acts can change no account, so what is done to accounts is done by it. */
  readonly owner: Database
  readonly who: Who
  readonly runners: Runners
  readonly clock: () => Date
}

type Deciding = {
  readonly tx: Tx
  readonly officer: Officer
  readonly proposal: ProposalRow
  readonly request: FastifyRequest
  readonly now: Date
}
type Decided = Outcome<Answer, AccessRefusal>

/** The doors of the second officer: what waits, and how it is decided. */
export function proposalRoutes(app: Http, door: ProposalDoor): void {
  const about = (act: Act, summary: string) => ({
    config: { act },
    bodyLimit: MAX_BODY_BYTES,
    schema: { tags: ['access'], summary },
  })
  app.get(ROOT, about('access:proposals', 'What waits for a second officer.'), (request, reply) =>
    listed(door, request, reply),
  )
  const decide = (
    name: string,
    act: Act,
    summary: string,
    decision: (deciding: Deciding) => Promise<Decided>,
  ) =>
    app.post(`${ROOT}/:id/${name}`, about(act, summary), (request, reply) =>
      decided(door, request, reply, decision),
    )
  decide('approve', 'access:second', 'Approve: the act is done.', (deciding) =>
    approve(door, deciding),
  )
  decide('reject', 'access:second', 'Reject, with a reason.', reject)
  decide('take-back', 'access:take-back', 'Take back what one proposed oneself.', takeBack)
}

async function listed(
  { acting, who }: ProposalDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const officer = await who.whoIs(request)
  if (officer === null) return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
  const { thing } = request.query as { readonly thing?: unknown }
  const wanted = typeof thing === 'string' && thing.length <= MAX_THING ? thing : null
  const { participant } = officer
  const rows = await transaction(
    acting,
    (tx) => listProposals(tx, participant, { thing: wanted, limit: MAX_LISTED }),
    { scope: participant },
  )
  const seen = rows.filter(({ act }) => maySee(officer, act))
  return reply.send({ proposals: seen.map((row) => proposalView(row, officer)) })
}

async function decided(
  { acting, owner, who, clock }: ProposalDoor,
  request: FastifyRequest,
  reply: FastifyReply,
  decision: (deciding: Deciding) => Promise<Decided>,
): Promise<FastifyReply> {
  const officer = await who.whoIs(request)
  if (officer === null) return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
  const { id = '' } = request.params as { readonly id?: string }
  const { participant } = officer
  const now = clock()
  const act = UUID.test(id) ? await actOfProposal(owner, participant, id) : undefined
  const isOfAccounts = act?.startsWith('access:') === true
  if (act !== undefined && isForPersons(act) && who.credential(request) === 'token')
    return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_BY_TOKEN')])
  const work = (tx: Tx) =>
    withClick(tx, clickOf(request, officer, isOfAccounts), async () => {
      const proposal = act === undefined ? undefined : await lockProposal(tx, participant, id)
      const outcome =
        proposal === undefined
          ? refuse('ACCESS_PROPOSAL_NOT_FOUND')
          : await decision({ tx, officer, proposal, request, now })
      const language = languageOf(request.headers['accept-language'])
      return outcome.ok ? outcome.value : answerOf(accessBook, outcome, language, 200)
    })
  const answer = await transaction(isOfAccounts ? owner : acting, work, { scope: participant })
  if (isOfAccounts) who.forget()
  if (!answer.ok) return sendRefusals(reply, accessBook, [refusal('ACCESS_PROPOSAL_DECIDED')])
  return sendAnswer(reply, answer.value)
}

async function approve({ runners }: ProposalDoor, deciding: Deciding): Promise<Decided> {
  const { tx, officer, proposal, request, now } = deciding
  const proposer = await activeOfficer(tx, proposal.participant, proposal.proposed_by)
  const allowed = mayApprove(officer, judged(proposal), proposer, now.getTime())
  if (!allowed.ok) return allowed
  const run = runners.get(proposal.door)
  if (run === undefined || proposer === null) return refuse('ACCESS_PROPOSER_GONE')
  const language = languageOf(request.headers['accept-language'])
  const answer = await run({
    tx,
    proposal,
    proposer: inRoleFor(proposer, proposal.act),
    approver: seconding(officer, proposal),
    language,
    now,
  })
  if (answer.status < 400) {
    await decideProposal(tx, proposal, { state: 'approved', by: officer.id, at: now, reason: null })
    enter(deciding, 'access:second')
  }
  return accept(answer)
}

async function reject(deciding: Deciding): Promise<Decided> {
  const { tx, officer, proposal, request, now } = deciding
  const allowed = mayReject(officer, judged(proposal))
  if (!allowed.ok) return allowed
  const { reason } = (request.body ?? {}) as { readonly reason?: unknown }
  const said = parseNote(reason, MAX_REASON)
  if (!said.ok) return refuse('ACCESS_PROPOSAL_REASON', 'reason', { max: MAX_REASON })
  const by = { by: officer.id, at: now, reason: said.value }
  await decideProposal(tx, proposal, { state: 'rejected', ...by })
  enter(deciding, 'access:second')
  return accept({ status: 200, body: {} })
}

async function takeBack(deciding: Deciding): Promise<Decided> {
  const { tx, officer, proposal, now } = deciding
  if (proposal.proposed_by !== officer.id) return refuse('ACCESS_PROPOSAL_NOT_OWN')
  if (proposal.state !== 'open') return refuse('ACCESS_PROPOSAL_DECIDED')
  const by = { by: officer.id, at: now, reason: null }
  await decideProposal(tx, proposal, { state: 'withdrawn', ...by })
  enter(deciding, 'access:take-back')
  return accept({ status: 200, body: {} })
}

/** The second in the role that makes him one. */
function seconding(officer: Officer, { act, proposed_by }: ProposalRow): Officer {
  return inRole(officer, (role) => maySecond({ ...officer, roles: [role] }, act, proposed_by))
}

function judged({ act, thing, state, proposed_by, proposed_at }: ProposalRow) {
  return { act, thing, state, proposedBy: proposed_by, proposedAt: proposed_at.getTime() }
}

function enter({ tx, officer, proposal, request, now }: Deciding, act: Act): void {
  leaveWritten(tx, [
    entryWrite(request, {
      ...{ officer, act, at: now.getTime(), thing: proposal.thing },
      ...{ refusals: [], changes: tx.changes },
    }),
  ])
}

/** The answer about an account may hold a link, which is kept nowhere: a second press finds it decided. */
function clickOf(
  request: FastifyRequest,
  { participant, id: officer }: Officer,
  isOfAccounts: boolean,
) {
  const key = isOfAccounts ? undefined : request.headers['idempotency-key']
  const asked = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`
  return {
    ...{ participant, officer, key: typeof key === 'string' ? key : undefined },
    requestDigest: createHash('sha256').update(asked).digest(),
  }
}
