import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../../values/outcome.ts'
import type { Http } from './http.ts'
import { platformBook, sendRefusals } from './problem.ts'
import { isApi } from './security-headers.ts'

/** The built web pages. */
export type Pages = {
  /** Absolute path of the folder. */
  readonly root: string
  /** Which page answers an address under a prefix that is no file: `{ '/verify': 'verify.html', '/': 'index.html' }`. */
  readonly entries: Readonly<Record<string, string>>
}

/** The styles that a page carries in itself, each as a source of `style-src` (CSP 3, section 2.3.1). */
export function inlineStyles({ root, entries }: Pages): readonly string[] {
  const pages = Object.values(entries).map((page) => readFileSync(join(root, page), 'utf8'))
  const styles = pages.flatMap((page) => [...page.matchAll(/<style>([^<]*)<\/style>/g)])
  const digests = styles.map(([, style = '']) =>
    createHash('sha256').update(style).digest('base64'),
  )
  return [...new Set(digests)].map((digest) => `'sha256-${digest}'`)
}

const A_YEAR_MS = 365 * 86_400_000

/** Files under `/assets/` carry their digest in their name and are kept for good; pages are asked for anew. */
export async function servePages(app: Http, pages: Pages): Promise<void> {
  await app.register(fastifyStatic, {
    root: pages.root,
    dotfiles: 'ignore',
    // A service worker reaches only what lies under its folder: `/verify` has to be `/verify/`.
    redirect: true,
    cacheControl: false,
    // The build writes .br and .gz beside each file: on a weak line that halves the first visit.
    preCompressed: true,
    setHeaders: (reply, path) => {
      const kept = path.replaceAll('\\', '/').includes('/assets/')
      reply.header(
        'cache-control',
        kept ? `public, max-age=${A_YEAR_MS / 1000}, immutable` : 'no-cache',
      )
    },
  })
}

/** A page of the web app for a browser that asks for one, otherwise problem details. */
export function answerUnknown(pages: Pages | undefined) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const page =
      pages === undefined || !wantsPage(request) ? undefined : pageFor(pages, request.url)
    if (page !== undefined) return reply.sendFile(page)
    return sendRefusals(reply, platformBook, [refusal('PLATFORM_NOT_FOUND')])
  }
}

function wantsPage(request: FastifyRequest): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return reads && !isApi(request.url) && (request.headers.accept ?? '').includes('text/html')
}

/** The entry with the longest prefix that the address begins with. */
function pageFor({ entries }: Pages, url: string): string | undefined {
  const path = url.split('?', 1)[0] ?? '/'
  const under = (prefix: string) =>
    prefix === '/' || path === prefix || path.startsWith(`${prefix}/`)
  const [best] = Object.keys(entries)
    .filter(under)
    .sort((a, b) => b.length - a.length)
  return best === undefined ? undefined : entries[best]
}
