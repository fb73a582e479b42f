import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, own } from '../../../test/access-scene.ts'
import type { PartyCode } from '../../values/codes.ts'
import { addDays, dayAt } from '../../values/day.ts'
import { GRANTS } from '../grant-table.ts'
import { mayDo } from '../grants.ts'
import { tokenScope } from '../new-token.ts'
import type { Officer } from '../officer.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

const today = dayAt(Date.now() / 1000, 0)
const ask = (method: string, cookie: string, path: string) =>
  fetch(`${scene.base}/api/access${path}`, { method, headers: { cookie, ...own } })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

type Session = { readonly id: string; readonly own: boolean; readonly browser: string | null }
async function sessions(cookie: string): Promise<Session[]> {
  return ((await (await ask('GET', cookie, '/account')).json()) as { sessions: Session[] }).sessions
}

describe('sessions', () => {
  it('are listed with their browser, the own one first, and ended one by one or all but this', async () => {
    const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0' }
    const other = await scene.signedIn('issuing@cd', firefox)
    const mine = await scene.signedIn('issuing@cd')
    const listed = await sessions(mine)
    expect(listed).toMatchObject([
      { own: true },
      { own: false, browser: 'Firefox', system: 'Windows', address: '127.0.0.1' },
    ])
    expect(JSON.stringify(listed)).not.toContain('token')

    const stranger = await scene.signedIn('issuing@ao')
    const id = listed[1]?.id ?? ''
    expect((await ask('DELETE', stranger, `/sessions/${id}`)).status).toBe(404)
    expect((await scene.me({ cookie: other })).status).toBe(200)
    expect((await ask('DELETE', mine, `/sessions/${id}`)).status).toBe(204)
    expect((await scene.me({ cookie: other })).status).toBe(401)

    const third = await scene.signedIn('issuing@cd', firefox)
    expect(await (await scene.act(mine, '/sessions/end-others')).json()).toEqual({ ended: 1 })
    expect((await scene.me({ cookie: third })).status).toBe(401)
    expect((await scene.me({ cookie: mine })).status).toBe(200)
  })
})

describe('the password', () => {
  it('is changed by who knows the old one, and ends the other sessions', async () => {
    const { email, password } = scene.account('validating@cd')
    const elsewhere = await scene.signedIn('validating@cd')
    const cookie = await scene.signedIn('validating@cd')
    const change = (body: object) => scene.act(cookie, '/account/password', body)
    const next = 'mvula ya kimia na nzela'
    const wrong = await change({ current: 'a guess', password: next })
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'ACCESS_PASSWORD_WRONG'])
    expect(await codeOf(await change({ password: next }))).toBe('ACCESS_PASSWORD_WRONG')
    expect(await codeOf(await change({ current: password, password: 'short' }))).toBe(
      'ACCESS_PASSWORD_SHORT',
    )
    expect(await codeOf(await change({ current: password, password: email }))).toBe(
      'ACCESS_PASSWORD_EASY',
    )
    expect(await codeOf(await change({ current: password, password: 'Liverpool-2026!' }))).toBe(
      'ACCESS_PASSWORD_COMMON',
    )
    expect((await change({ current: password, password: next })).status).toBe(204)
    expect((await scene.me({ cookie: elsewhere })).status).toBe(401)
    expect((await scene.me({ cookie })).status).toBe(200)
    expect((await scene.signIn({ email, password })).status).toBe(401)
    expect((await scene.signIn({ email, password: next })).status).toBe(200)
  })

  it('is not guessed from inside either', async () => {
    const cookie = await scene.signedIn('validating@ao')
    const guess = () =>
      scene.act(cookie, '/account/password', { current: 'a guess', password: 'mvula ya kimia na' })
    for (let at = 0; at < 10; at += 1) await guess()
    expect((await guess()).status).toBe(429)
  })
})

describe('tokens', () => {
  type Made = { readonly id: string; readonly token: string }
  const wanted = (change: object = {}) => ({
    name: 'Mine system',
    scope: ['certificates:search', 'certificates:read'],
    until: addDays(today, 30),
    ...change,
  })
  const make = async (cookie: string, change?: object) =>
    (await (await scene.act(cookie, '/tokens', wanted(change))).json()) as Made
  const tokens = async (cookie: string) =>
    ((await (await ask('GET', cookie, '/tokens')).json()) as { tokens: { lastUsedAt: unknown }[] })
      .tokens

  it('do what their scope has, say when they were used, and end at once', async () => {
    const cookie = await scene.signedIn('issuing@bw')
    const { id, token } = await make(cookie)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(await tokens(cookie)).toMatchObject([
      { name: 'Mine system', lastUsedAt: null },
      { name: 'demonstration', scope: null },
    ])
    const me = (await (await scene.me(bearer(token))).json()) as { officer: Officer }
    expect(me.officer.scope).toEqual(['certificates:search', 'certificates:read'])
    expect(mayDo(me.officer, 'certificates:search')).toBe(true)
    expect(mayDo(me.officer, 'certificates:issue')).toBe(false)
    const [used] = await tokens(cookie)
    expect(used?.lastUsedAt).not.toBeNull()
    scene.access.who.forget()
    await scene.me(bearer(token))
    expect((await tokens(cookie))[0]).toEqual(used)

    const stranger = await scene.signedIn('issuing@eu')
    expect((await ask('DELETE', stranger, `/tokens/${id}`)).status).toBe(404)
    expect((await scene.me(bearer(token))).status).toBe(200)
    expect((await ask('DELETE', cookie, `/tokens/${id}`)).status).toBe(204)
    expect((await scene.me(bearer(token))).status).toBe(401)
  })

  it.each([
    ['no scope', { scope: [] }, 'ACCESS_TOKEN_SCOPE'],
    ['what the person may not do', { scope: ['certificates:validate'] }, 'ACCESS_TOKEN_SCOPE'],
    ['what nobody may do', { scope: ['certificates:*'] }, 'ACCESS_TOKEN_SCOPE'],
    ['making tokens', { scope: ['access:tokens'] }, 'ACCESS_TOKEN_SCOPE'],
    ['changing credentials', { scope: ['access:credentials'] }, 'ACCESS_TOKEN_SCOPE'],
    ['yesterday', { until: addDays(today, -1) }, 'ACCESS_TOKEN_UNTIL'],
    ['more than a year', { until: addDays(today, 367) }, 'ACCESS_TOKEN_UNTIL'],
    ['for ever', { until: '' }, 'ACCESS_TOKEN_UNTIL'],
    ['no name', { name: '' }, 'ACCESS_NAME'],
  ])('are not made for %s', async (_case, change, code) => {
    const cookie = await scene.signedIn('issuing@ca')
    const answer = await scene.act(cookie, '/tokens', wanted(change))
    expect([answer.status, await codeOf(answer)]).toEqual([422, code])
  })

  it('make no tokens, change no credentials, and manage nobody', async () => {
    const headers = bearer(scene.account('administrator@cd').token)
    for (const path of ['/tokens', '/account/password', '/passkeys/options', '/invitations']) {
      const answer = await scene.post(`/api/access${path}`, {}, headers)
      expect(await codeOf(answer)).toBe('ACCESS_NOT_BY_TOKEN')
    }
  })

  it('answer no longer after their last day', async () => {
    const cookie = await scene.signedIn('issuing@us')
    const { token } = await make(cookie)
    await scene.fresh.database.query(
      `update access.token set expires_at = now() - interval '1 second' where label <> 'demonstration'`,
    )
    expect((await scene.me(bearer(token))).status).toBe(401)
  })
})

describe('tokenScope', () => {
  it('holds nothing that a person does alone, whatever the role', () => {
    const officer: Officer = {
      ...{ id: 'x', name: 'x', email: 'x', participant: 'CD' as PartyCode, firm: null },
      ...{ language: 'en', scope: null, hasPasskey: false },
      roles: ['node_administrator', 'key_officer'],
    }
    for (const act of tokenScope(officer)) expect(GRANTS[act]).not.toHaveProperty('inPerson')
    expect(tokenScope(officer)).toContain('access:administer')
  })
})
