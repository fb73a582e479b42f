import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp, type Http, type HttpOptions } from './create.ts'
import type { Problem } from './problem.ts'
import { isOwnMaking, keyAndCertificate } from './tls.ts'

const lines: string[] = []
const logger = pino(
  { base: {} },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  }),
)

let folder: string
let app: Http
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-guards-'))
  const root = join(folder, 'web')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<p>app')
  await writeFile(join(root, 'assets', 'app-1a2b.js'), '1')
  app = await serve({ pages: { root, entries: { '/': 'index.html' } } })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

async function serve(change: Partial<HttpOptions> = {}): Promise<Http> {
  const made = await createHttp({ logger, version: '1.2.3', ...change })
  const config = { act: 'test' }
  made.get('/api/gems', { config }, async () => ({ name: 'Cullinan' }))
  made.post('/api/gems', { config }, async () => ({ name: 'Cullinan' }))
  return made
}

test.each([
  ['/api/gems', 200],
  ['/', 200],
  ['/assets/app-1a2b.js', 200],
  ['/missing.js', 404],
  ['/api/none', 404],
  ['/api/gems?a=1&a=2', 400],
])('every answer guards itself: %s', async (url, status) => {
  const origin = 'https://evil.example'
  const answer = await app.inject({ url, headers: { origin } })
  expect(answer.statusCode).toBe(status)
  const { headers } = answer
  const policy = String(headers['content-security-policy'])
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(part)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('strict transport where it is asked for, of a year and with subdomains', async () => {
  const strict = await serve({ strictTransport: true })
  for (const url of ['/api/gems', '/api/none']) {
    const { headers } = await strict.inject(url)
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  }
  await strict.close()
})

test('a certificate of our own making is told from others', async () => {
  const made = await keyAndCertificate(folder, 'localhost')
  expect(isOwnMaking(made)).toBe(true)
})

test('a parameter that is there twice is refused by its name', async () => {
  const twice = await app.inject('/api/gems?view=short&view=long')
  expect([twice.statusCode, twice.json<Problem>().refusals[0]?.field]).toEqual([400, 'view'])
  expect((await app.inject('/api/gems?view=short&other=long')).statusCode).toBe(200)
})

test('TRACE tells nobody what they sent', async () => {
  const headers = { cookie: 'openkp_session=told' }
  const answer = await app.inject({ method: 'TRACE', url: '/api/gems', headers })
  expect(answer.statusCode).toBe(404)
  expect(answer.body).not.toContain('told')
})

test('a message with two lengths is not read', async () => {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.end(
    'POST /api/gems HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  )
  let said = ''
  for await (const chunk of socket) said += String(chunk)
  expect(said).toMatch(/^HTTP\/1\.1 400 /)
})

test('a refusal is in the line of its request, with its code and nothing that was asked', async () => {
  lines.splice(0)
  await app.inject('/api/none?firm=Amina')
  await app.inject('/api/gems')
  const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(said.map(({ status, code }) => [status, code])).toEqual([
    [404, 'PLATFORM_NOT_FOUND'],
    [200, undefined],
  ])
  expect(lines.join('')).not.toContain('Amina')
})
