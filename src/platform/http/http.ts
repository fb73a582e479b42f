import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Logger } from '../logger.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which line of the role table (src/access/grant-table.ts) admits to this route. */
    readonly act?: string
  }
}

/** What a module's `adapters/http.ts` registers its routes on. */
export type Http = FastifyInstance<Server, IncomingMessage, ServerResponse, Logger, ZodTypeProvider>
