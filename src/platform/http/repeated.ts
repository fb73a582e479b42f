import { refusal } from '../../values/outcome.ts'
import type { Http } from './http.ts'
import { platformBook, sendRefusals } from './problem.ts'

/** A made-up name is told back, so a long one is cut. */
const MAX_NAME = 40

/**
 * Refuses a parameter that stands twice in the address. Programs disagree on which of the two counts, so
 * a proxy may have looked at one and we would obey the other (OWASP ASVS 5, 15.3.7).
 */
export function refuseRepeated(app: Http): void {
  app.addHook('preValidation', async (request, reply) => {
    const given = Object.entries((request.query ?? {}) as Readonly<Record<string, unknown>>)
    const repeated = given.find(([, value]) => Array.isArray(value))
    if (repeated === undefined) return
    const [name] = repeated
    return sendRefusals(reply, platformBook, [
      refusal('PLATFORM_REQUEST', name.slice(0, MAX_NAME), { expected: 'once' }),
    ])
  })
}
