import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, cookiesOf } from '../../../test/access-scene.ts'
import { type AuthenticatorApp, authenticatorApp } from '../../../test/authenticator-app.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

type Set = {
  readonly app: AuthenticatorApp
  readonly backupCodes: string[]
  readonly cookie: string
}

/** Sets the codes up for somebody, confirmed by the code of the half minute before. */
async function setUp(short: string): Promise<Set> {
  const cookie = await scene.signedIn(short)
  const { password } = scene.account(short)
  const made = await scene.act(cookie, '/second-factor', { password })
  const { uri, backupCodes } = (await made.json()) as { uri: string; backupCodes: string[] }
  const app = authenticatorApp(uri)
  const confirmed = await scene.act(cookie, '/second-factor/confirm', { code: app.code(-1) })
  if (confirmed.status !== 204) throw new Error(await confirmed.text())
  return { app, backupCodes, cookie: cookiesOf(confirmed) }
}

const passwordStep = async (short: string) => {
  const { email, password } = scene.account(short)
  return scene.signIn({ email, password })
}
const codeStep = (waiting: Response, code: string) =>
  scene.act(cookiesOf(waiting), '/sign-in/code', { code })

describe('setting up', () => {
  it('gives an address for the application, ends other sessions, and keeps nothing in the clear', async () => {
    const elsewhere = await scene.signedIn('issuing@cd')
    const cookie = await scene.signedIn('issuing@cd')
    const { password } = scene.account('issuing@cd')
    const made = await scene.act(cookie, '/second-factor', { password })
    const { uri, backupCodes } = (await made.json()) as { uri: string; backupCodes: string[] }
    expect(uri).toMatch(
      /^otpauth:\/\/totp\/OpenKP:issuing%40cd\S+issuer=OpenKP&digits=6&period=30$/,
    )
    expect(backupCodes).toHaveLength(10)

    const wrong = await scene.act(cookie, '/second-factor/confirm', { code: '000000' })
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'ACCESS_CODE_WRONG'])
    const app = authenticatorApp(uri)
    const confirmed = await scene.act(cookie, '/second-factor/confirm', { code: app.code() })
    expect(confirmed.status).toBe(204)
    expect((await scene.me({ cookie: elsewhere })).status).toBe(401)
    expect((await scene.me({ cookie })).status).toBe(401)
    expect((await scene.me({ cookie: cookiesOf(confirmed) })).status).toBe(200)

    const { rows } = await scene.fresh.database.query(
      'select two_factor::text as kept from access.two_factor',
    )
    const [{ kept }] = rows as [{ kept: string }]
    for (const plain of [app.secret, ...backupCodes]) expect(kept).not.toContain(plain)
  })

  it('asks for the password, by a person who signed in a short time ago', async () => {
    const cookie = await scene.signedIn('issuing@ao')
    const wrong = await scene.act(cookie, '/second-factor', { password: 'not mine at all' })
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'ACCESS_PASSWORD_WRONG'])
    const without = await scene.act(cookie, '/second-factor')
    expect(await codeOf(without)).toBe('ACCESS_PASSWORD_WRONG')

    const { token, password } = scene.account('issuing@ao')
    const byToken = await scene.post(
      '/api/access/second-factor',
      { password },
      {
        authorization: `Bearer ${token}`,
      },
    )
    expect([byToken.status, await codeOf(byToken)]).toEqual([403, 'ACCESS_NOT_BY_TOKEN'])

    await scene.fresh.database.query(
      `update access.session set created_at = now() - interval '16 minutes'`,
    )
    const late = await scene.act(cookie, '/second-factor', { password })
    expect([late.status, await codeOf(late)]).toEqual([403, 'ACCESS_SIGN_IN_AGAIN'])
  })
})

describe('signing in with a code', () => {
  it('takes two steps, and each code once', async () => {
    const { app } = await setUp('validating@cd')
    const waiting = await passwordStep('validating@cd')
    expect([waiting.status, await waiting.json()]).toEqual([200, { next: 'code' }])
    expect(waiting.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^openkp_code=[^;]+; Max-Age=300; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
    expect((await scene.me({ cookie: cookiesOf(waiting) })).status).toBe(401)

    const code = app.code()
    const twice = await Promise.all([codeStep(waiting, code), codeStep(waiting, code)])
    const [entered, ...doubled] = twice.filter(({ status }) => status === 200)
    if (entered === undefined) throw new Error('neither of the two entered')
    expect(doubled).toEqual([])
    // The one that comes second meets the code already taken, or the first step already gone.
    const refused = twice.filter((answer) => answer !== entered).map(codeOf)
    expect(['ACCESS_CODE_USED', 'ACCESS_CODE_TOO_LATE']).toContain(await refused[0])
    expect(await entered.json()).toMatchObject({ officer: { participant: 'CD' } })
    expect((await scene.me({ cookie: cookiesOf(entered) })).status).toBe(200)

    const again = await codeStep(await passwordStep('validating@cd'), code)
    expect([again.status, await codeOf(again)]).toEqual([409, 'ACCESS_CODE_USED'])
    const older = await codeStep(await passwordStep('validating@cd'), app.code(-1))
    expect(await codeOf(older)).toBe('ACCESS_CODE_USED')
    const spent = await codeStep(waiting, app.code(1))
    expect([spent.status, await codeOf(spent)]).toEqual([401, 'ACCESS_CODE_TOO_LATE'])
  })

  it('asks for the password again after five wrong codes, and counts them', async () => {
    const { app } = await setUp('validating@ao')
    const waiting = await passwordStep('validating@ao')
    for (let at = 0; at < 5; at += 1) {
      expect((await codeStep(waiting, '000000')).status).toBe(422)
    }
    expect((await codeStep(waiting, app.code())).status).toBe(429)
    await scene.fresh.database.query('delete from access.attempt')
    expect((await codeStep(waiting, app.code())).status).not.toBe(200)
  })

  it.each([
    ['five digits', '12345', 422, 'ACCESS_CODE_FORM'],
    ['words', 'six digits', 422, 'ACCESS_CODE_FORM'],
    ['a page of digits', '1'.repeat(5_000), 413, 'PLATFORM_BODY_TOO_LARGE'],
  ])('refuses %s', async (_case, code, status, expected) => {
    const answer = await scene.act('openkp_code=made.up', '/sign-in/code', { code })
    expect([answer.status, await codeOf(answer)]).toEqual([status, expected])
  })

  it('refuses a cookie of the first step that is made up, over, or of another site', async () => {
    const { app } = await setUp('validating@bw')
    const madeUp = await scene.act('openkp_code=made.up', '/sign-in/code', { code: app.code() })
    expect([madeUp.status, await codeOf(madeUp)]).toEqual([401, 'ACCESS_CODE_TOO_LATE'])
    const waiting = await passwordStep('validating@bw')
    const elsewhere = await scene.post(
      '/api/access/sign-in/code',
      { code: app.code() },
      { cookie: cookiesOf(waiting), 'sec-fetch-site': 'cross-site' },
    )
    expect([elsewhere.status, await codeOf(elsewhere)]).toEqual([403, 'ACCESS_CROSS_SITE'])
    await scene.fresh.database.query(
      `update access.verification set expires_at = now() - interval '1 second'`,
    )
    expect(await codeOf(await codeStep(waiting, app.code()))).toBe('ACCESS_CODE_TOO_LATE')
  })

  it('takes each backup code once', async () => {
    const { backupCodes } = await setUp('validating@eu')
    const [code = ''] = backupCodes
    const entered = await codeStep(await passwordStep('validating@eu'), code)
    expect(entered.status).toBe(200)
    const again = await codeStep(await passwordStep('validating@eu'), code)
    expect([again.status, await codeOf(again)]).toEqual([422, 'ACCESS_CODE_WRONG'])
  })
})

describe('turning off', () => {
  it('needs a code, and ends the other sessions', async () => {
    const { app, cookie, backupCodes } = await setUp('validating@in')
    const second = await codeStep(await passwordStep('validating@in'), app.code())
    const without = await scene.act(cookie, '/second-factor/remove', { code: '000000' })
    expect(await codeOf(without)).toBe('ACCESS_CODE_WRONG')
    const madeUp = await scene.act(cookie, '/second-factor/remove', { code: 'aaaaa-aaaaa' })
    expect(await codeOf(madeUp)).toBe('ACCESS_CODE_WRONG')
    const [code] = backupCodes
    expect((await scene.act(cookie, '/second-factor/remove', { code })).status).toBe(204)
    expect((await scene.me({ cookie: cookiesOf(second) })).status).toBe(401)
    expect((await scene.me({ cookie })).status).toBe(200)
    expect(await (await passwordStep('validating@in')).json()).toHaveProperty('officer')
  })
})
