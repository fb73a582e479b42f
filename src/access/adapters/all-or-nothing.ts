import { type Database, type Tx, transaction } from '../../platform/database.ts'
import type { Outcome, Refused } from '../../values/outcome.ts'

/** A refusal undoes what was written before it. */
export async function allOrNothing<T, Code extends string>(
  database: Database,
  work: (tx: Tx) => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code>> {
  let refused: Refused<Code> | undefined
  try {
    return await transaction(database, async (tx) => {
      const outcome = await work(tx)
      if (outcome.ok) return outcome
      refused = outcome
      throw new Error('refused, so that the transaction ends without a trace')
    })
  } catch (error) {
    if (refused !== undefined) return refused
    throw error
  }
}
