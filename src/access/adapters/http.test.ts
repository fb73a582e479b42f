import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, own } from '../../../test/access-scene.ts'
import { settings } from './auth-settings.ts'
import { DEMONSTRATION_PEOPLE } from './demonstration-people.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

describe('signing in', () => {
  it('answers with the officer and an HttpOnly, SameSite cookie', async () => {
    const { email, password, name } = scene.account('issuing@cd')
    const response = await scene.signIn({ email: email.toUpperCase(), password })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      officer: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name,
        email,
        participant: 'CD',
        roles: ['issuing_officer'],
        firm: null,
        language: 'fr',
        scope: null,
        hasPasskey: false,
      },
    })
    const [session = '', device = ''] = response.headers.getSetCookie()
    expect(session).toMatch(
      /^openkp_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(device).toMatch(/^openkp_device=[^;]+; Path=\/; .*HttpOnly; SameSite=Lax$/)
  })

  it('knows the officer by cookie and by token', async () => {
    const byCookie = await scene.me({ cookie: await scene.signedIn('validating@bw') })
    const byToken = await scene.me({
      authorization: `Bearer ${scene.account('validating@bw').token}`,
    })
    expect(await byCookie.json()).toEqual(await byToken.json())
  })

  it('ends the session that the browser had before', async () => {
    const first = await scene.signedIn('inspector@eu')
    const second = await scene.signedIn('inspector@eu', { cookie: first, ...own })
    expect((await scene.me({ cookie: first })).status).toBe(401)
    expect((await scene.me({ cookie: second })).status).toBe(200)
  })

  it('never takes over a session token that somebody else chose', async () => {
    const planted = 'openkp_session=chosen.c2lnbmF0dXJl'
    const cookie = await scene.signedIn('exporter@ao', { cookie: planted, ...own })
    expect(cookie).not.toContain('chosen')
  })

  it('keeps the address and a short name of the browser with the session', async () => {
    await scene.signedIn('importer@in', {
      'user-agent': 'b'.repeat(5_000),
      'x-openkp-address': '198.51.100.1',
      'x-forwarded-for': '203.0.113.9',
    })
    const { rows } = await scene.fresh.database.query(
      `select ip_address, user_agent from access.session join access.person p on p.id = user_id
       where p.email = 'importer@in.demo.openkp.example'`,
    )
    expect(rows).toEqual([{ ip_address: '203.0.113.9', user_agent: 'b'.repeat(200) }])
  })
})

describe('the demonstration', () => {
  it('lists accounts without their tokens', async () => {
    const response = await fetch(`${scene.base}/api/access/demonstration`)
    const { accounts } = (await response.json()) as { accounts: object[] }
    expect(accounts).toHaveLength(DEMONSTRATION_PEOPLE.length)
    const { token, ...shown } = scene.account('exporter@cd')
    expect(accounts[0]).toEqual(shown)
    expect(JSON.stringify(accounts)).not.toContain(token)
  })

  it('is not there on a node that is none', async () => {
    scene.setDemonstration(false)
    const response = await fetch(`${scene.base}/api/access/demonstration`)
    scene.setDemonstration(true)
    expect([response.status, await codeOf(response)]).toEqual([404, 'ACCESS_NO_DEMONSTRATION'])
  })
})

describe('what is kept', () => {
  it('has the tables that better-auth wants', async () => {
    const pool = new pg.Pool({
      connectionString: scene.fresh.url,
      options: '-c search_path=access',
    })
    const options = {
      databaseUrl: scene.fresh.url,
      secret: 's'.repeat(43),
      baseUrl: scene.base,
      tls: false,
      beforeSession: async () => undefined,
    }
    const wanted = await getMigrations(settings(options, pool))
    await pool.end()
    expect([wanted.toBeCreated, wanted.toBeAdded]).toEqual([[], []])
  })

  it('keeps the session key where only this user reads it', async () => {
    const { mode } = await stat(join(scene.folder, 'keys', 'session.secret'))
    expect(mode & 0o777).toBe(0o600)
  })

  it('keeps no password and no token in the clear', async () => {
    const { password, token } = scene.account('exporter@cd')
    const { rows } = await scene.fresh.database.query(
      `select (select string_agg(c::text, ' ') from access.credential c) ||
              (select string_agg(t::text, ' ') from access.token t) as all_text`,
    )
    const [{ all_text: text }] = rows as [{ all_text: string }]
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(text).not.toContain(password)
    expect(text).not.toContain(token)
  })
})
