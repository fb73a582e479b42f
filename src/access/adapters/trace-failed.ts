import type { FastifyRequest } from 'fastify'
import { describeError } from '../../platform/describe-error.ts'
import type { AccessDoor } from './door.ts'
import { officerOfEmail } from './officers.ts'
import { codeIn, enterTrace, SIGN_IN } from './trace-entry.ts'

/** Whose account a sign-in is tried for, by the e-mail, for as long as the request lives. */
const tried = new WeakMap<FastifyRequest, string>()
/** What those who could not prove who they are were told. One that was not even looked at is no entry: a flood would fill the journal. */
const FAILED: readonly string[] = ['ACCESS_SIGN_IN_FAILED', 'ACCESS_CODE_WRONG', 'ACCESS_CODE_USED']

export function noteTried(request: FastifyRequest, email: string): void {
  tried.set(request, email)
}

/**
 * Entries of passwords and codes that were wrong: after the answer, so that it takes as long for an account
 * that there is.
 */
export function traceFailed({ app, database }: AccessDoor): void {
  const codes = new WeakMap<FastifyRequest, string>()
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400 && tried.has(request)) codes.set(request, codeIn(payload))
    return payload
  })
  app.addHook('onResponse', async (request) => {
    const { act } = request.routeOptions.config
    const email = tried.get(request)
    const code = codes.get(request)
    if (act !== SIGN_IN || email === undefined || code === undefined) return
    if (!FAILED.includes(code)) return
    try {
      const officer = await officerOfEmail(database, email)
      if (officer !== null)
        await enterTrace(database, request, { officer, act, by: 'none', refusals: [code] })
    } catch (error) {
      request.log.error(describeError(error), 'a failed sign-in is not in the journal')
    }
  })
}
