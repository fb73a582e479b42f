import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type Tx, transaction } from '../../platform/database.ts'
import { problemOf } from '../../platform/http/problem.ts'
import { accept, type Outcome } from '../../values/outcome.ts'
import type { Act } from '../grant-table.ts'
import type { Officer } from '../officer.ts'
import type { AccessRefusal } from '../refusals.ts'
import { accessBook } from './book.ts'
import { type AccessDoor, addOwn } from './door.ts'
import { enterOwn } from './own-entry.ts'
import { insertProposal, type Runner } from './proposals-store.ts'

/** An act on accounts, in a transaction of its own: as who proposed it. */
export type Work<Body> = (asked: {
  readonly tx: Tx
  readonly by: Officer
  /** The second, who is told the answer; null while what was asked is only tried. */
  readonly approver: Officer | null
  /** What the address names; empty where it names nothing. */
  readonly id: string
  readonly body: Body
}) => Promise<Outcome<object | undefined, AccessRefusal>>

type About<Body extends z.ZodType> = {
  readonly act: Act
  readonly summary: string
  readonly body: Body
  /** What the journal and the list of proposals say that it is about, where the address does not. */
  readonly thing?: (body: z.infer<Body>) => string
}

/**
 * A door for acts on accounts that take two persons. What the first one asks is tried and undone, so that
 * only what can be done waits; the second does it by the door of all proposals (http-proposals.ts).
 */
export function addOfTwo<Body extends z.ZodType>(
  door: AccessDoor,
  url: string,
  { act, summary, body, thing }: About<Body>,
  work: Work<z.infer<Body>>,
): void {
  const name = `POST ${url}`
  door.runners.set(name, runnerOf(body, work))
  addOwn(door, url, { method: 'POST', act, summary, body, status: 202 }, (call) =>
    transaction(door.database, async (tx) => {
      const by = call.mine.officer
      const id = idIn(call.params)
      const tried = await undone(tx, () => work({ tx, by, approver: null, id, body: call.body }))
      const about = thing?.(call.body) ?? id
      const outcome = tried.ok
        ? await keep(tx, by, { act, thing: about, door: name, id, body: call.body as object })
        : tried
      enterOwn(tx, call.request, { by, act, thing: about, outcome })
      return outcome
    }),
  )
}

async function undone<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  tx.unread(tx.query('savepoint tried'))
  const tried = await work()
  tx.unread(tx.query('rollback to savepoint tried'))
  tx.changes.length = 0
  return tried
}

type Kept = {
  readonly act: Act
  readonly thing: string
  readonly door: string
  readonly id: string
  readonly body: object
}

async function keep(tx: Tx, { participant, id: by, name }: Officer, kept: Kept) {
  const { act, thing, door, id: target } = kept
  const id = randomUUID()
  const proposedAt = new Date()
  await insertProposal(tx, {
    ...{ participant, id, act, thing, door, params: { id: target }, body: { ...kept.body } },
    ...{ proposed_by: by, proposed_at: proposedAt },
  })
  return accept({ proposal: { id, participant, act, thing, proposedBy: name, proposedAt } })
}

function runnerOf<Body extends z.ZodType>(shape: Body, work: Work<z.infer<Body>>): Runner {
  return async ({ tx, proposal, proposer, approver, language }) => {
    const body = shape.parse(proposal.body)
    const outcome = await work({ tx, by: proposer, approver, id: idIn(proposal.params), body })
    if (outcome.ok) return { status: 200, body: outcome.value ?? {} }
    const problem = problemOf(accessBook, outcome.refusals, language)
    return { status: problem.status, body: problem }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What the address names; what is no id is the id of nothing. */
export function idIn({ id }: Readonly<Record<string, string>>): string {
  if (id === undefined || id === '') return ''
  return UUID.test(id) ? id : NOBODY
}
