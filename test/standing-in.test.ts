import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { decodeEntry } from '../src/access/journal.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** Who stands in for somebody acts in his own name, for days or hours, and nothing of it is hidden. */

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice({ alone: true })
  steps = stepsOf(office)
  await office.hire('second validator', 'CD', 'validating_officer')
})
afterAll(() => office.close())

const TODAY = new Date().toISOString().slice(0, 10)
const reason = 'Away until the beginning of next month.'
const idOf = async (short: string) => {
  const [row] = await office.rows<{ id: string }>(
    'select id from access.officer where email = $1 or name = $2',
    [`${short}.demo.openkp.example`, short],
  )
  return String(row?.id)
}
/** In person: no token stands in for anybody. */
const ask = async (who: string, method: string, path: string, body?: unknown) => {
  const { status, body: said } = await office.call(
    ...([null, method, `/api${path}`, body, await office.inPerson(who)] as const),
  )
  return { status, said, line: `${status} ${String(said.code ?? '')}`.trim() }
}
const name = (who: string, deputyId: string, role: string) =>
  ask(who, 'POST', '/access/deputies', { deputyId, role, from: TODAY, until: TODAY, reason })
const take = (who: string, role: string, hours = 2) =>
  ask(who, 'POST', '/access/break-glass', { role, hours, reason })
const entriesOf = async (participant: string) => {
  await sealJournal(office.database, new Date())
  const rows = await office.rows<{ entry: Buffer }>(
    'select entry from access.journal where participant = $1 order by seq',
    [participant],
  )
  return rows.map(({ entry }) => decodeEntry(new Uint8Array(entry)))
}
const textsOf = (said: Json) =>
  Array.from(said.history as unknown as readonly Json[]).map(({ text }) => String(text))

test('a deputy does it in his own name; the time line and the journal say for whom; then it ends', async () => {
  const deputyId = await idOf('importing@cd')
  const { number } = await steps.validated()
  const voiding = (who: string) =>
    ask(who, 'POST', `/certificates/${number}/void`, { reason: 'Wrong box.' })
  expect((await voiding('importing@cd')).line).toBe('403 ACCESS_NOT_ALLOWED')
  const named = await name('issuing@cd', deputyId, 'issuing_officer')
  // The office of ten keeps the clerk apart from who issues.
  expect(named.line).toBe('422 ACCESS_ROLES_OFFICE')
  await office.rows(`insert into access.office values ('CD', 'four')`)
  const { said } = await name('issuing@cd', deputyId, 'issuing_officer')
  expect((await ask('importing@cd', 'GET', '/access/me')).said.officer).toMatchObject({
    roles: ['confirmation_clerk', 'issuing_officer'],
    standing: [{ kind: 'deputy', role: 'issuing_officer', ofName: 'Clarisse Ngandu-Mbaya' }],
  })
  // A token is the own one.
  const byToken = { reason: 'Wrong box.' }
  const { body } = await office.call(
    ...(['importing@cd', 'POST', `/api/certificates/${number}/void`, byToken] as const),
  )
  expect(String(body.code)).toBe('ACCESS_NOT_ALLOWED')

  const proposed = await voiding('importing@cd')
  expect(proposed.status).toBe(202)
  const { id } = proposed.said.proposal as Json
  const approved = await ask('second validator', 'POST', `/access/proposals/${String(id)}/approve`)
  expect(approved.status).toBe(200)
  const { said: seen } = await ask('issuing@cd', 'GET', `/certificates/${number}`)
  expect(
    textsOf(seen).filter((text) => text.endsWith('As deputy of Clarisse Ngandu-Mbaya.')),
  ).toHaveLength(2)
  const entries = await entriesOf('CD')
  const acted = entries.filter(
    (each) => each?.act === 'certificates:void' && each.refusals.length === 0,
  )
  expect(acted.at(-1)).toMatchObject({
    officerId: deputyId,
    roles: expect.arrayContaining([`issuing_officer deputy ${await idOf('issuing@cd')}`]),
  })

  await office.rows(
    `update access.standing_in set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day'
     where id = $1`,
    [String(said.id)],
  )
  expect((await name('issuing@ao', await idOf('inspector@ao'), 'valuer')).line).toMatch(/^422/)
  expect((await voiding('importing@cd')).line).toBe('403 ACCESS_NOT_ALLOWED')
})

test('a deputy of who proposed it does not approve it by that', async () => {
  await office.rows(`insert into access.office values ('BW', 'four')`)
  const deputyId = await idOf('inspector@bw')
  expect((await name('validating@bw', deputyId, 'validating_officer')).status).toBe(200)
  const block = { first: 7001, last: 7010, stationery: 'BW-SPECIMEN-2' }
  const other = await office.call('stationery@bw', 'POST', '/api/certificates/number-blocks', block)
  const { number } = await steps.validated(undefined, 'BW')
  const own = await office.call('validating@bw', 'POST', `/api/certificates/${number}/void`, {
    reason: 'Wrong box.',
  })
  const approve = ({ body }: typeof own) =>
    ask('inspector@bw', 'POST', `/access/proposals/${String((body.proposal as Json).id)}/approve`)
  expect((await approve(own)).line).toBe('403 ACCESS_PROPOSAL_ROLE')
  expect((await approve(other)).status).toBe(201)
})

test('nobody is made a deputy by force: one’s own role, no firm, nobody abroad, and no role of keys', async () => {
  const clerk = await idOf('importing@cd')
  expect((await name('issuing@cd', await idOf('exporter@cd'), 'issuing_officer')).line).toBe(
    '422 ACCESS_STANDING_DEPUTY',
  )
  expect((await name('issuing@cd', await idOf('issuing@eu'), 'issuing_officer')).line).toBe(
    '422 ACCESS_STANDING_DEPUTY',
  )
  expect((await name('issuing@cd', clerk, 'key_officer')).line).toBe('422 ACCESS_STANDING_ROLE')
  expect((await name('issuing@cd', await idOf('issuing@cd'), 'issuing_officer')).line).toBe(
    '422 ACCESS_STANDING_DEPUTY',
  )
  expect((await name('administrator@cd', clerk, 'node_administrator')).line).toBe(
    '403 ACCESS_NOT_ALLOWED',
  )
})

test('for who fell ill two name the deputy, and the deputy is neither of them', async () => {
  const path = `/access/officers/${await idOf('administrator@eu')}/deputies`
  const asked = { role: 'node_administrator', from: TODAY, until: TODAY, reason }
  const propose = async (deputy: string) =>
    ask('administrator@eu', 'POST', path, { ...asked, deputyId: await idOf(deputy) })
  const { said } = await propose('inspector@eu')
  const approve = (who: string) =>
    ask(who, 'POST', `/access/proposals/${String((said.proposal as Json).id)}/approve`)
  await office.rows(`update access.officer set roles = '{verifier,key_officer}' where id = $1`, [
    await idOf('inspector@eu'),
  ])
  await ask('inspector@eu', 'POST', '/access/sign-out')
  expect((await approve('inspector@eu')).line).toBe('403 ACCESS_NOT_ONESELF')
  await office.rows(`update access.officer set roles = '{verifier}' where id = $1`, [
    await idOf('inspector@eu'),
  ])
  expect((await approve('accounts@eu')).status).toBe(200)
  const { said: me } = await ask('inspector@eu', 'GET', '/access/me')
  expect(me.officer).toMatchObject({ roles: ['verifier', 'node_administrator'] })
})

test('a role taken alone rings, is in every entry, and is looked at by somebody else in days', async () => {
  const taken = await take('inspector@cd', 'issuing_officer')
  expect(taken.status).toBe(200)
  expect((await take('inspector@cd', 'validating_officer')).line).toBe('422 ACCESS_ROLES_BOTH_EYES')
  expect((await take('inspector@cd', 'key_officer')).line).toBe('422 ACCESS_STANDING_ROLE')
  const { number } = await steps.validated()
  await ask('inspector@cd', 'POST', `/certificates/${number}/void`, { reason: 'Wrong box.' })
  const { said: seen } = await ask('issuing@cd', 'GET', `/certificates/${number}`)
  expect(textsOf(seen).at(-1)).toMatch(/In a role that was taken alone, for some hours\.$/)
  const id = String(taken.said.id)
  const acted = (await entriesOf('CD')).filter((each) => each?.act === 'certificates:void')
  const journal = await office.call('auditor@cd', 'GET', '/api/access/journal')
  const [newest] = Array.from(journal.body.entries as unknown as readonly Json[]).filter(
    ({ act }) => String(act) === 'certificates:void',
  )
  expect(newest?.standing).toEqual([{ role: 'issuing_officer', kind: 'break_glass', of: null }])
  expect(acted.at(-1)?.roles).toContain(`issuing_officer break_glass ${id}`)

  const rings = async (who: string) => {
    const { said } = await ask(who, 'GET', '/access/break-glass')
    return Array.from(said.taken as unknown as readonly Json[])
  }
  expect((await rings('auditor@cd')).at(-1)).toMatchObject({
    id,
    role: 'issuing_officer',
    isOverdue: false,
  })
  await office.rows(
    `update access.standing_in set review_due = now() - interval '1 day' where id = $1`,
    [id],
  )
  expect((await rings('administrator@cd')).at(-1)).toMatchObject({ isOverdue: true })
  // It rings where the alarms are too, and who took it takes nothing again until it was looked at.
  await office.hire('focal point', 'CD', 'focal_point')
  expect((await rings('focal point')).at(-1)).toMatchObject({ id, isOverdue: true })
  expect((await ask('issuing@cd', 'GET', '/access/break-glass')).line).toBe(
    '403 ACCESS_NOT_ALLOWED',
  )
  expect((await take('inspector@cd', 'valuer')).line).toBe('409 ACCESS_REVIEW_OVERDUE')

  const review = (who: string, finding: string) =>
    ask(who, 'POST', `/access/break-glass/${id}/review`, { finding })
  const finding = 'The box was wrong indeed; I spoke to both.'
  expect((await review('inspector@cd', finding)).line).toBe('403 ACCESS_NOT_ALLOWED')
  expect((await review('auditor@eu', finding)).line).toBe('404 ACCESS_NOT_FOUND')
  expect((await review('auditor@cd', 'fine')).line).toBe('422 ACCESS_FINDING')
  expect((await review('focal point', finding)).line).toBe('403 ACCESS_NOT_ALLOWED')
  expect((await review('auditor@cd', finding)).status).toBe(204)
  expect((await review('accounts@cd', finding)).line).toBe('409 ACCESS_REVIEWED')
  expect(await rings('auditor@cd')).toEqual([])
  // What still ran ended with it.
  const { said: me } = await ask('inspector@cd', 'GET', '/access/me')
  expect(me.officer).toMatchObject({ roles: ['verifier'] })
  expect((await take('inspector@cd', 'valuer')).status).toBe(200)
})

test('nobody reviews what he took himself, and the database has it so too', async () => {
  const both = await idOf('inspector@ao')
  const taken = await take('inspector@ao', 'issuing_officer')
  await office.rows(`update access.officer set roles = '{verifier,auditor}' where id = $1`, [both])
  const path = `/access/break-glass/${String(taken.said.id)}/review`
  const own = await ask('inspector@ao', 'POST', path, { finding: 'All was as it should be.' })
  expect(own.line).toBe('403 ACCESS_NOT_ONESELF')
  const forced = office.rows(
    `update access.standing_in set reviewed_by = officer_id, reviewed_at = now(), finding = 'fine' where id = $1`,
    [String(taken.said.id)],
  )
  await expect(forced).rejects.toMatchObject({ code: '23514' })
})

test('both hands of one certificate are never one person, by whatever roles', async () => {
  await office.hire('stand-in', 'CD', 'investigator')
  const { number } = await steps.issued()
  expect((await take('stand-in', 'issuing_officer')).status).toBe(200)
  await office.rows(
    `update access.standing_in set ended_at = now() where role = 'issuing_officer' and kind = 'break_glass'`,
  )
  expect((await take('stand-in', 'validating_officer')).status).toBe(200)
  await office.rows('update certificates.certificate set issued_by = $1 where number = $2', [
    await idOf('stand-in'),
    number,
  ])
  const { said } = await ask('stand-in', 'POST', `/certificates/${number}/validate`, VALIDATION)
  expect(JSON.stringify(said)).toContain('CERTIFICATES_SAME_OFFICER')
})
