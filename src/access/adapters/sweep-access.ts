import type { Database } from '../../platform/database.ts'
import { sweep } from '../../platform/sweep.ts'

/** What runs out, and when. Nothing reads these rows any more; sessions hold an address and a browser. */
const RUNS_OUT = {
  'access.session': 'expires_at <= $1',
  'access.verification': 'expires_at <= $1',
  'access.attempt': 'until <= $1',
  'access.spent': 'until <= $1',
} as const

/** Deletes sessions, begun verifications, counted attempts and used challenges that are over. Returns how many rows. */
export async function sweepAccess(database: Database, at: Date): Promise<number> {
  let swept = 0
  for (const [table, isOver] of Object.entries(RUNS_OUT)) {
    swept += await sweep(database, table, isOver, at)
  }
  return swept
}
