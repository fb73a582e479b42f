import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { refuse } from '../../values/outcome.ts'
import type { Database } from '../database.ts'
import type { Http } from './http.ts'
import { platformBook, problemShape, sendOutcome } from './problem.ts'

/** A load balancer asks every few seconds and must not wait for a pool that is stuck. */
const ANSWER_MS = 2_000

const healthShape = z.object({
  status: z.literal('ok'),
  version: z.string(),
  database: z.literal('reachable'),
})

/** `GET /api/health`: 200 when the database answers, otherwise 503. */
export function addHealth(app: Http, database: Database, version: string): void {
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
      return { status: 'ok' as const, version, database: 'reachable' as const }
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
