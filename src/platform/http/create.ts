import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController } from 'fastify'
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { isLoopback } from '../config.ts'
import type { Logger } from '../logger.ts'
import { compressAnswers } from './compress-answers.ts'
import { answerFault, tooManyRequests } from './faults.ts'
import type { Http } from './http.ts'
import { describeApi } from './openapi.ts'
import { answerUnknown, inlineStyles, type Pages, servePages } from './pages.ts'
import { refuseRepeated } from './repeated.ts'
import { addRequestLog } from './request-log.ts'
import { addSecurityHeaders, isApi } from './security-headers.ts'
import type { KeyAndCertificate } from './tls.ts'

export type { Http } from './http.ts'

export type HttpOptions = {
  readonly logger: Logger
  readonly version: string
  /** Without them plain HTTP: for this machine alone, or behind a proxy that speaks TLS. */
  readonly tls?: KeyAndCertificate
  /** Browsers are told to come by TLS alone; see security-headers.ts. */
  readonly strictTransport?: boolean
  readonly pages?: Pages
  /** Per address and minute, 0 for no limit. Sign-in has a stricter one of its own. */
  readonly requestsPerMinute?: number
}

/** An application with ten thousand parcels is refused long before; a megabyte holds the largest honest one. */
export const MAX_BODY_BYTES = 1_000_000
/** Files of one request: an invoice, photographs, a valuation. */
const MAX_FILE_BYTES = 10_000_000
const MAX_FILES = 20
const MAX_FIELDS = 50
/** A slow line sends ten megabytes in two minutes; longer is somebody holding a connection open. */
const REQUEST_MS = 120_000
const HEADERS_MS = 15_000
const KEEP_ALIVE_MS = 65_000
/** Requests that are not done when the program is stopped are cut off after this. */
const CLOSE_MS = 10_000
/** An office of 60 people behind one address, each a click a second. */
const REQUESTS_PER_MINUTE = 3_600
const MAX_PARAM_CHARACTERS = 200

/** The web server with everything that all modules share, and no route of any module. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_CHARACTERS },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // The proxy on this machine may say for whom it asks; nobody else is believed.
    trustProxy: 'loopback',
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: answerFault,
    serverFactory: (handler) => serverFor(handler, options.tls),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerFault)
  demandAct(app)
  addRequestLog(app)
  closeConnectionsAtTheEnd(app)
  await addSecurityHeaders(app, {
    styles: options.pages === undefined ? [] : inlineStyles(options.pages),
    strictTransport: options.strictTransport ?? false,
  })
  refuseRepeated(app)
  compressAnswers(app)
  await app.register(cookie)
  await addRateLimit(app, options.requestsPerMinute ?? REQUESTS_PER_MINUTE)
  await app.register(multipart, {
    limits: {
      fileSize: MAX_FILE_BYTES,
      files: MAX_FILES,
      fields: MAX_FIELDS,
      fieldSize: MAX_BODY_BYTES,
    },
  })
  await describeApi(app, options.version)
  if (options.pages !== undefined) await servePages(app, options.pages)
  app.setNotFoundHandler(answerUnknown(options.pages))
  return app
}

/** A route under /api without the act that admits to it is a hole that nobody has looked at: it does not start. */
function demandAct(app: Http): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (isApi(url) && config?.act === undefined)
      throw new Error(`${String(method)} ${url} names no act of the role table`)
  })
}

function serverFor(handler: RequestListener, tls: KeyAndCertificate | undefined): Server {
  const server =
    tls === undefined
      ? createServer(handler)
      : createTlsServer({ key: tls.key, cert: tls.certificate, minVersion: 'TLSv1.2' }, handler)
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = HEADERS_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  // Of the same kind in everything that we use: an HTTPS server is an HTTP server over TLS sockets.
  return server as Server
}

/** The last answers on a connection close it, or a browser's idle one would hold up the stop for a minute. */
function closeConnectionsAtTheEnd(app: Http): void {
  let isClosing = false
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
  app.addHook('preClose', async () => {
    isClosing = true
    setTimeout(() => app.server.closeAllConnections(), CLOSE_MS).unref()
  })
}

/** Counted per process. Programs on this machine are not counted, unless a proxy speaks for others. */
async function addRateLimit(app: Http, max: number): Promise<void> {
  await app.register(rateLimit, {
    global: max > 0,
    max: Math.max(max, 1),
    timeWindow: 60_000,
    allowList: (request) =>
      isLoopback(request.ip) && request.headers['x-forwarded-for'] === undefined,
    errorResponseBuilder: (_request, { ttl }) => tooManyRequests(ttl),
  })
}
