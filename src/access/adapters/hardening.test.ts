import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, own } from '../../../test/access-scene.ts'

let scene: AccessScene
let doors: readonly (readonly [method: string, path: string])[]
beforeAll(async () => {
  scene = await accessScene()
  const answer = await fetch(`${scene.base}/api/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> }
  doors = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/access/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    )
})
afterAll(() => scene.close())

const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
  fetch(`${scene.base}${path.replace('{id}', 'x')}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body }),
  })

describe('every door of sign-in', () => {
  it('that changes something is closed to other sites', async () => {
    const cookie = await scene.signedIn('administrator@cd')
    const changing = doors.filter(([method]) => method !== 'GET')
    expect(changing.length).toBeGreaterThan(25)
    for (const [method, path] of changing) {
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const answer = await ask(method, path, { cookie, ...headers }, '{}')
        expect([path, answer.status, await codeOf(answer)]).toEqual([
          path,
          403,
          'ACCESS_CROSS_SITE',
        ])
      }
    }
    expect((await scene.me({ cookie })).status).toBe(200)
  })

  it('reads no body of a megabyte', async () => {
    const administrator = await scene.signedIn('administrator@ao')
    const officer = await scene.signedIn('issuing@ao')
    const body = JSON.stringify({ x: 'x'.repeat(900_000) })
    for (const [method, path] of doors.filter(([each]) => each === 'POST')) {
      if (path === '/api/access/sign-out') continue
      const status = async (cookie: string) =>
        (await ask(method, path, { cookie, ...own }, body)).status
      // Who is not let in is told so before anything is read.
      const told = [await status(administrator), await status(officer)]
      expect([path, ...new Set(told)]).toEqual([path, ...(told.includes(403) ? told : [413])])
      expect(told).toContain(413)
    }
  })

  it('that is of an account asks who it is first', async () => {
    const open = [
      'sign-in',
      'sign-out',
      'passkey/',
      'provider/begin',
      'link',
      'ways',
      'demonstration',
    ]
    const closed = doors.filter(
      ([, path]) =>
        path.endsWith('provider/link') ||
        !open.some((each) => path.startsWith(`/api/access/${each}`)),
    )
    expect(closed.length).toBeGreaterThan(20)
    for (const [method, path] of closed) {
      const answer = await ask(method, path, own, method === 'GET' ? undefined : '{}')
      expect([path, answer.status, await codeOf(answer)]).toEqual([
        path,
        401,
        'ACCESS_NOT_SIGNED_IN',
      ])
    }
  })

  it('keeps its answers out of every memory', async () => {
    const cookie = await scene.signedIn('administrator@bw')
    for (const [method, path] of doors.filter(([each]) => each === 'GET')) {
      const answer = await ask(method, path, { cookie })
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store'])
    }
  })
})

const LANES = 150
const EXPECTED = ['ACCESS_BUSY', 'ACCESS_SIGN_IN_FAILED', 'ACCESS_TOO_MANY_ATTEMPTS']

describe('a flood of wrong passwords', () => {
  it('of a thousand hashes few of them, and lets others in meanwhile', async () => {
    const { email } = scene.account('exporter@ae')
    const guess = async (at: number) => {
      const response = await scene.signIn(
        { email: at % 2 === 0 ? email : `nobody${at}@ae.example`, password: `guess ${at}` },
        { 'x-forwarded-for': `198.51.100.${at % 200}` },
      )
      return codeOf(response)
    }
    // As many connections as a loaded machine opens without losing one.
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      const codes: string[] = []
      for (let at = lane; at < 1_000; at += LANES) codes.push(await guess(at))
      return codes
    })
    // Whoever has a token or a session stands in no line.
    const token = scene.account('issuing@ae').token
    expect((await scene.me({ authorization: `Bearer ${token}` })).status).toBe(200)
    const codes = (await Promise.all(lanes)).flat()
    const checked = codes.filter((code) => code === 'ACCESS_SIGN_IN_FAILED')
    expect(new Set(codes).has('ACCESS_TOO_MANY_ATTEMPTS')).toBe(true)
    expect(codes.every((code) => EXPECTED.includes(code))).toBe(true)
    // A hundred of the account, and those of nobody, each of which is an account of its own.
    expect(checked.length).toBeLessThanOrEqual(600)
    const cookie = await scene.signedIn('validating@ae')
    expect((await scene.me({ cookie })).status).toBe(200)
  })
})

describe('a session', () => {
  it('that was there before signing in is not the one after, whoever set it', async () => {
    const attacker = await scene.signedIn('exporter@us')
    const victim = await scene.signedIn('issuing@us', { cookie: attacker, ...own })
    expect(victim).not.toBe(attacker)
    expect((await scene.me({ cookie: attacker })).status).toBe(401)
    const me = await (await scene.me({ cookie: victim })).json()
    expect(me).toMatchObject({ officer: { email: scene.account('issuing@us').email } })
  })
})

describe('links', () => {
  it('take as long for one that never was as for one that is over', async () => {
    const cookie = await scene.signedIn('administrator@in')
    const made = await scene.act(cookie, '/invitations', {
      name: 'Over Already',
      email: 'over@in.example',
      roles: ['importer'],
      firm: 'A Pvt Ltd',
      language: 'en',
    })
    const { link } = (await made.json()) as { link: string }
    await scene.fresh.database.query(`update access.invitation set accepted_at = now()`)
    const time = async (token: string) => {
      const started = performance.now()
      const answer = await scene.act('', '/link/password', { token, password: 'x'.repeat(200) })
      expect(await codeOf(answer)).toBe('ACCESS_LINK_OVER')
      return performance.now() - started
    }
    const used: number[] = []
    const unknown: number[] = []
    for (let at = 0; at < 15; at += 1) {
      used.push(await time(new URL(link).hash.slice(1)))
      unknown.push(await time('A'.repeat(43)))
    }
    expect(Math.min(...used)).toBeLessThan(Math.min(...unknown) * 4)
    expect(Math.min(...unknown)).toBeLessThan(Math.min(...used) * 4)
  })
})
