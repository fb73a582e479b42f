import { createHash } from 'node:crypto'
import type { Act } from '../../access/grant-table.ts'
import { authoritiesIn } from '../../participants/keys.ts'
import type { Http } from '../../platform/http/http.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import { refusal } from '../../values/outcome.ts'
import { certificatesBook } from './book.ts'
import type { Means } from './means.ts'
import { issuersStatements } from './trust-bundle.ts'

/** How long an answer is given again before the pages are looked at anew. */
const KEEP_MS = 5_000

/** What an offline verifier carries, for anybody: it says nothing that is not public. */
export function trustRoutes(app: Http, means: Means): void {
  let kept: { readonly at: number; readonly bytes: Promise<Uint8Array | undefined> } | undefined
  const newest = () => {
    const at = means.clock().getTime()
    if (kept === undefined || at - kept.at > KEEP_MS) kept = { at, bytes: bundleNow(means) }
    return kept.bytes
  }
  app.get(
    '/api/participants/trust-bundle',
    {
      config: { act: 'participants:trust' satisfies Act },
      schema: { tags: ['participants'], summary: 'The trust bundle (application/cbor).' },
    },
    async (request, reply) => {
      const bytes = await newest()
      if (bytes === undefined) {
        return sendRefusals(reply, certificatesBook, [refusal('CERTIFICATES_NOT_FOUND')])
      }
      const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
      reply.header('etag', etag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type('application/cbor').send(Buffer.from(bytes))
    },
  )
}

/** The trust list in force with what every issuer of this node says now. */
export async function bundleNow(means: Means): Promise<Uint8Array | undefined> {
  const parties = authoritiesIn(means.trust().keys)
  return means.bundleWith(await issuersStatements(means, parties))
}
