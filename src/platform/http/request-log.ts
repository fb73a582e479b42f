import type { FastifyRequest } from 'fastify'
import { describeError } from '../describe-error.ts'
import type { Http } from './http.ts'

/**
 * One line a request: the route as it was written, never the address that was asked for, since paths
 * and query strings name people and certificates; no network address either. What was refused has its
 * code there, so that who looks for attacks finds them.
 */
export function addRequestLog(app: Http): void {
  const codes = new WeakMap<FastifyRequest, string>()
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const code = reply.statusCode < 400 ? undefined : codeIn(payload)
    if (code !== undefined) codes.set(request, code)
    return payload
  })
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = 'none' } = request.routeOptions
    const ms = Math.round(reply.elapsedTime)
    const code = codes.get(request)
    const said = { method: request.method, route, status: reply.statusCode, ms }
    request.log.info({ ...said, ...(code !== undefined && { code }) }, 'request')
  })
  app.addHook('onTimeout', async (request) => {
    request.log.warn(
      { method: request.method, route: request.routeOptions.url },
      'request timed out',
    )
  })
  app.addHook('onRequestAbort', async (request) => {
    request.log.info(
      { method: request.method, route: request.routeOptions.url },
      'request given up by its sender',
    )
  })
  app.server.on('clientError', (error) => app.log.debug(describeError(error), 'malformed request'))
}

/** Of a problem (RFC 9457) that is about to leave. */
function codeIn(payload: unknown): string | undefined {
  return typeof payload === 'string' ? /"code":"([A-Z_]{1,64})"/.exec(payload)?.[1] : undefined
}
