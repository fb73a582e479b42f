import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp, type Http } from '../platform/http/create.ts'
import { createLogger } from '../platform/logger.ts'
import { firstPageRoute } from './first-page.ts'

/** A build whose painter fails for one officer, as one that met data that it does not know would. */
const PAINTER = `export const paintFirstPage = async ({ officer }) => {
  if (officer.participant === 'CF') throw new Error('no colour for this')
  return '<p>painted'
}`

let folder: string
let app: Http
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-first-page-'))
  const root = join(folder, 'web')
  await mkdir(root)
  await mkdir(join(folder, 'first-page'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'first-page', 'first-page.js'), PAINTER)
  await writeFile(join(root, 'manifest.json'), '{}')
  await writeFile(join(root, 'index.html'), '<body><!--frame-->built<!--/frame--></body>')
  const pages = { root, entries: { '/': 'index.html' } }
  app = await createHttp({ logger: createLogger('silent'), version: '1', pages })
  app.get('/api/access/me', { config: { act: 'test' } }, async ({ headers }) => ({
    officer: { code: '', participant: headers.cookie?.split('=')[1] },
  }))
  app.get('/api/certificates/work', { config: { act: 'test' } }, async () => ({ waiting: [] }))
  app.get('/api/participants', { config: { act: 'test' } }, async () => ({
    participants: [],
    countries: [],
  }))
  await firstPageRoute(app, folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const home = (participant: string) =>
  app.inject({
    url: '/',
    headers: { accept: 'text/html', cookie: `openkp_session=${participant}` },
  })

test('a page that cannot be painted is the page as it was built: the scripts draw it', async () => {
  const painted = await home('CD')
  expect([painted.statusCode, painted.body]).toEqual([200, expect.stringContaining('painted')])
  const built = await home('CF')
  expect([built.statusCode, built.body]).toEqual([200, expect.stringContaining('built')])
})
