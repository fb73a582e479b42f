import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { refuse } from '../../values/outcome.ts'
import type { Database } from '../database.ts'
import type { Http } from './http.ts'
import { platformBook, problemShape, sendOutcome } from './problem.ts'

/** A load balancer asks every few seconds and must not wait for a pool that is stuck. */
const ANSWER_MS = 2_000

/** What keeps a part of the program from its work, while everything else goes on. */
export type HeldUp = {
  readonly party: string
  /** The code that its acts are refused with, and its sentence. */
  readonly code: string
  readonly title: string
}

const healthShape = z.object({
  status: z.literal('ok'),
  version: z.string(),
  database: z.literal('reachable'),
  heldUp: z.array(z.object({ party: z.string(), code: z.string(), title: z.string() })),
})

/**
 * `GET /api/health`: 200 when the database answers, otherwise 503. Who cannot sign is told beside the 200:
 * to take the whole node away from everybody else would help nobody.
 */
export function addHealth(
  app: Http,
  database: Database,
  { version, heldUp }: { readonly version: string; readonly heldUp: () => readonly HeldUp[] },
): void {
  app.route({
    method: 'GET',
    url: '/api/health',
    config: { act: 'platform:health' },
    schema: {
      summary: 'Whether the program and its database answer',
      tags: ['platform'],
      response: { 200: healthShape, 503: problemShape },
    },
    handler: async (_request, reply) => {
      if (!(await answers(database)))
        return sendOutcome(reply, platformBook, refuse('PLATFORM_DATABASE_UNREACHABLE'))
      return {
        status: 'ok' as const,
        version,
        database: 'reachable' as const,
        heldUp: [...heldUp()],
      }
    },
  })
}

async function answers(database: Database): Promise<boolean> {
  const timeout = new AbortController()
  const late = sleep(ANSWER_MS, false, { signal: timeout.signal }).catch(() => false)
  try {
    return await Promise.race([database.query('select 1').then(() => true), late])
  } catch {
    // Unreachable is the answer that was asked for, whatever the reason.
    return false
  } finally {
    timeout.abort()
  }
}
