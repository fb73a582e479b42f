import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, cookiesOf } from '../../../test/access-scene.ts'
import { authenticatorApp } from '../../../test/authenticator-app.ts'
import { type PasskeyInSoftware, passkeyInSoftware } from '../../../test/passkey-in-software.ts'

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
  expect(await lacks(cookie)).toBeUndefined()
  expect((await get(cookie, '/officers')).status).toBe(200)
})

it('does not let the password alone in beside a passkey, so that it makes no other one', async () => {
  const passkey = await addPasskey(await comesIn('rachel'))
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
  expect(await lacks(now)).toBeUndefined()
  expect((await get(now, '/officers')).status).toBe(200)
  expect((await scene.act(now, '/second-factor/remove', { code: app.code() })).status).toBe(204)
  expect(await lacks(now)).toBe('second_factor')
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
