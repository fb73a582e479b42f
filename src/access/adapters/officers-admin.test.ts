import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessScene,
  accessScene,
  codeOf,
  cookiesOf,
  own,
} from '../../../test/access-scene.ts'
import { passkeyInSoftware } from '../../../test/passkey-in-software.ts'
import type { Given } from './invitations.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

const TODAY = new Date().toISOString().slice(0, 10)
const PASSWORD = 'mvula ya kimia na nzela'
const invited = (name: string) => ({
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@mines.example`,
  roles: ['issuing_officer'],
  language: 'fr',
})
const tokenOf = ({ link }: Given) => new URL(link).hash.slice(1)
const get = (cookie: string, path: string) =>
  fetch(`${scene.base}/api/access${path}`, { headers: { cookie } })
const remove = (cookie: string, path: string) =>
  fetch(`${scene.base}/api/access${path}`, { method: 'DELETE', headers: { cookie, ...own } })

async function invite(as: string, body: object): Promise<Given> {
  const { approve } = await scene.proposed(as, '/officers', body)
  const answer = await approve()
  if (answer.status !== 200) throw new Error(await answer.text())
  return (await answer.json()) as Given
}
type Listed = {
  readonly officers: { id: string; email: string; password: boolean; passkeys: number }[]
  readonly invitations: { id: string; email: string }[]
  readonly recoveries: { id: string; name: string }[]
}
async function list(as: string): Promise<Listed> {
  return (await (await get(await scene.signedIn(as), '/officers')).json()) as Listed
}
async function idOf(short: string): Promise<string> {
  const { email } = scene.account(short)
  const { rows } = await scene.fresh.database.query(
    'select id from access.officer where email = $1',
    [email],
  )
  return (rows as { id: string }[])[0]?.id ?? ''
}

describe('an invitation', () => {
  it('is opened once, by a link that is kept nowhere, and gives the roles that stand in it', async () => {
    const given = await invite('administrator@cd', invited('Jeanne Mbuyi'))
    expect(given.link).toMatch(new RegExp(`^${scene.address}/welcome#[\\w-]{43}$`))
    const { rows } = await scene.fresh.database.query(
      'select invitation::text as kept from access.invitation',
    )
    expect((rows as { kept: string }[])[0]?.kept).not.toContain(tokenOf(given))

    const token = tokenOf(given)
    const seen = await scene.act('', '/link', { token })
    expect(await seen.json()).toEqual({
      kind: 'invitation',
      name: 'Jeanne Mbuyi',
      email: 'jeanne.mbuyi@mines.example',
    })
    const easy = await scene.act('', '/link/password', { token, password: 'jeanne.mbuyi2026' })
    expect([easy.status, await codeOf(easy)]).toEqual([422, 'ACCESS_PASSWORD_EASY'])
    const both = await Promise.all(
      [1, 2].map(() => scene.act('', '/link/password', { token, password: PASSWORD })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
    const entered = both.find(({ status }) => status === 200)
    expect(await entered?.json()).toMatchObject({
      officer: { participant: 'CD', roles: ['issuing_officer'], firm: null, language: 'fr' },
    })
    const again = await scene.signIn({ email: 'jeanne.mbuyi@mines.example', password: PASSWORD })
    expect(again.status).toBe(200)
  })

  it('lets somebody in with a passkey and no password', async () => {
    const token = tokenOf(await invite('administrator@cd', invited('Odile Ngoy')))
    const begun = await scene.act('', '/link/passkey/options', { token })
    const options = (await begun.json()) as { challenge: string }
    const passkey = passkeyInSoftware(scene.address)
    const keep = (lies: object) =>
      scene.act(cookiesOf(begun), '/link/passkey', {
        token,
        name: 'Key',
        response: passkey.create(options, lies),
      })
    const elsewhere = await keep({ origin: 'https://openkp.example' })
    expect(await codeOf(elsewhere)).toBe('ACCESS_PASSKEY_REFUSED')
    expect((await keep({})).status).toBe(200)
    const { officers } = await list('administrator@cd')
    expect(officers.find(({ email }) => email.startsWith('odile'))).toMatchObject({
      password: false,
      passkeys: 1,
    })
  })

  it.each([
    ['unknown', () => 'A'.repeat(43)],
    ['empty', () => ''],
    [
      'over',
      async () => {
        const given = await invite('administrator@eu', invited('Too Late'))
        await scene.fresh.database.query(
          `update access.invitation set expires_at = now() - interval '1 second' where id = $1`,
          [given.id],
        )
        return tokenOf(given)
      },
    ],
    [
      'withdrawn',
      async () => {
        const given = await invite('administrator@eu', invited('Not Wanted'))
        const away = await remove(
          await scene.signedIn('administrator@eu'),
          `/invitations/${given.id}`,
        )
        expect(away.status).toBe(204)
        return tokenOf(given)
      },
    ],
  ])('that is %s says the same as any other', async (_case, tokenFor) => {
    const token = await tokenFor()
    for (const path of ['/link', '/link/password', '/link/passkey/options']) {
      const answer = await scene.act('', path, { token, password: PASSWORD })
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'ACCESS_LINK_OVER'])
    }
  })

  it.each([
    [
      'both pairs of eyes',
      { roles: ['issuing_officer', 'validating_officer'] },
      422,
      'ACCESS_ROLES_BOTH_EYES',
    ],
    ['an administrator', { roles: ['node_administrator'] }, 403, 'ACCESS_NEEDS_SECOND'],
    ['who issues', { roles: ['issuing_officer'] }, 403, 'ACCESS_NEEDS_SECOND'],
    ['who looks', { roles: ['observer'], until: TODAY }, 403, 'ACCESS_NEEDS_SECOND'],
    [
      'who is here',
      { email: 'exporter@cd.demo.openkp.example', roles: ['importer'], firm: 'A SARL' },
      409,
      'ACCESS_HERE_ALREADY',
    ],
    ['no role', { roles: 'all' }, 400, 'PLATFORM_REQUEST'],
    ['a page of a name', { name: 'x'.repeat(5_000) }, 413, 'PLATFORM_BODY_TOO_LARGE'],
  ])('of one administrator is not for %s', async (_case, change, status, code) => {
    const cookie = await scene.signedIn('administrator@cd')
    const answer = await scene.act(cookie, '/invitations', { ...invited('Some Body'), ...change })
    expect([answer.status, await codeOf(answer)]).toEqual([status, code])
  })

  it('is not for two Participants: who has an account elsewhere is told by the link alone', async () => {
    const email = scene.account('exporter@ao').email
    const given = await invite('administrator@cd', { ...invited('From Angola'), email })
    const password = { token: tokenOf(given), password: PASSWORD }
    const answer = await scene.act('', '/link/password', password)
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'ACCESS_HERE_ALREADY'])
    const { rowCount } = await scene.fresh.database.query(
      'select 1 from access.invitation where id = $1 and accepted_at is null',
      [given.id],
    )
    expect(rowCount).toBe(1)
  })

  it('gives a visitor an account that ends with its last day', async () => {
    const until = new Date().toISOString().slice(0, 10)
    const token = tokenOf(
      await invite('administrator@cd', { ...invited('Rev Iewer'), roles: ['reviewer'], until }),
    )
    const entered = await scene.act('', '/link/password', { token, password: PASSWORD })
    const cookie = cookiesOf(entered)
    expect((await scene.me({ cookie })).status).toBe(200)
    await scene.fresh.database.query(
      `update access.officer set ends_at = now() - interval '1 second' where until is not null`,
    )
    scene.access.who.forget()
    expect((await scene.me({ cookie })).status).toBe(401)
    const again = await scene.signIn({ email: 'rev.iewer@mines.example', password: PASSWORD })
    expect([again.status, await codeOf(again)]).toEqual([401, 'ACCESS_SIGN_IN_FAILED'])
  })

  it('is an administrator’s to give, with a cookie from our own pages', async () => {
    for (const who of ['issuing@cd', 'exporter@cd']) {
      const answer = await scene.act(await scene.signedIn(who), '/invitations', invited('X Y'))
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'ACCESS_NOT_ALLOWED'])
    }
    const byToken = await scene.post('/api/access/invitations', invited('X Y'), {
      authorization: `Bearer ${scene.account('administrator@cd').token}`,
    })
    expect(await codeOf(byToken)).toBe('ACCESS_NOT_BY_TOKEN')
    const cookie = await scene.signedIn('administrator@cd')
    const elsewhere = await scene.post('/api/access/invitations', invited('X Y'), {
      cookie,
      origin: 'https://evil.example',
    })
    expect(await codeOf(elsewhere)).toBe('ACCESS_CROSS_SITE')
  })
})

describe('an officer', () => {
  it('is disabled, let in again, and signed out, by an administrator of the own Participant', async () => {
    const cookie = await scene.signedIn('inspector@cd')
    const administrator = await scene.signedIn('administrator@cd')
    const id = await idOf('inspector@cd')
    expect((await scene.act(administrator, `/officers/${id}/end-sessions`)).status).toBe(204)
    expect((await scene.me({ cookie })).status).toBe(401)
    expect((await scene.act(administrator, `/officers/${id}/disable`)).status).toBe(204)
    const { email, password, token } = scene.account('inspector@cd')
    expect((await scene.signIn({ email, password })).status).toBe(401)
    expect((await scene.me({ authorization: `Bearer ${token}` })).status).toBe(401)
    const stranger = await scene.signedIn('administrator@ao')
    expect((await scene.act(stranger, `/officers/${id}/enable`)).status).toBe(404)
    expect((await scene.signIn({ email, password })).status).toBe(401)
    expect((await scene.act(administrator, `/officers/${id}/enable`)).status).toBe(204)
    expect((await scene.signIn({ email, password })).status).toBe(200)
    const self = await idOf('administrator@cd')
    const answer = await scene.act(administrator, `/officers/${self}/disable`)
    expect(await codeOf(answer)).toBe('ACCESS_NOT_ONESELF')
  })
})

describe('a recovery', () => {
  const reason = 'Lost her telephone on the way to Mbuji-Mayi; I saw her passport.'
  const asKeyOfficer = (short: string) =>
    scene.fresh.database.query(
      `update access.officer set roles = '{key_officer}' where email = $1`,
      [scene.account(short).email],
    )
  const open = async (as: string, whose: string, body: object = { reason }) =>
    scene.act(await scene.signedIn(as), `/officers/${await idOf(whose)}/recovery`, body)

  it('needs two other people, ends all that the account had, and tells its owner', async () => {
    await asKeyOfficer('stationery@bw')
    await asKeyOfficer('inspector@bw')
    const lost = await scene.signedIn('issuing@bw')
    const short = await open('administrator@bw', 'issuing@bw', { reason: 'lost' })
    expect(await codeOf(short)).toBe('ACCESS_REASON')
    expect(await codeOf(await open('administrator@bw', 'administrator@bw'))).toBe(
      'ACCESS_NOT_ONESELF',
    )
    const opened = await open('administrator@bw', 'issuing@bw')
    const { id } = (await opened.json()) as { id: string }
    expect((await scene.me({ cookie: lost })).status).toBe(200)

    const confirm = async (as: string) =>
      scene.act(await scene.signedIn(as), `/recoveries/${id}/confirm`)
    expect(await codeOf(await confirm('administrator@bw'))).toBe('ACCESS_SECOND_PERSON')
    expect(await codeOf(await confirm('issuing@bw'))).toBe('ACCESS_NOT_ALLOWED')
    expect(await codeOf(await confirm('administrator@ao'))).toBe('ACCESS_NOT_FOUND')
    const both = await Promise.all([confirm('stationery@bw'), confirm('inspector@bw')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const given = (await both.find(({ status }) => status === 200)?.json()) as Given

    const { email, password, token } = scene.account('issuing@bw')
    expect((await scene.me({ cookie: lost })).status).toBe(401)
    expect((await scene.me({ authorization: `Bearer ${token}` })).status).toBe(401)
    expect((await scene.signIn({ email, password })).status).toBe(401)

    const link = { token: tokenOf(given), password: PASSWORD }
    const entered = await scene.act('', '/link/password', link)
    expect(await entered.json()).not.toHaveProperty('recovered')
    expect((await scene.act('', '/link/password', link)).status).toBe(404)
    const next = await scene.signIn({ email, password: PASSWORD })
    expect(await next.json()).toMatchObject({
      recovered: { openedBy: scene.account('administrator@bw').name },
    })
    const later = await scene.signIn({ email, password: PASSWORD })
    expect(await later.json()).not.toHaveProperty('recovered')
  })

  it('is not confirmed by the account itself, even as a key officer, nor after a day', async () => {
    await asKeyOfficer('stationery@eu')
    await asKeyOfficer('inspector@eu')
    const opened = await open('administrator@eu', 'stationery@eu')
    const { id } = (await opened.json()) as { id: string }
    const confirm = async (as: string) =>
      codeOf(await scene.act(await scene.signedIn(as), `/recoveries/${id}/confirm`))
    expect(await confirm('stationery@eu')).toBe('ACCESS_NOT_ONESELF')
    const { recoveries } = await list('inspector@eu')
    expect(recoveries.map((each) => each.id)).toEqual([id])
    await scene.fresh.database.query(
      `update access.recovery set expires_at = now() - interval '1 second' where id = $1`,
      [id],
    )
    expect(await confirm('inspector@eu')).toBe('ACCESS_NOT_FOUND')
  })
})
