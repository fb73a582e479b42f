import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessScene,
  accessScene,
  codeOf,
  cookiesOf,
  own,
} from '../../../test/access-scene.ts'
import { type PasskeyInSoftware, passkeyInSoftware } from '../../../test/passkey-in-software.ts'
import type { Assertion } from './passkey-shapes.ts'
import { assertionOptions, placeOf, verifyAssertion } from './passkeys.ts'
import { passkeysOf, passkeysOfOfficer } from './passkeys-store.ts'

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

type Options = { readonly challenge: string; readonly user: { readonly id: string } }
type Begun = { readonly options: Options; readonly cookie: string }

async function begin(cookie: string, path: string): Promise<Begun> {
  const answer = await scene.act(cookie, path)
  if (answer.status !== 200) throw new Error(await answer.text())
  const options = (await answer.json()) as Options
  return { options, cookie: [cookie, cookiesOf(answer)].filter(Boolean).join('; ') }
}

const signInWith = (begun: Begun, response: unknown) =>
  scene.act(begun.cookie, '/passkey/sign-in', { response })

type Owner = {
  readonly cookie: string
  readonly personId: string
  readonly passkey: PasskeyInSoftware
}

async function withPasskey(short: string): Promise<Owner> {
  const cookie = await scene.signedIn(short)
  const begun = await begin(cookie, '/passkeys/options')
  const personId = Buffer.from(begun.options.user.id, 'base64url').toString()
  const passkey = passkeyInSoftware(scene.address, personId)
  const response = passkey.create(begun.options)
  const kept = await scene.act(begun.cookie, '/passkeys', { name: 'Work phone', response })
  if (kept.status !== 204) throw new Error(await kept.text())
  return { cookie, personId, passkey }
}

describe('making one', () => {
  it('asks for one that is found without an e-mail and opened by its owner', async () => {
    const cookie = await scene.signedIn('issuing@ao')
    const { options } = await begin(cookie, '/passkeys/options')
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'OpenKP' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32)
  })

  it('keeps its public key, and ends the other sessions', async () => {
    const elsewhere = await scene.signedIn('issuing@cd')
    const { cookie, personId, passkey } = await withPasskey('issuing@cd')
    expect((await scene.me({ cookie: elsewhere })).status).toBe(401)
    const { officer } = (await (await scene.me({ cookie })).json()) as {
      officer: { participant: string; id: string }
    }
    const [kept] = await passkeysOfOfficer(scene.fresh.database, officer)
    expect(kept).toMatchObject({ personId, name: 'Work phone', transports: ['internal'] })
    expect(Buffer.from(kept?.id ?? []).equals(passkey.id)).toBe(true)
    expect(Buffer.from(kept?.publicKey ?? []).equals(Buffer.from(passkey.coseKey))).toBe(true)
  })

  it.each([
    ['another origin', { origin: 'https://openkp.example' }],
    ['the same name on another port', { origin: 'http://localhost:1' }],
    ['another name', { rpId: 'openkp.example' }],
    ['a page inside another', { crossOrigin: true }],
    ['nobody at the authenticator', { flags: 0x44 }],
    ['no finger and no code', { flags: 0x41 }],
    ['the answer to signing in', { type: 'webauthn.get' }],
  ])('refuses %s', async (_case, lies) => {
    const begun = await begin(await scene.signedIn('issuing@bw'), '/passkeys/options')
    const response = passkeyInSoftware(scene.address).create(begun.options, lies)
    const answer = await scene.act(begun.cookie, '/passkeys', { name: 'x', response })
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'ACCESS_PASSKEY_REFUSED'])
  })

  it('refuses a challenge twice, of another person, or of signing in', async () => {
    const cookie = await scene.signedIn('issuing@eu')
    const begun = await begin(cookie, '/passkeys/options')
    const keep = (to: Begun, at: Begun = to) => {
      const response = passkeyInSoftware(scene.address).create(to.options)
      return scene.act(at.cookie, '/passkeys', { name: 'x', response })
    }
    expect((await keep(begun)).status).toBe(204)
    expect(await codeOf(await keep(begun))).toBe('ACCESS_PASSKEY_TOO_LATE')
    const signingIn = await begin('', '/passkey/options')
    const mixed = { ...signingIn, cookie: `${cookie}; ${signingIn.cookie}` }
    expect(await codeOf(await keep(mixed))).toBe('ACCESS_PASSKEY_TOO_LATE')
    const another = await scene.signedIn('issuing@in')
    const challenge = begun.cookie.split('; ').filter((each) => each.startsWith('openkp_challenge'))
    const stolen = { ...begun, cookie: [another, ...challenge].join('; ') }
    expect(await codeOf(await keep(stolen))).toBe('ACCESS_PASSKEY_TOO_LATE')
  })

  it('refuses the passkey of somebody else, an eleventh one, and a name of two lines', async () => {
    const { passkey } = await withPasskey('validating@cd')
    const begun = await begin(await scene.signedIn('validating@ao'), '/passkeys/options')
    const response = passkey.create(begun.options)
    const taken = await scene.act(begun.cookie, '/passkeys', { name: 'x', response })
    expect([taken.status, await codeOf(taken)]).toEqual([409, 'ACCESS_PASSKEY_KNOWN'])

    const { cookie, personId } = await withPasskey('validating@bw')
    await scene.fresh.database.query(
      `insert into access.passkey (id, user_id, name, public_key, counter, transports, synced)
       select decode(lpad(n::text, 32, '0'), 'hex'), $1, 'x', '', 0, '{}', false
       from generate_series(1, 9) as n`,
      [personId],
    )
    const eleventh = await begin(cookie, '/passkeys/options')
    const more = passkeyInSoftware(scene.address).create(eleventh.options)
    const answer = await scene.act(eleventh.cookie, '/passkeys', { name: 'x', response: more })
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'ACCESS_PASSKEY_TOO_MANY'])
    const named = await scene.act(cookie, '/passkeys', { name: 'a\nb', response: more })
    expect(await codeOf(named)).toBe('ACCESS_NAME')
  })

  it('is not for tokens, nor for other sites', async () => {
    const { token } = scene.account('issuing@cd')
    const byToken = await scene.post(
      '/api/access/passkeys/options',
      {},
      {
        authorization: `Bearer ${token}`,
      },
    )
    expect(await codeOf(byToken)).toBe('ACCESS_NOT_BY_TOKEN')
    const cookie = await scene.signedIn('issuing@us')
    for (const path of ['/passkeys/options', '/passkeys', '/passkey/options', '/passkey/sign-in']) {
      const headers = { cookie, origin: 'https://evil.example' }
      const answer = await scene.post(`/api/access${path}`, {}, headers)
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'ACCESS_CROSS_SITE'])
    }
  })
})

describe('signing in', () => {
  it('needs no e-mail, opens a new session, and notes the use', async () => {
    const { passkey, personId } = await withPasskey('stationery@cd')
    const begun = await begin('openkp_session=planted.x', '/passkey/options')
    expect(begun.options).toMatchObject({ allowCredentials: [], userVerification: 'required' })
    const entered = await signInWith(begun, passkey.get(begun.options))
    expect(await entered.json()).toMatchObject({ officer: { participant: 'CD' } })
    const cookie = cookiesOf(entered)
    expect(cookie).not.toContain('planted')
    expect((await scene.me({ cookie })).status).toBe(200)
    const [kept] = await passkeysOf(scene.fresh.database, personId)
    expect(kept?.lastUsedAt).toBeInstanceOf(Date)
  })

  it('takes each challenge and each answer once', async () => {
    const { passkey } = await withPasskey('stationery@ao')
    const begun = await begin('', '/passkey/options')
    const response = passkey.get(begun.options)
    const answers = await Promise.all([signInWith(begun, response), signInWith(begun, response)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const newer = await signInWith(begun, passkey.get(begun.options))
    expect([newer.status, await codeOf(newer)]).toEqual([401, 'ACCESS_PASSKEY_TOO_LATE'])
    const another = await begin('', '/passkey/options')
    expect(await codeOf(await signInWith(another, response))).toBe('ACCESS_PASSKEY_REFUSED')
  })

  it.each([
    ['another origin', { origin: 'https://openkp.example' }],
    ['another name', { rpId: 'openkp.example' }],
    ['a page inside another', { crossOrigin: true }],
    ['no finger and no code', { flags: 0x01 }],
    ['another owner', { userHandle: 'somebody else' }],
    ['the answer to making one', { type: 'webauthn.create' }],
  ])('refuses %s', async (_case, lies) => {
    const { passkey, cookie } = await withPasskey('inspector@cd')
    const begun = await begin('', '/passkey/options')
    const answer = await signInWith(begun, passkey.get(begun.options, lies))
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'ACCESS_PASSKEY_REFUSED'])
    await scene.act(cookie, '/sign-out')
    await scene.fresh.database.query('delete from access.passkey')
  })

  it('refuses a counter that went back: there are two of it', async () => {
    const { passkey } = await withPasskey('inspector@ao')
    const at = async (counter: number) => {
      const begun = await begin('', '/passkey/options')
      return signInWith(begun, passkey.get(begun.options, { counter }))
    }
    expect((await at(9)).status).toBe(200)
    const copy = await at(9)
    expect([copy.status, await codeOf(copy)]).toEqual([403, 'ACCESS_PASSKEY_COPIED'])
    expect(await codeOf(await at(0))).toBe('ACCESS_PASSKEY_COPIED')
    expect((await at(10)).status).toBe(200)
  })

  it('refuses one that nobody has, a signature by another key, and what is no passkey', async () => {
    const { passkey, personId } = await withPasskey('inspector@bw')
    const begun = await begin('', '/passkey/options')
    const stranger = passkeyInSoftware(scene.address, personId)
    const unknown = await signInWith(begun, stranger.get(begun.options))
    expect([unknown.status, await codeOf(unknown)]).toEqual([401, 'ACCESS_PASSKEY_UNKNOWN'])
    const id = passkey.id.toString('base64url')
    const forged = { ...stranger.get(begun.options), id, rawId: id }
    expect(await codeOf(await signInWith(begun, forged))).toBe('ACCESS_PASSKEY_REFUSED')
    const { response } = passkey.get(begun.options)
    for (const broken of ['', 'e30', 'bm90IEpTT04']) {
      const answer = { ...forged, response: { ...response, clientDataJSON: broken } }
      expect(await codeOf(await signInWith(begun, answer))).toBe('ACCESS_PASSKEY_REFUSED')
    }
    expect((await signInWith(begun, 'x')).status).toBe(400)
    const large = { ...forged, response: { ...response, signature: 'A'.repeat(50_000) } }
    expect((await signInWith(begun, large)).status).toBe(413)
  })

  it('lets nobody in who is disabled', async () => {
    const { passkey, personId } = await withPasskey('inspector@eu')
    await scene.fresh.database.query(
      'update access.officer set disabled_at = now() where user_id = $1',
      [personId],
    )
    const begun = await begin('', '/passkey/options')
    const answer = await signInWith(begun, passkey.get(begun.options))
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'ACCESS_SIGN_IN_FAILED'])
  })
})

describe('taking one away', () => {
  it('is for its owner, and never the last way in', async () => {
    const { passkey, cookie, personId } = await withPasskey('importing@cd')
    const id = passkey.id.toString('base64url')
    const remove = (from: string) =>
      fetch(`${scene.base}/api/access/passkeys/${id}`, {
        method: 'DELETE',
        headers: { cookie: from, ...own },
      })
    expect((await remove(await scene.signedIn('importing@ao'))).status).toBe(404)
    await scene.fresh.database.query('delete from access.credential where user_id = $1', [personId])
    const last = await remove(cookie)
    expect([last.status, await codeOf(last)]).toEqual([409, 'ACCESS_LAST_WAY_IN'])
    await withPasskey('importing@bw')
    await scene.fresh.database.query(
      `insert into access.passkey (id, user_id, name, public_key, counter, transports, synced)
       values ('a', $1, 'x', '', 0, '{}', false)`,
      [personId],
    )
    expect((await remove(cookie)).status).toBe(204)
    expect(await passkeysOf(scene.fresh.database, personId)).toHaveLength(1)
  })
})

describe('signing an act', () => {
  it('signs the challenge that it is given, by the person whom it asks', async () => {
    const { passkey, personId } = await withPasskey('validating@eu')
    const { database } = scene.fresh
    const place = placeOf(scene.address)
    const digest = randomBytes(32)
    const options = await assertionOptions(database, place, personId, digest)
    expect(options.challenge).toBe(digest.toString('base64url'))
    expect(options.allowCredentials).toEqual([
      { id: passkey.id.toString('base64url'), type: 'public-key', transports: ['internal'] },
    ])
    const response = passkey.get(options as { challenge: string }) as Assertion
    const { challenge } = options
    const verify = (asked: Partial<Parameters<typeof verifyAssertion>[2]>) =>
      verifyAssertion(database, place, { personId, challenge, response, ...asked })
    expect(await verify({ personId: 'another' })).toMatchObject({ ok: false })
    expect(await verify({ challenge: randomBytes(32).toString('base64url') })).toMatchObject({
      ok: false,
    })
    expect(await verify({})).toMatchObject({ ok: true, value: { personId } })
  })
})
