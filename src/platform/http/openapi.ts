import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Http } from './http.ts'

/**
 * Describes every route that is registered after this one at `/api/openapi.json`, each with the act of
 * the role table that admits to it (`x-act`).
 */
export async function describeApi(app: Http, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OpenKP',
        version,
        description:
          'Kimberley Process certificates. Refusals are problem details (RFC 9457) with stable codes.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route)
      const { act } = route.route.config ?? {}
      return { schema: { ...schema, 'x-act': act }, url }
    },
  })
  app.get(
    '/api/openapi.json',
    { config: { act: 'platform:describe' }, schema: { hide: true } },
    async () => app.swagger(),
  )
}
