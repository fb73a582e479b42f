import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, cookiesOf } from '../../../test/access-scene.ts'
import { authenticatorApp } from '../../../test/authenticator-app.ts'
import { type PasskeyInSoftware, passkeyInSoftware } from '../../../test/passkey-in-software.ts'
import type { PartyCode } from '../../values/codes.ts'
import { inviteFirst } from './first-people.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene(undefined, 0, 'officers')
})
afterAll(() => scene.close())

const PASSWORD = 'mvula ya kimia na nzela'
const get = (cookie: string, path: string) =>
  fetch(`${scene.base}/api/access${path}`, { headers: { cookie } })
const emailOf = (name: string) => `${name}@mines.example`
const withPassword = (name: string) => scene.signIn({ email: emailOf(name), password: PASSWORD })
const lacks = async (cookie: string) => {
  const { officer } = (await (await get(cookie, '/me')).json()) as { officer: { lacks?: string } }
  return officer.lacks
}

/** Invites an administrator by two, who comes in with a password. */
async function comesIn(name: string): Promise<string> {
  const body = { name, email: emailOf(name), roles: ['node_administrator'], language: 'en' }
  const { approve } = await scene.proposed('administrator@cd', '/officers', body)
  return byLink((await (await approve()).json()) as { link: string })
}

async function byLink({ link }: { readonly link: string }): Promise<string> {
  const token = new URL(link).hash.slice(1)
  return cookiesOf(await scene.act('', '/link/password', { token, password: PASSWORD }))
}

/** The digits that somebody reads from the own screen. */
async function digitsOf(cookie: string): Promise<string> {
  const { codeToRead = '' } = (await (await get(cookie, '/account')).json()) as {
    codeToRead?: string
  }
  return codeToRead
}

type Waiting = { officerId: string; email: string; kind: string; handedOver: boolean }
async function waitingFor(cookie: string): Promise<readonly Waiting[]> {
  const answer = await get(cookie, '/first-factors')
  return ((await answer.json()) as { waiting: Waiting[] }).waiting
}

/** `who` confirms somebody by the digits that he read to him. */
async function confirms(who: string, name: string, code: string): Promise<Response> {
  const found = (await waitingFor(who)).find(({ email }) => email === emailOf(name))
  return scene.act(who, `/officers/${found?.officerId}/confirm-factor`, { code })
}

async function addPasskey(cookie: string): Promise<PasskeyInSoftware> {
  const begun = await scene.act(cookie, '/passkeys/options')
  const options = (await begun.json()) as { challenge: string; user: { id: string } }
  const personId = Buffer.from(options.user.id, 'base64url').toString()
  const passkey = passkeyInSoftware(scene.address, personId)
  const kept = { name: 'Key', response: passkey.create(options) }
  const both = `${cookie}; ${cookiesOf(begun)}`
  expect((await scene.act(both, '/passkeys', kept)).status).toBe(204)
  return passkey
}

async function withPasskey(passkey: PasskeyInSoftware): Promise<string> {
  const begun = await scene.act('', '/passkey/options')
  const options = (await begun.json()) as { challenge: string }
  const response = passkey.get(options)
  return cookiesOf(await scene.act(cookiesOf(begun), '/passkey/sign-in', { response }))
}

it('lets an officer without one see the own account and set one up, and nothing else', async () => {
  const cookie = await comesIn('esther')
  expect(await lacks(cookie)).toBe('second_factor')
  expect((await get(cookie, '/account')).status).toBe(200)
  for (const path of ['/officers', '/tokens', '/proposals', '/standing-in'])
    expect(await codeOf(await get(cookie, path))).toBe('ACCESS_SECOND_FACTOR_FIRST')
  const token = { name: 'T', scope: [], until: '2030-01-01' }
  const made = await scene.act(cookie, '/tokens', token)
  expect([made.status, await codeOf(made)]).toEqual([403, 'ACCESS_SECOND_FACTOR_FIRST'])
  await addPasskey(cookie)
  expect(await lacks(cookie)).toBe('confirmation')
  expect(await codeOf(await get(cookie, '/officers'))).toBe('ACCESS_CONFIRMATION_FIRST')
})

it('opens nothing to who set up the first one before another person confirms who it was', async () => {
  const cookie = await comesIn('judith')
  await addPasskey(cookie)
  const [admin, handed] = await Promise.all(
    ['administrator@cd', 'accounts@cd'].map((short) => scene.signedIn(short)),
  )
  const code = await digitsOf(cookie)
  expect(code).toMatch(/^\d{6}$/)
  // The thief of her password adds nothing, and reads no list of officers.
  const more = await scene.act(cookie, '/passkeys/options')
  expect(await codeOf(more)).toBe('ACCESS_CONFIRMATION_FIRST')
  expect(await waitingFor(cookie)).toEqual([])
  const own = await scene.act(cookie, '/officers/x/confirm-factor', { code })
  expect(await codeOf(own)).toBe('ACCESS_CONFIRMATION_FIRST')
  const told = await waitingFor(admin ?? '')
  expect(told.find(({ email }) => email === emailOf('judith'))).toMatchObject({
    ...{ kind: 'passkey', handedOver: false },
  })
  const byLink = await confirms(handed ?? '', 'judith', code)
  expect([byLink.status, await codeOf(byLink)]).toEqual([403, 'ACCESS_CONFIRMATION_LINK'])
  const wrong = await confirms(admin ?? '', 'judith', code === '111111' ? '222222' : '111111')
  expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'ACCESS_CONFIRMATION_CODE'])
  expect(await lacks(cookie)).toBe('confirmation')
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  expect((await confirms(admin ?? '', 'judith', spaced)).status).toBe(204)
  expect([await lacks(cookie), await digitsOf(cookie)]).toEqual([undefined, ''])
  expect((await get(cookie, '/officers')).status).toBe(200)
  // The next one is added by who has one.
  await addPasskey(cookie)
  expect(await lacks(cookie)).toBeUndefined()
})

it('lets the first two, whom nobody could confirm, confirm each other, and nobody else', async () => {
  const { database } = scene.fresh
  const place = { address: scene.address, offsetMinutes: 0 }
  const asked = (names: readonly string[]) =>
    names.map((name) => ({
      ...{ name, email: emailOf(name), roles: ['node_administrator'] as const, firm: null },
      ...{ language: 'en' as const, until: null },
    }))
  const people = asked(['adam', 'eve'])
  const of = { participant: 'TG' as PartyCode, people, place, at: new Date() }
  const invited = await inviteFirst(database, of)
  const [adam = '', eve = ''] = invited.ok ? await Promise.all(invited.value.map(byLink)) : []
  await addPasskey(adam)
  expect(await codeOf(await get(eve, '/first-factors'))).toBe('ACCESS_SECOND_FACTOR_FIRST')
  await addPasskey(eve)
  expect((await confirms(adam, 'eve', await digitsOf(eve))).status).toBe(204)
  expect([await lacks(adam), await lacks(eve)]).toEqual(['confirmation', undefined])
  // And nobody who came another way.
  await database.query(
    `update access.invitation set invited_by = (select id from access.officer where email = $1)
     where email = $1`,
    [emailOf('adam')],
  )
  expect(await waitingFor(adam)).toEqual([])
  expect((await confirms(eve, 'adam', await digitsOf(adam))).status).toBe(204)
  expect(await lacks(adam)).toBeUndefined()
})

it('does not let the password alone in beside a passkey, so that it makes no other one', async () => {
  const first = await comesIn('rachel')
  const passkey = await addPasskey(first)
  const admin = await scene.signedIn('administrator@cd')
  expect((await confirms(admin, 'rachel', await digitsOf(first))).status).toBe(204)
  const refused = await withPassword('rachel')
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []])
  expect(await codeOf(refused)).toBe('ACCESS_SIGN_IN_WITH_PASSKEY')
  const { rows } = await scene.fresh.database.query(
    `select with_factor from access.session join access.person on person.id = user_id
     where email = $1`,
    [emailOf('rachel')],
  )
  expect(rows).toEqual([{ with_factor: true }])
  const cookie = await withPasskey(passkey)
  expect(await lacks(cookie)).toBeUndefined()
  // One that was opened before it was asked.
  await scene.fresh.database.query('update access.session set with_factor = false')
  scene.access.who.forget()
  expect(await lacks(cookie)).toBe('passkey')
  const options = await scene.act(cookie, '/passkeys/options')
  expect(await codeOf(options)).toBe('ACCESS_SIGN_IN_WITH_PASSKEY')
})

it('is content with codes, and asks again when they are taken away', async () => {
  const cookie = await comesIn('sarah')
  const made = await scene.act(cookie, '/second-factor', { password: PASSWORD })
  const app = authenticatorApp(((await made.json()) as { uri: string }).uri)
  const confirmed = await scene.act(cookie, '/second-factor/confirm', { code: app.code(-1) })
  expect(confirmed.status).toBe(204)
  const now = cookiesOf(confirmed)
  expect(await lacks(now)).toBe('confirmation')
  const admin = await scene.signedIn('administrator@cd')
  expect((await confirms(admin, 'sarah', await digitsOf(now))).status).toBe(204)
  expect((await get(now, '/officers')).status).toBe(200)
  expect((await scene.act(now, '/second-factor/remove', { code: app.code() })).status).toBe(204)
  expect(await lacks(now)).toBe('second_factor')
  // A first one again: by then somebody else may have the password.
  await addPasskey(now)
  expect(await lacks(now)).toBe('confirmation')
})

it('asks again after a recovery by two', async () => {
  const cookie = await comesIn('miriam')
  await addPasskey(cookie)
  const [first, second] = ['administrator@cd', 'accounts@cd'].map((short) => scene.signedIn(short))
  const listed = (await (await get((await first) ?? '', '/officers')).json()) as {
    officers: { id: string; email: string }[]
  }
  const { id } = listed.officers.find(({ email }) => email === emailOf('miriam')) ?? {}
  const reason = 'Her bag with the key was stolen.'
  const opened = await scene.act((await first) ?? '', `/officers/${id}/recovery`, { reason })
  const recovery = (await opened.json()) as { id: string }
  const confirmed = await scene.act((await second) ?? '', `/recoveries/${recovery.id}/confirm`)
  const given = (await confirmed.json()) as { link: string }
  const token = new URL(given.link).hash.slice(1)
  const easy = await scene.act('', '/link/password', { token, password: 'Liverpool-2026!' })
  expect(await codeOf(easy)).toBe('ACCESS_PASSWORD_COMMON')
  const back = await byLink(given)
  expect(await lacks(back)).toBe('second_factor')
  await addPasskey(back)
  const [handsOver = '', other = ''] = [await second, await first]
  const refused = await confirms(handsOver, 'miriam', await digitsOf(back))
  expect(await codeOf(refused)).toBe('ACCESS_CONFIRMATION_LINK')
  expect((await confirms(other, 'miriam', await digitsOf(back))).status).toBe(204)
})

it('asks none of the people of a firm, of programs, and of accounts that everybody is shown', async () => {
  const admin = await scene.signedIn('administrator@cd')
  expect(await lacks(admin)).toBeUndefined()
  const invited = await scene.act(admin, '/invitations', {
    ...{ name: 'F', email: emailOf('firm'), roles: ['exporter'], firm: 'Comptoir', language: 'en' },
  })
  expect(await lacks(await byLink((await invited.json()) as { link: string }))).toBeUndefined()
  const { token } = scene.account('administrator@cd')
  scene.setDemonstration(false)
  scene.access.who.forget()
  expect(await lacks(admin)).toBe('second_factor')
  const program = await scene.me({ authorization: `Bearer ${token}` })
  expect(await program.text()).not.toContain('lacks')
  scene.setDemonstration(true)
  scene.access.who.forget()
  expect((await scene.act(admin, '/sign-out', {})).status).toBe(204)
})
