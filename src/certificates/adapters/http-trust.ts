import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Act } from '../../access/grant-table.ts'
import { authoritiesIn } from '../../participants/keys.ts'
import { describeError } from '../../platform/describe-error.ts'
import type { Http } from '../../platform/http/http.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import { makeDelta } from '../../transparency/delta.ts'
import { refusal } from '../../values/outcome.ts'
import { certificatesBook } from './book.ts'
import { digestOf } from './bundle-shelf.ts'
import type { Means } from './means.ts'
import { issuersStatements } from './trust-bundle.ts'

/** How long an answer is given again before the pages are looked at anew. */
const KEEP_MS = 5_000
/** Readers come from about as many bundles at a time; what was worked out for one serves the next. */
const MAX_DELTAS = 64
const pack = promisify(gzip)

type Given = { readonly digest: string; readonly bytes: Uint8Array; readonly packed: Uint8Array }
type Answer = Pick<Given, 'bytes' | 'packed'> & { readonly etag: string }

/**
 * What an offline verifier carries, for anybody: it says nothing that is not public. A reader that names
 * what it has (`?since=`, the SHA-256 in hexadecimal) gets what changed since, where this node still knows
 * that and it is shorter; otherwise the whole.
 */
export function trustRoutes(app: Http, means: Means): void {
  const newest = newestBundle(means)
  const since = deltas(means)
  app.get(
    '/api/participants/trust-bundle',
    {
      config: { act: 'participants:trust' satisfies Act },
      schema: { tags: ['participants'], summary: 'The trust bundle (application/cbor).' },
    },
    async (request, reply) => {
      const given = await newest(request)
      if (given === undefined) {
        return sendRefusals(reply, certificatesBook, [refusal('CERTIFICATES_NOT_FOUND')])
      }
      const whole: Answer = { ...given, etag: `"${given.digest}"` }
      if (request.headers['if-none-match'] === whole.etag)
        return sendHead(reply, whole).code(304).send()
      const { since: base } = request.query as { readonly since?: unknown }
      const delta = typeof base === 'string' ? await since(base, given) : undefined
      return send(request, reply, delta ?? whole)
    },
  )
}

function sendHead(reply: FastifyReply, { etag }: Answer): FastifyReply {
  return reply
    .header('etag', etag)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-encoding')
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const takesIt = /(?:^|,)\s*gzip\s*(?:,|$)/.test(String(request.headers['accept-encoding'] ?? ''))
  sendHead(reply, answer).type('application/cbor')
  if (!takesIt) return reply.send(Buffer.from(answer.bytes))
  return reply.header('content-encoding', 'gzip').send(Buffer.from(answer.packed))
}

/** The bundle of now, and each one on the shelf before somebody has it. */
function newestBundle(means: Means): (request: FastifyRequest) => Promise<Given | undefined> {
  let kept: { readonly at: number; readonly given: Promise<Given | undefined> } | undefined
  const renew = async (request: FastifyRequest, before: Given | undefined) => {
    const bytes = await bundleNow(means)
    if (bytes === undefined) return undefined
    const digest = digestOf(bytes)
    if (digest === before?.digest) return before
    // A full disk must not take the lists away: without a shelf they are fetched whole.
    await means.shelf
      .keep(bytes)
      .catch((error: unknown) => request.log.warn(describeError(error), 'a bundle was not kept'))
    return { digest, bytes, packed: await pack(bytes) }
  }
  return (request) => {
    // By a clock that nobody sets: one that was a year ahead for a minute would keep this bundle for a year.
    const at = performance.now()
    if (kept === undefined || at - kept.at > KEEP_MS) {
      const before = kept?.given.catch(() => undefined)
      kept = { at, given: Promise.resolve(before).then((given) => renew(request, given)) }
    }
    return kept.given
  }
}

/** What changed since a bundle that was given, worked out once for all who have it. */
function deltas({ shelf }: Means): (base: string, target: Given) => Promise<Answer | undefined> {
  const known = new Map<string, Promise<Answer | undefined>>()
  return (base, target) => {
    const etag = `"${target.digest}.since.${base}"`
    const found = known.get(etag) ?? deltaSince(base, target, etag)
    if (known.size >= MAX_DELTAS) known.clear()
    known.set(etag, found)
    return found
  }

  async function deltaSince(base: string, target: Given, etag: string) {
    const before = base === target.digest ? undefined : await shelf.find(base)
    if (before === undefined) return undefined
    const bytes = makeDelta(before, target.bytes)
    const packed = await pack(bytes)
    return packed.length < target.packed.length ? { bytes, packed, etag } : undefined
  }
}

/** The trust list in force with what every issuer of this node says now. */
export async function bundleNow(means: Means): Promise<Uint8Array | undefined> {
  const parties = authoritiesIn(means.trust().keys)
  return means.bundleWith(await issuersStatements(means, parties))
}
