import { describeError } from '../describe-error.ts'
import type { Http } from './http.ts'

/**
 * One line a request: the route as it was written, never the address that was asked for, since paths
 * and query strings name people and certificates; no network address either.
 */
export function addRequestLog(app: Http): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = 'none' } = request.routeOptions
    const ms = Math.round(reply.elapsedTime)
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'request')
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
