import { randomUUID } from 'node:crypto'
import { insertProposal, type Runner } from '../../access/adapters/proposals-store.ts'
import type { Answer } from '../../platform/click.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { addEvent } from './events-store.ts'
import type { Means } from './means.ts'

/** A note of the longest kind with its numbers takes half of it. */
const MAX_PROPOSED = 16_384

type Proposed = {
  readonly door: string
  readonly thing: string
  readonly shows?: ((done: unknown) => Readonly<Record<string, unknown>>) | undefined
}

type Act = (call: Call) => Promise<Outcome<unknown, DoorRefusal>>

/**
 * Tries an act that takes two officers, undoes it, and keeps it as a proposal. What would be refused is
 * refused at once: the second officer is not asked for what cannot be done.
 */
export async function propose(
  call: Call,
  act: Act,
  { door, thing, shows = () => ({}) }: Proposed,
): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, officer, params, now } = call
  const sent = call.body as Readonly<Record<string, unknown>>
  // What is kept is shown to the second officer whole, also what the act itself would pass over.
  if (JSON.stringify(sent).length > MAX_PROPOSED) return refuse('PLATFORM_BODY_TOO_LARGE')
  tx.unread(tx.query('savepoint tried'))
  const tried = await act({ ...call, means: signingNothing(call.means) })
  tx.unread(tx.query('rollback to savepoint tried'))
  tx.changes.length = 0
  if (!tried.ok) return tried
  const body = { ...sent, ...shows(tried.value) }
  const { participant } = officer
  const id = randomUUID()
  const what = { participant, id, act: call.act, thing, door, params, body }
  await insertProposal(tx, { ...what, proposed_by: officer.id, proposed_at: now })
  if (thing !== '') {
    const by = { officer, role: officer.roles[0] ?? null }
    const detail = { reason: typeof body.reason === 'string' ? body.reason : '' }
    const act = `proposed-${nameOf(call)}`
    await addEvent(tx, { participant, subject: thing, at: now, act, by, detail })
  }
  return accept({ proposal: { ...what, proposedBy: officer.name, proposedAt: now } })
}

/** Nothing leaves the signer for an act of one officer. */
function signingNothing(means: Means): Means {
  const signature = new Uint8Array(64)
  return {
    ...means,
    signerOf: (party, usage) => ({
      key: means.signerOf(party, usage).key,
      sign: async () => signature,
    }),
  }
}

/** Does it, once the second officer has approved: as the proposer, with the name of both in the history. */
export function runnerOf(
  means: Means,
  act: Act,
  answerOf: (outcome: Outcome<unknown, DoorRefusal>, call: Call) => Answer,
): Runner {
  return async ({ tx, proposal, proposer, approver, language, now }) => {
    const { params, body, act: name, thing } = proposal
    const call = { tx, means, officer: proposer, act: name, language, now, params, query: {}, body }
    const outcome = await act(call)
    if (outcome.ok && thing !== '') {
      const by = { officer: approver, role: approver.roles[0] ?? null }
      const { participant } = proposer
      await addEvent(tx, { participant, subject: thing, at: now, act: 'approved', by })
    }
    return answerOf(outcome, call)
  }
}

function nameOf({ act }: Pick<Call, 'act'>): string {
  return act.slice(act.indexOf(':') + 1)
}
