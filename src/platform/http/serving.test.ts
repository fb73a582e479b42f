import { X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../logger.ts'
import { createHttp, type Http } from './create.ts'
import { keyAndCertificate } from './tls.ts'

const logger = createLogger('silent')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-http-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('pages', () => {
  let app: Http
  beforeAll(async () => {
    const root = join(folder, 'web')
    await mkdir(join(root, 'assets'), { recursive: true })
    await mkdir(join(root, 'verify'))
    await writeFile(join(root, 'index.html'), '<p>app')
    await writeFile(join(root, 'verify', 'index.html'), '<p>verifier')
    await writeFile(join(root, 'assets', 'app-1a2b.js'), '1')
    await writeFile(join(folder, 'secret'), 'secret')
    const pages = { root, entries: { '/': 'index.html', '/verify': 'verify/index.html' } }
    app = await createHttp({ logger, version: '1', pages })
  })

  afterAll(() => app.close())

  test.each([
    ['/', '<p>app'],
    ['/certificates/7?x=1', '<p>app'],
    ['/verify/', '<p>verifier'],
    ['/verify/scan', '<p>verifier'],
    ['/verify2', '<p>app'],
  ])('%s is %s', async (url, body) => {
    const answer = await app.inject({ url, headers: { accept: 'text/html' } })
    expect([answer.statusCode, answer.body]).toEqual([200, body])
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test('a folder without its slash is told where it is', async () => {
    const answer = await app.inject('/verify')
    expect([answer.statusCode, answer.headers.location]).toEqual([301, '/verify/'])
  })

  test('files with a digest in their name are kept for good', async () => {
    const answer = await app.inject('/assets/app-1a2b.js')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  test.each(['/../secret', '/%2e%2e/secret', '/assets/../../secret', '/missing.js', '/assets/'])(
    '%s is nothing',
    async (url) => {
      expect((await app.inject(url)).statusCode).toBe(404)
    },
  )
})

test('anywhere but on this machine it speaks TLS with a certificate that it keeps', async () => {
  const tls = await keyAndCertificate(folder, '0.0.0.0')
  expect(await keyAndCertificate(folder, '0.0.0.0')).toEqual(tls)
  expect((await stat(join(folder, 'tls', 'key.pem'))).mode & 0o777).toBe(0o600)
  const read = new X509Certificate(await readFile(join(folder, 'tls', 'certificate.pem')))
  expect(read.subjectAltName).toContain('DNS:localhost')
  expect(read.subjectAltName).toContain('IP Address:127.0.0.1')
  const app = await createHttp({ logger, version: '1', tls })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const status = await new Promise((done, fail) => {
    const asked = request(
      { port, host: '127.0.0.1', path: '/api/openapi.json', ca: tls.certificate },
      (answer) => {
        answer.resume()
        done(answer.statusCode)
      },
    )
    asked.on('error', fail).end()
  })
  expect(status).toBe(200)
  await app.close()
})

test('a key that does not fit its certificate is made anew', async () => {
  const first = await keyAndCertificate(join(folder, 'other'), 'localhost')
  const other = await keyAndCertificate(folder, 'localhost')
  await writeFile(join(folder, 'other', 'tls', 'key.pem'), other.key)
  const made = await keyAndCertificate(join(folder, 'other'), 'localhost')
  expect(made.key).not.toBe(other.key)
  expect(made.certificate).not.toBe(first.certificate)
})
