import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyRequest } from 'fastify'
import { describeError } from '../platform/describe-error.ts'
import type { Http } from '../platform/http/create.ts'
import { languageOf } from '../platform/http/language.ts'
import type { Language } from '../platform/words.ts'
import { languageInCookie } from '../ui/language-cookie.ts'

type Named = { readonly code: string }
type Answers = {
  readonly language: Language
  readonly officer: Named & { readonly participant: string }
  readonly specimen: boolean
  readonly work: { readonly waiting: readonly object[] }
  readonly alarms: readonly object[]
  readonly names: { readonly participants: readonly Named[]; readonly countries: readonly Named[] }
}

type Painter = { readonly paintFirstPage: (first: Answers) => Promise<string> }

/**
 * The home of every role, painted here for who is signed in: on a slow line the work list can be read
 * after one round trip, long before the scripts are there. Everybody else gets the page as it was built.
 * @param dist the folder of the build.
 */
export async function firstPageRoute(app: Http, dist: string): Promise<void> {
  const built = join(dist, 'first-page', 'first-page.js')
  if (!existsSync(built)) return
  const { paintFirstPage } = (await import(pathToFileURL(built).href)) as Painter
  const page = readPage(join(dist, 'web'))
  app.get('/', async (request, reply) => {
    const first = isNavigation(request) ? await answersFor(app, request) : null
    if (first === null) return reply.sendFile('index.html')
    const painted = await paintFirstPage(first).catch((error: unknown) => {
      request.log.error(describeError(error), 'the first page was not painted')
    })
    // The scripts draw the same, only later.
    if (painted === undefined) return reply.sendFile('index.html')
    const html = page(first, painted)
    // Somebody's own page: kept nowhere.
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
  })
}

function isNavigation({ headers, url }: FastifyRequest): boolean {
  const isPlain = url === '/' && headers.cookie !== undefined
  return isPlain && (headers.accept ?? '').includes('text/html')
}

/** Asks the doors that the browser would ask, as the same person; null when nobody is signed in. */
async function answersFor(app: Http, request: FastifyRequest): Promise<Answers | null> {
  const { cookie = '', 'accept-language': accepted } = request.headers
  const chosen = languageInCookie(cookie)
  const language = chosen === 'en' || chosen === 'fr' ? chosen : languageOf(accepted)
  const ask = async (url: string) => {
    const headers = { cookie, 'accept-language': language }
    const { statusCode, payload } = await app.inject({ method: 'GET', url, headers })
    return statusCode === 200 ? (JSON.parse(payload) as unknown) : null
  }
  // All at once: on a cold page each turn is waited for.
  const [me, work, alarms, names, demonstration] = await Promise.all([
    ask('/api/access/me') as Promise<Pick<Answers, 'officer'> | null>,
    ask('/api/certificates/work') as Promise<Answers['work'] | null>,
    ask('/api/certificates/alarms') as Promise<{ alarms: { acknowledgedAt: unknown }[] } | null>,
    ask('/api/participants') as Promise<Answers['names'] | null>,
    ask('/api/access/demonstration'),
  ])
  if (me === null || work === null || names === null) return null
  const open = alarms?.alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null) ?? []
  return {
    language,
    officer: me.officer,
    specimen: demonstration !== null,
    work,
    alarms: open,
    names: namesIn(work, me.officer, names),
  }
}

/** Only the names that the rows show: the whole list would be half of the page. */
function namesIn(
  { waiting }: Answers['work'],
  officer: Answers['officer'],
  names: Answers['names'],
) {
  const codes = new Set<unknown>([
    officer.participant,
    ...waiting.flatMap((item) => Object.values(item) as unknown[]),
  ])
  const named = ({ code }: Named) => codes.has(code)
  return {
    participants: names.participants.filter(named),
    countries: names.countries.filter(named),
  }
}

type Manifest = Readonly<Record<string, { readonly file: string }>>

/** The built page with a painted list and its data in it, and the words of its language on their way. */
function readPage(web: string) {
  const html = readFileSync(join(web, 'index.html'), 'utf8')
  const manifest = JSON.parse(readFileSync(join(web, 'manifest.json'), 'utf8')) as Manifest
  const [before = '', , after = ''] = html.split(/<!--\/?frame-->/)
  return (first: Answers, painted: string): string => {
    const words = manifest[`catalogue.${first.language}.ts`]?.file
    const preload =
      words === undefined ? '' : `<link rel="modulepreload" crossorigin href="/${words}">`
    const data = JSON.stringify(first).replaceAll('<', '\\u003c')
    return [
      before
        .replace('lang="en"', `lang="${first.language}"`)
        .replace('</head>', `${preload}</head>`),
      painted,
      after.replace(
        '</body>',
        // By a function: a firm's name may hold a dollar sign, which a replacement reads as an order.
        () => `<script type="application/json" id="first-data">${data}</script></body>`,
      ),
    ].join('')
  }
}
