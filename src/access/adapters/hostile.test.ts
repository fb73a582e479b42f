import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, own } from '../../../test/access-scene.ts'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { disableOfficer } from './officers.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

describe('what is refused', () => {
  const password = () => scene.account('issuing@cd').password
  it.each<[string, () => Promise<Response>, number, string]>([
    [
      'wrong password',
      () => scene.signIn({ email: scene.account('issuing@ao').email, password: 'wrong' }),
      401,
      'ACCESS_SIGN_IN_FAILED',
    ],
    [
      'unknown e-mail',
      () => scene.signIn({ email: 'nobody@cd.demo.openkp.example', password: password() }),
      401,
      'ACCESS_SIGN_IN_FAILED',
    ],
    [
      'control characters in the e-mail',
      () => scene.signIn({ email: 'issuing\u0000@cd.demo.openkp.example', password: 'x' }),
      400,
      'ACCESS_EMAIL',
    ],
    [
      'SQL in the e-mail',
      () => scene.signIn({ email: `x'or'1'='1@cd.example`, password: 'x' }),
      401,
      'ACCESS_SIGN_IN_FAILED',
    ],
    [
      'a password of one megabyte',
      () => scene.signIn({ email: 'a@b.example', password: 'x'.repeat(1_000_000) }),
      413,
      'PLATFORM_BODY_TOO_LARGE',
    ],
    [
      'a password of 300 characters',
      () => scene.signIn({ email: 'a@b.example', password: 'x'.repeat(300) }),
      400,
      'ACCESS_PASSWORD',
    ],
    [
      'an object for a password',
      () => scene.signIn({ email: 'a@b.example', password: { $ne: '' } }),
      400,
      'PLATFORM_REQUEST',
    ],
    ['nothing', () => scene.signIn({}), 400, 'PLATFORM_REQUEST'],
    [
      'a form from another site',
      () =>
        scene.signIn({ email: 'a@b.example', password: 'x' }, { 'sec-fetch-site': 'cross-site' }),
      403,
      'ACCESS_CROSS_SITE',
    ],
    ['nobody', () => scene.me({}), 401, 'ACCESS_NOT_SIGNED_IN'],
    [
      'an unsigned cookie',
      () => scene.me({ cookie: 'openkp_session=abc' }),
      401,
      'ACCESS_NOT_SIGNED_IN',
    ],
    [
      'a cookie that is no percent-encoding',
      () => scene.me({ cookie: 'openkp_session=%E0%A4%A' }),
      401,
      'ACCESS_NOT_SIGNED_IN',
    ],
    [
      'a made-up token',
      () => scene.me({ authorization: `Bearer ${'A'.repeat(43)}` }),
      401,
      'ACCESS_NOT_SIGNED_IN',
    ],
    [
      'a very long token',
      () => scene.me({ authorization: `Bearer ${'A'.repeat(8_000)}` }),
      401,
      'ACCESS_NOT_SIGNED_IN',
    ],
    [
      'a password as a token',
      () => scene.me({ authorization: `Bearer ${password()}` }),
      401,
      'ACCESS_NOT_SIGNED_IN',
    ],
    [
      'sign-up',
      () => scene.post('/api/access/sign-up', { email: 'a@b.example', password: 'x' }),
      404,
      'PLATFORM_NOT_FOUND',
    ],
    [
      'sign-up as the library would have it',
      () => scene.post('/api/auth/sign-up/email', {}),
      404,
      'PLATFORM_NOT_FOUND',
    ],
  ])('%s', async (_case, request, status, code) => {
    const response = await request()
    expect(response.status).toBe(status)
    expect(await codeOf(response)).toBe(code)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('tells a wrong password and an unknown e-mail in the same words, French ones too', async () => {
    const french = { 'accept-language': 'fr' }
    const wrong = await scene.signIn(
      { email: scene.account('issuing@in').email, password: 'x' },
      french,
    )
    const unknown = await scene.signIn({ email: 'nobody@in.example', password: 'x' }, french)
    const text = await wrong.text()
    expect(text).toBe(await unknown.text())
    expect(text).toContain('ne vont pas ensemble')
  })

  it('takes as long for an unknown e-mail as for a wrong password', async () => {
    const time = async (email: string) => {
      const started = performance.now()
      await scene.access.signIn.withPassword(
        { email, password: 'wrong' },
        { address: '::1', userAgent: '' },
      )
      return performance.now() - started
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let at = 0; at < 9; at += 1) {
      known.push(await time(scene.account('issuing@us').email))
      unknown.push(await time(`nobody${at}@us.example`))
    }
    // Other work on this machine only ever adds: the quickest of each is the cost of the code itself.
    // Without a hash for the unknown it is a twentieth.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 4)
  })

  it('a cookie stolen before sign-out', async () => {
    const cookie = await scene.signedIn('inspector@cf')
    expect((await scene.me({ cookie })).status).toBe(200)
    const out = await scene.post('/api/access/sign-out', undefined, { cookie, ...own })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await scene.me({ cookie })).status).toBe(401)
  })

  it('a session, a token and a password of a disabled officer', async () => {
    const { email, password: theirs, token } = scene.account('administrator@us')
    const cookie = await scene.signedIn('administrator@us')
    const { officer } = (await (await scene.me({ cookie })).json()) as { officer: { id: string } }
    await transaction(scene.fresh.database, (tx) =>
      disableOfficer(tx, { participant: 'US' as PartyCode, id: officer.id }),
    )
    scene.access.who.forget()
    expect((await scene.me({ cookie })).status).toBe(401)
    expect((await scene.me({ authorization: `Bearer ${token}` })).status).toBe(401)
    const again = await scene.signIn({ email, password: theirs })
    expect([again.status, await codeOf(again)]).toEqual([401, 'ACCESS_SIGN_IN_FAILED'])
  })

  it('an expired token, an expired session', async () => {
    const cookie = await scene.signedIn('stationery@ca')
    const authorization = `Bearer ${scene.account('stationery@ca').token}`
    for (const table of ['token', 'session']) {
      await scene.fresh.database.query(
        `update access.${table} set expires_at = now() - interval '1 second'`,
      )
    }
    scene.access.who.forget()
    expect((await scene.me({ authorization })).status).toBe(401)
    expect((await scene.me({ cookie })).status).toBe(401)
    await scene.fresh.database.query('update access.token set expires_at = null')
    expect((await scene.me({ authorization })).status).toBe(200)
  })

  it('a bad token beside a good cookie', async () => {
    const cookie = await scene.signedIn('exporter@bw')
    expect((await scene.me({ cookie, authorization: 'Bearer nonsense' })).status).toBe(401)
  })

  it('a request that another site makes the browser send', async () => {
    const cookie = await scene.signedIn('issuing@ae')
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      {},
    ]) {
      const response = await scene.post('/api/access/sign-out', undefined, { cookie, ...headers })
      expect([response.status, await codeOf(response)]).toEqual([403, 'ACCESS_CROSS_SITE'])
    }
    expect((await scene.me({ cookie })).status).toBe(200)
    expect(
      (await scene.post('/api/access/sign-out', undefined, { cookie, origin: scene.base })).status,
    ).toBe(204)
  })

  it('guessing: the eleventh try is told to wait, the owner in a known browser is not', async () => {
    const { email, password: theirs } = scene.account('issuing@cf')
    const known = await scene.signedIn('issuing@cf')
    for (let at = 0; at < 10; at += 1) await scene.signIn({ email, password: `guess ${at}` })
    const refused = await scene.signIn({ email, password: theirs })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(((await refused.json()) as { detail: string }).detail).toContain('Wait 15 minutes')
    expect(
      (await scene.signIn({ email, password: theirs }, { cookie: known, ...own })).status,
    ).toBe(200)
  })
})
