import { mkdir } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { Http } from '../../platform/http/http.ts'

const A_YEAR_MS = 365 * 86_400_000

/**
 * The logs of this node as files, for anybody: `/log/CD/checkpoint` and the tiles beside it. A tile that
 * is full is kept for good by whoever fetched it; the rest is asked for anew.
 */
export async function serveLogs(app: Http, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/log/',
    dotfiles: 'ignore',
    index: false,
    cacheControl: false,
    decorateReply: false,
    allowedPath: (path) => SERVED.test(path),
    setHeaders: (reply, path) => {
      const isForGood = /\/tile\/[^.]+$/.test(path.replaceAll('\\', '/'))
      reply.header(
        'content-type',
        path.endsWith('checkpoint') ? 'text/plain; charset=utf-8' : 'application/octet-stream',
      )
      reply.header(
        'cache-control',
        isForGood ? `public, max-age=${A_YEAR_MS / 1000}, immutable` : 'no-cache',
      )
    },
  })
}

/** Checkpoints, tiles and bundles of entries, and nothing that is only being written. */
const SERVED =
  /^\/[A-Z-]{2,16}\/(?:checkpoint|tile\/(?:entries|[0-9]{1,2})\/[x0-9/]{3,40}(?:\.p\/[0-9]{1,3})?)$/
