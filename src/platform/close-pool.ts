import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** A server that hangs must not keep us: what it does not close ends with the process. */
const PATIENCE_MS = 2_000

/**
 * Ends a pool and waits for its connections. pg's own `end` answers while they are still being closed,
 * and a server that is stopped then breaks them: each would be logged as a lost connection.
 */
export async function closePool(pool: pg.Pool): Promise<void> {
  const closed = everyRemoval(pool)
  await pool.end()
  await Promise.race([closed, sleep(PATIENCE_MS, undefined, { ref: false })])
}

function everyRemoval(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount
  if (open === 0) return Promise.resolve()
  return new Promise((done) => {
    pool.on('remove', () => {
      open -= 1
      if (open === 0) done()
    })
  })
}
