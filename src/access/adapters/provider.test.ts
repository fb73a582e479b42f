import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessScene,
  accessScene,
  codeOf,
  cookiesOf,
  own,
} from '../../../test/access-scene.ts'
import { type Lie, startHostileProvider } from '../../../test/hostile-provider.ts'
import { CLIENT, startProvider, visitProvider } from '../../../test/provider-visit.ts'
import { readProviderFile } from './provider-file.ts'

const fileFor =
  (issuer: string, more: object = {}) =>
  (folder: string) => {
    const file = { issuer, ...CLIENT, label: 'Ministry', ...more }
    return writeFile(join(folder, 'oidc.json'), JSON.stringify(file))
  }

type Begun = { readonly url: string; readonly cookie: string }

async function begin(scene: AccessScene, cookie: string, path = '/provider/begin'): Promise<Begun> {
  const answer = await scene.act(cookie, path)
  if (answer.status !== 200) throw new Error(await answer.text())
  const { url } = (await answer.json()) as { url: string }
  return { url, cookie: [cookie, cookiesOf(answer)].filter(Boolean).join('; ') }
}

const comeBack = (scene: AccessScene, address: string, cookie: string) =>
  fetch(address.replace(scene.address, scene.base), {
    redirect: 'manual',
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
  })
const wayOf = (response: Response) => [response.status, response.headers.get('location')]

describe('a real provider', () => {
  let scene: AccessScene
  let provider: Awaited<ReturnType<typeof startProvider>>
  beforeAll(async () => {
    const port = await freePort()
    provider = await startProvider(`http://localhost:${port}`)
    scene = await accessScene(fileFor(provider.issuer), port)
  })
  afterAll(async () => {
    await scene.close()
    provider.stop()
  })

  const link = async (cookie: string, subject: string) => {
    const begun = await begin(scene, cookie, '/provider/link')
    return comeBack(scene, await visitProvider(begun.url, subject), begun.cookie)
  }
  const signIn = async (subject: string) => {
    const begun = await begin(scene, '')
    return comeBack(scene, await visitProvider(begun.url, subject), begun.cookie)
  }

  it('lets nobody in who is not linked, whatever the name', async () => {
    const { email } = scene.account('issuing@cd')
    expect(wayOf(await signIn(email))).toEqual([303, '/?refused=ACCESS_PROVIDER_UNKNOWN'])
  })

  it('is linked by who is signed in, then opens a new session', async () => {
    const elsewhere = await scene.signedIn('issuing@cd')
    const cookie = await scene.signedIn('issuing@cd')
    expect(wayOf(await link(cookie, 'e.tshibola'))).toEqual([303, '/account'])
    expect((await scene.me({ cookie: elsewhere })).status).toBe(401)
    const entered = await signIn('e.tshibola')
    expect(wayOf(entered)).toEqual([303, '/'])
    const me = await scene.me({ cookie: cookiesOf(entered) })
    expect(await me.json()).toMatchObject({ officer: { email: scene.account('issuing@cd').email } })

    const taken = await link(await scene.signedIn('issuing@ao'), 'e.tshibola')
    expect(wayOf(taken)).toEqual([303, '/account?refused=ACCESS_PROVIDER_TAKEN'])
    const second = await link(cookie, 'another.account')
    expect(wayOf(second)).toEqual([303, '/account?refused=ACCESS_PROVIDER_TAKEN'])
  })

  it('comes back once, to the browser that went, and to nobody else', async () => {
    const begun = await begin(scene, '')
    const address = await visitProvider(begun.url, 'e.tshibola')
    const refused = [303, '/?refused=ACCESS_PROVIDER_REFUSED']
    const stranger = await begin(scene, '')
    expect(wayOf(await comeBack(scene, address, stranger.cookie))).toEqual(refused)
    expect(wayOf(await comeBack(scene, address, ''))).toEqual(refused)
    expect(wayOf(await comeBack(scene, address, begun.cookie))).toEqual([303, '/'])
    expect(wayOf(await comeBack(scene, address, begun.cookie))).toEqual(refused)
  })

  it('links to nobody else than who began', async () => {
    const begun = await begin(scene, await scene.signedIn('issuing@bw'), '/provider/link')
    const address = await visitProvider(begun.url, 'm.allory')
    const errand = begun.cookie.split('; ').filter((each) => each.startsWith('openkp_errand'))
    const victim = await scene.signedIn('issuing@eu')
    const answer = await comeBack(scene, address, [victim, ...errand].join('; '))
    expect(wayOf(answer)).toEqual([303, '/account?refused=ACCESS_PROVIDER_REFUSED'])
  })

  it('is unlinked by its owner, and never the last way in', async () => {
    const cookie = await scene.signedIn('issuing@in')
    await link(cookie, 'i.n')
    const unlink = () =>
      fetch(`${scene.base}/api/access/provider/link`, {
        method: 'DELETE',
        headers: { cookie, ...own },
      })
    const password = `delete from access.credential where provider_id = 'credential'
      and user_id = (select id from access.person where email = $1) returning *`
    expect((await unlink()).status).toBe(204)
    expect((await unlink()).status).toBe(409)
    await link(cookie, 'i.n')
    await scene.fresh.database.query(password, [scene.account('issuing@in').email])
    const last = await unlink()
    expect([last.status, await codeOf(last)]).toEqual([409, 'ACCESS_LAST_WAY_IN'])
  })
})

describe('a real provider, where a second factor is asked', () => {
  let scene: AccessScene
  let provider: Awaited<ReturnType<typeof startProvider>>
  const acr = 'urn:mines.example:two-factors'
  beforeAll(async () => {
    const port = await freePort()
    provider = await startProvider(`http://localhost:${port}`)
    const file = { secondFactor: { acr: [acr], amr: ['hwk'] }, maxAgeMinutes: 5 }
    scene = await accessScene(fileFor(provider.issuer, file), port, 'everybody')
    await scene.fresh.database.query(
      `insert into access.credential (id, account_id, provider_id, user_id, updated_at)
       select 'x', 'e.tshibola', $1, id, now() from access.person where email = $2`,
      [provider.issuer, scene.account('issuing@cd').email],
    )
    scene.setDemonstration(false)
  })
  afterAll(async () => {
    await scene.close()
    provider.stop()
  })

  it('is asked for it, and lets in only whom it says to have given it a short time ago', async () => {
    const by = async (amr: string, age = '0') => {
      const begun = await begin(scene, '')
      const asked = new URL(begun.url).searchParams
      expect([asked.get('acr_values'), asked.get('max_age')]).toEqual([acr, '300'])
      const address = await visitProvider(begun.url, 'e.tshibola', { amr, age })
      return wayOf(await comeBack(scene, address, begun.cookie))
    }
    expect(await by('pwd')).toEqual([303, '/?refused=ACCESS_PROVIDER_FACTOR'])
    expect(await by('pwd otp mfa')).toEqual([303, '/'])
    expect(await by('hwk')).toEqual([303, '/'])
    expect(await by('pwd otp mfa', '600')).toEqual([303, '/?refused=ACCESS_PROVIDER_STALE'])
    const { rows } = await scene.fresh.database.query('select with_factor from access.session')
    expect(rows).toEqual([{ with_factor: true }, { with_factor: true }])
  })
})

describe('a hostile provider', () => {
  let scene: AccessScene
  let provider: Awaited<ReturnType<typeof startHostileProvider>>
  beforeAll(async () => {
    provider = await startHostileProvider()
    scene = await accessScene(fileFor(provider.issuer))
    await scene.fresh.database.query(
      `insert into access.credential (id, account_id, provider_id, user_id, updated_at)
       select 'x', 'mallory', $1, id, now() from access.person order by email limit 1`,
      [provider.issuer],
    )
  })
  afterAll(async () => {
    await scene.close()
    provider.stop()
  })

  const visit = async (lie: Lie, query?: Readonly<Record<string, string>>) => {
    const begun = await begin(scene, '')
    const address = provider.visit(begun.url, lie, query)
    return wayOf(await comeBack(scene, address, begun.cookie))
  }
  const past = Math.floor(Date.now() / 1000) - 3_600

  it('is believed when it tells the truth', async () => {
    expect(await visit({})).toEqual([303, '/'])
  })

  it.each<[string, Record<string, unknown>]>([
    ['a sign-in of an hour ago', { auth_time: past }],
    ['a sign-in that is to come', { auth_time: past + 7_200 }],
    ['no time of it', { auth_time: undefined }],
  ])('is refused with %s', async (_case, claims) => {
    expect(await visit({ claims })).toEqual([303, '/?refused=ACCESS_PROVIDER_STALE'])
  })

  it.each<[string, Lie, Record<string, string>?]>([
    ['another issuer', { claims: { iss: 'https://other.example' } }],
    ['another audience', { claims: { aud: 'somebody else' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['another nonce', { claims: { nonce: 'replayed' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['a time of signing in that is none', { claims: { auth_time: 'now' } }],
    ['an ID token that is over', { claims: { iat: past, exp: past + 60 } }],
    ['no end', { claims: { exp: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a very long subject', { claims: { sub: 'x'.repeat(300) } }],
    ['algorithm none', { alg: 'none', unsigned: true }],
    ['no signature', { unsigned: true }],
    ['the public key as a secret', { alg: 'HS256' }],
    ['another key', { otherKey: true }],
    ['no ID token', { noToken: true }],
    ['another state', {}, { state: 'x' }],
    ['a mixed-up issuer', {}, { iss: 'https://other.example' }],
    ['an error', {}, { error: 'access_denied', code: '' }],
  ])('is refused with %s', async (_case, lie, query) => {
    expect(await visit(lie, query)).toEqual([303, '/?refused=ACCESS_PROVIDER_REFUSED'])
  })
})

describe('a provider that is away', () => {
  it('stops nobody from signing in another way', async () => {
    const scene = await accessScene(fileFor(`http://localhost:${await freePort()}`))
    const answer = await scene.act('', '/provider/begin')
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'ACCESS_PROVIDER_AWAY'])
    expect(await (await fetch(`${scene.base}/api/access/ways`)).json()).toEqual({
      provider: 'Ministry',
      address: scene.address,
    })
    await scene.signedIn('issuing@cd')
    await scene.close()
  })

  it('is not asked for where there is none', async () => {
    const scene = await accessScene()
    const answer = await scene.act('', '/provider/begin')
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'ACCESS_NO_PROVIDER'])
    await scene.close()
  })
})

describe('oidc.json', () => {
  const good = { issuer: 'https://id.mines.example', ...CLIENT, label: 'Ministry of Mines' }
  it.each<[string, unknown, string]>([
    ['a list', [], 'all of it'],
    ['no JSON', undefined, 'all of it'],
    ['plain HTTP to another machine', { ...good, issuer: 'http://id.mines.example' }, 'issuer'],
    ['no address', { ...good, issuer: 'mines' }, 'issuer'],
    ['no secret', { ...good, clientSecret: '' }, 'clientSecret'],
    ['no label', { ...good, label: ' ' }, 'label'],
    ['no value of a second factor', { ...good, secondFactor: {} }, 'secondFactor'],
    ['two values in one', { ...good, secondFactor: { acr: ['a b'] } }, 'secondFactor.acr.0'],
    ['an age of a day', { ...good, maxAgeMinutes: 1440 }, 'maxAgeMinutes'],
    ['a field that nobody knows', { ...good, scope: 'email' }, 'all of it'],
  ])('stops the start with %s', async (_case, content, field) => {
    const folder = await mkdtemp(join(tmpdir(), 'openkp-oidc-'))
    await writeFile(join(folder, 'oidc.json'), JSON.stringify(content) ?? '{')
    const read = await readProviderFile(folder)
    expect(read).toMatchObject({
      refusals: [{ code: 'PLATFORM_PROVIDER_FILE', detail: { field } }],
    })
    expect(JSON.stringify(read)).not.toContain(CLIENT.clientSecret)
    await rm(folder, { recursive: true })
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}
