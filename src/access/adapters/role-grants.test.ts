import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccessScene, accessScene, codeOf, own } from '../../../test/access-scene.ts'
import { rowsOf } from '../../platform/database.ts'
import { decodeEntry } from '../journal.ts'
import { sealJournal } from './seal-journal.ts'

/** Roles are given and taken by two, and no way round it is found. */

let scene: AccessScene
beforeAll(async () => {
  scene = await accessScene()
})
afterAll(() => scene.close())

const reason = 'Replaces Clarisse, who retires at the end of the month.'
type Row = { readonly id: string; readonly roles: readonly string[] }
const officer = async (short: string): Promise<Row> => {
  const { email } = scene.account(short)
  const sql = 'select id, roles from access.officer where email = $1'
  const [row] = await rowsOf<Row>(scene.fresh.database, sql, [email])
  if (row === undefined) throw new Error(`no officer ${short}`)
  return row
}
const propose = async (whose: string, roles: readonly string[], who = 'administrator@cd') => {
  const { id } = await officer(whose)
  return scene.proposed(who, `/officers/${id}/roles`, { roles, reason })
}
const approve = async (as: string, id: string) =>
  scene.act(await scene.signedIn(as), `/proposals/${id}/approve`)

it('a role is proposed by one administrator, and given once another approves; both are in the journal', async () => {
  const { id } = await officer('inspector@cd')
  const proposal = await propose('inspector@cd', ['verifier', 'valuer'])
  expect((await officer('inspector@cd')).roles).toEqual(['verifier'])
  const cookie = await scene.signedIn('inspector@cd')
  expect((await proposal.approve()).status).toBe(200)
  // At once, also for who is signed in.
  expect(await (await scene.me({ cookie })).json()).toMatchObject({
    officer: { roles: ['verifier', 'valuer'] },
  })
  await sealJournal(scene.fresh.database, new Date())
  const rows = await rowsOf<{ entry: Buffer }>(
    scene.fresh.database,
    `select entry from access.journal where participant = 'CD' and thing = $1 order by seq`,
    [id],
  )
  const entries = rows.map(({ entry }) => decodeEntry(new Uint8Array(entry)))
  expect(entries.map((each) => each?.act)).toEqual(['access:roles', 'access:second'])
  expect(entries[1]?.changes[0]).toEqual({
    ...{ thing: 'officer', key: id },
    ...{ before: { roles: 'verifier' }, after: { roles: 'verifier valuer' } },
  })
})

it('nobody approves what he proposed, nor his own roles, nor by a token, nor from elsewhere', async () => {
  const { id } = await propose('stationery@cd', ['stationery_custodian', 'valuer'])
  expect(await codeOf(await approve('administrator@cd', id))).toBe('ACCESS_PROPOSAL_OWN')
  expect(await codeOf(await approve('issuing@cd', id))).toBe('ACCESS_PROPOSAL_ROLE')
  expect(await codeOf(await approve('administrator@eu', id))).toBe('ACCESS_PROPOSAL_NOT_FOUND')
  const byToken = await scene.post(`/api/access/proposals/${id}/approve`, undefined, {
    authorization: `Bearer ${scene.account('accounts@cd').token}`,
  })
  expect(await codeOf(byToken)).toBe('ACCESS_NOT_BY_TOKEN')
  const his = await propose('accounts@cd', ['node_administrator', 'valuer'])
  expect(await codeOf(await his.approve())).toBe('ACCESS_NOT_ONESELF')
  expect((await officer('accounts@cd')).roles).toEqual(['node_administrator'])
})

it('a key officer is the second where there is one administrator', async () => {
  await scene.fresh.database.query(
    `update access.officer set roles = '{key_officer}' where email = $1`,
    [scene.account('stationery@bw').email],
  )
  const { id } = await propose('inspector@bw', ['valuer'], 'administrator@bw')
  expect((await approve('stationery@bw', id)).status).toBe(200)
  expect((await officer('inspector@bw')).roles).toEqual(['valuer'])
})

it('the only administrator stays one; what cannot be is refused before anybody is asked', async () => {
  const { id } = await officer('administrator@ao')
  const cookie = await scene.signedIn('administrator@ao')
  const ask = async (body: object) =>
    codeOf(await scene.act(cookie, `/officers/${id}/roles`, { reason, ...body }))
  expect(await ask({ roles: ['auditor'] })).toBe('ACCESS_LAST_ADMINISTRATOR')
  expect(await ask({ roles: ['node_administrator'] })).toBe('ACCESS_ROLES_SAME')
  expect(await ask({ roles: ['node_administrator', 'valuer'], reason: 'so' })).toBe('ACCESS_REASON')
  const abroad = await officer('inspector@eu')
  const answer = await scene.act(cookie, `/officers/${abroad.id}/roles`, { roles: ['valuer'] })
  expect(await codeOf(answer)).toBe('ACCESS_NOT_FOUND')
})

it('one person has one account: neither its e-mail nor its passkey opens a second', async () => {
  const { email } = scene.account('accounts@cd')
  const again = { name: 'Same', email, roles: ['valuer'], language: 'en' }
  const answer = await scene.act(await scene.signedIn('administrator@cd'), '/officers', again)
  expect(await codeOf(answer)).toBe('ACCESS_HERE_ALREADY')
  const twice = (sql: string) =>
    scene.fresh.database.query(sql).then(
      () => 'taken',
      (error: { code: string }) => error.code,
    )
  const UNIQUE = '23505'
  expect(
    await twice(`insert into access.person (id, name, email, email_verified)
      select 'other', name, email, true from access.person where email = '${email}'`),
  ).toBe(UNIQUE)
  expect(
    await twice(`insert into access.officer (participant, id, user_id, name, email, roles, language)
      select 'CD', gen_random_uuid(), user_id, name, email, roles, language
      from access.officer where email = '${email}'`),
  ).toBe(UNIQUE)
  const passkey = (short: string) => `insert into access.passkey
    (id, user_id, name, public_key, counter, transports, synced)
    select '\\x01', user_id, 'Key', '', 0, '{}', false from access.officer
    where email = '${scene.account(short).email}'`
  expect(await twice(passkey('accounts@cd'))).toBe('taken')
  expect(await twice(passkey('administrator@cd'))).toBe(UNIQUE)
})

it('an officer is invited by two, the link goes to the second and is kept nowhere', async () => {
  const asked = {
    ...{ name: 'Nana Ilunga', email: 'nana@mines.example', language: 'fr' },
    roles: ['issuing_officer'],
  }
  const proposal = await scene.proposed('administrator@cd', '/officers', asked)
  const cookie = await scene.signedIn('accounts@cd')
  const listed = await fetch(`${scene.base}/api/access/proposals`, { headers: { cookie } })
  const { proposals } = (await listed.json()) as { proposals: { id: string; asked: object }[] }
  expect(proposals.find(({ id }) => id === proposal.id)?.asked).toEqual(asked)
  const answer = await fetch(`${scene.base}/api/access/proposals/${proposal.id}/approve`, {
    method: 'POST',
    headers: { cookie, ...own, 'idempotency-key': 'once' },
  })
  const { link } = (await answer.json()) as { link: string }
  expect(link).toMatch(/\/welcome#[\w-]{43}$/)
  const kept = await rowsOf<{ kept: string }>(
    scene.fresh.database,
    `select proposal::text as kept from access.proposal where id = $1
     union all select click::text from platform.click`,
    [proposal.id],
  )
  const text = JSON.stringify(kept)
  expect(text).not.toContain(link.split('#')[1])
  expect(text).not.toContain('nana@mines.example')
})

it('an office says by two how large it is; a small one may join what a large one keeps apart', async () => {
  const roles = ['validating_officer', 'confirmation_clerk']
  const { id } = await officer('validating@eu')
  const cookie = await scene.signedIn('administrator@eu')
  const ask = () => scene.act(cookie, `/officers/${id}/roles`, { roles, reason })
  expect(await codeOf(await ask())).toBe('ACCESS_ROLES_OFFICE')
  const same = await scene.act(cookie, '/office', { size: 'ten' })
  expect(await codeOf(same)).toBe('ACCESS_OFFICE')
  const small = await scene.proposed('administrator@eu', '/office', { size: 'two' })
  expect(await codeOf(await ask())).toBe('ACCESS_ROLES_OFFICE')
  expect((await small.approve()).status).toBe(200)
  const joined = await propose('validating@eu', roles, 'administrator@eu')
  // Large again before it is approved: what is done counts, not what was asked.
  const large = await scene.proposed('administrator@eu', '/office', { size: 'four' })
  await large.approve()
  expect(await codeOf(await joined.approve())).toBe('ACCESS_ROLES_OFFICE')
  expect((await officer('validating@eu')).roles).toEqual(['validating_officer'])
  const hands = ['issuing_officer', 'validating_officer']
  const both = await scene.act(cookie, `/officers/${id}/roles`, { roles: hands, reason })
  expect(await codeOf(both)).toBe('ACCESS_ROLES_BOTH_EYES')
})
