import type { FastifyRequest } from 'fastify'
import { type Tx, transaction } from '../../platform/database.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import type { Outcome } from '../../values/outcome.ts'
import type { Act } from '../grant-table.ts'
import type { Officer } from '../officer.ts'
import type { AccessRefusal } from '../refusals.ts'
import type { AccessDoor, OwnCall } from './door.ts'
import { entryWrite } from './journal-store.ts'

type Told = {
  readonly by: Officer
  readonly act: Act
  readonly thing: string
  readonly outcome: Outcome<unknown, AccessRefusal>
}

/** The entry of an act in person, with what it changed, in the transaction of the act. */
export function enterOwn(tx: Tx, request: FastifyRequest, { by, act, thing, outcome }: Told): void {
  const refusals = outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
  leaveWritten(tx, [
    entryWrite(request, {
      ...{ officer: by, act, thing, refusals, at: Date.now(), changes: tx.changes },
    }),
  ])
}

/** Does an act on accounts with its entry; what was remembered of everybody is forgotten afterwards. */
export async function withEntry<T>(
  door: AccessDoor,
  { mine, request }: Pick<OwnCall<unknown>, 'mine' | 'request'>,
  { act, thing }: { readonly act: Act; readonly thing: string },
  work: (tx: Tx, by: Officer) => Promise<Outcome<T, AccessRefusal>>,
): Promise<Outcome<T, AccessRefusal>> {
  const done = await transaction(door.database, async (tx) => {
    const outcome = await work(tx, mine.officer)
    enterOwn(tx, request, { by: mine.officer, act, thing, outcome })
    return outcome
  })
  door.who.forget()
  return done
}
