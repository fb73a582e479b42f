import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseDueNames } from '../src/access/adapters/erase-account.ts'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { KEPT_BY_ACCESS } from '../src/access/erasure.ts'
import { decodeEntry } from '../src/access/journal.ts'
import { personRecords } from '../src/certificates/adapters/person-records.ts'
import { transaction } from '../src/platform/database.ts'
import type { Json } from './caller.ts'
import { range } from './hands.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** What is kept of a person is shown to that person, and goes when the law lets it go. */

const NAME = 'Quenneville Zzyzx-Odendaal'
const EMAIL = 'quenneville.zzyzx@authority.example'
const reason = 'Has asked for it in writing.'
const log: string[] = []
let office: Office
let id: string
let number: string
beforeAll(async () => {
  office = await openOffice({ alone: true, log })
  const steps = stepsOf(office)
  await office.hire(NAME, 'CD', 'issuing_officer')
  const [row] = await office.rows<{ id: string; user_id: string }>(
    'select id, user_id from access.officer where name = $1',
    [NAME],
  )
  id = String(row?.id)
  await office.rows('update access.officer set email = $2 where id::text = $1', [id, EMAIL])
  await office.rows('update access.person set email = $2 where id = $1', [row?.user_id, EMAIL])
  await leaveTraces(steps)
}, 60_000)
afterAll(() => office.close())

const as = async (who: string, method: string, path: string, body?: object) =>
  office.call(null, method, `/api/access${path}`, body, await office.inPerson(who))
const approve = (who: string, { body }: { readonly body: Json }) =>
  as(who, 'POST', `/proposals/${String((body.proposal as Json).id)}/approve`, {})

/** Everything that an officer leaves his name on. */
async function leaveTraces(steps: ReturnType<typeof stepsOf>): Promise<void> {
  const own = await steps.submitted()
  const issued = await office.ask(NAME, 'POST', `/applications/${own}/issue`, {})
  number = String(issued.number)
  await office.ask('validating@cd', 'POST', `/${number}/validate`, VALIDATION)
  const returned = await steps.submitted()
  await office.ask(NAME, 'POST', `/applications/${returned}/return`, { reason: 'A date.' })
  const key = { 'idempotency-key': 'seen' }
  const path = `/api/certificates/applications/${returned}/withdraw`
  await office.call('exporter@cd', 'POST', path, {}, key)
  const run = { ...range('CD', 40, 42), officer: id }
  await office.ask('stationery@cd', 'POST', '/blanks/allot', run)
  const others = await steps.submitted()
  await office.call(NAME, 'POST', `/api/certificates/${number}/void`, { reason: 'Wrong box.' })
  await office.ask(NAME, 'GET', `/applications/${others}`)
  await as(NAME, 'POST', '/break-glass', { role: 'verifier', hours: 1, reason: 'Nobody is here.' })
  await office.rows(
    `insert into certificates.alarm (participant, code, issuer, number, source, at, acknowledged_by, acknowledged_at)
     values ('CD', 'TWIN', 'EU', 'EU000001', 'EU', now(), $1, now())`,
    [NAME],
  )
  await office.rows(
    `insert into access.invitation (participant, id, sha256, name, email, roles, language, invited_by, expires_at)
     select 'CD', gen_random_uuid(), sha256('x'), $1, $2, '{verifier}', 'en', id, now() from access.officer
     where name = $1`,
    [NAME, EMAIL],
  )
}

/** Every text, JSON and byte column of every table that still says `what`. */
async function placesOf(what: string): Promise<string[]> {
  const columns = await office.rows<{ place: string; table: string; column: string; kind: string }>(
    `select format('%s.%s.%s', n.nspname, c.relname, a.attname) as place,
       format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column, t.typname as kind
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_type t on t.oid = a.atttypid
     where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema')
       and t.typname in ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text')`,
  )
  expect(columns.length).toBeGreaterThan(100)
  const found: string[] = []
  for (const { place, table, column, kind } of columns) {
    const holds =
      kind === 'bytea'
        ? `position(convert_to($1, 'UTF8') in ${column}) > 0`
        : `position($1 in ${column}::text) > 0`
    const rows = await office.rows(`select 1 from ${table} where ${holds} limit 1`, [what])
    if (rows.length > 0) found.push(place)
  }
  return found.sort()
}

test('a person sees all that is kept, as text and for programs, and no secret; others see it not', async () => {
  await sealJournal(office.database, new Date())
  const { body } = await as(NAME, 'GET', '/account/kept')
  expect(body).toMatchObject({
    account: { name: NAME, email: EMAIL, roles: ['issuing_officer'] },
    tokens: [{ name: 'hired' }],
    standing: [{ role: 'verifier', kind: 'break_glass' }],
    certificates: [{ number, act: 'issued' }],
  })
  const journal = Array.from(body.journal as unknown as readonly Json[]).map(({ act }) => act)
  expect(journal).toContain('certificates:issue')
  expect(JSON.stringify(body)).not.toMatch(/sha256|secret|password":"|public_key/)
  const headers = await office.inPerson(NAME)
  const url = `${office.baseUrl}/api/access/account/kept?as=text`
  const answer = await fetch(url, { headers: { ...headers, 'accept-language': 'fr' } })
  const text = await answer.text()
  expect(text).toContain('Ce que ce nœud conserve sur vous')
  expect(text).toContain(`nom: ${NAME}`)
  expect(text).toContain('CORE III')
  const path = `/officers/${id}/kept`
  expect((await as('issuing@cd', 'GET', path)).body.code).toBe('ACCESS_NOT_ALLOWED')
  expect((await as('administrator@eu', 'GET', path)).status).toBe(404)
  expect((await as('administrator@cd', 'GET', path)).body.account).toMatchObject({ name: NAME })
  await sealJournal(office.database, new Date())
  const [row] = await office.rows<{ entry: Buffer }>(
    `select entry from access.journal where act = 'access:export-person' and participant = 'CD'
     order by seq desc limit 1`,
  )
  expect(decodeEntry(new Uint8Array(row?.entry ?? []))).toMatchObject({ thing: id, refusals: [] })
})

test('erased by two, and only who has left; what stays is what the table of kept fields says', async () => {
  const path = `/officers/${id}/erase`
  const erase = (who = 'administrator@cd', why = reason) => as(who, 'POST', path, { reason: why })
  expect((await erase()).body.code).toBe('ACCESS_STILL_OPEN')
  expect((await as('administrator@cd', 'POST', `/officers/${id}/disable`, {})).status).toBe(204)
  expect((await erase('administrator@cd', 'x')).body.code).toBe('ACCESS_REASON')
  expect((await erase('issuing@cd')).body.code).toBe('ACCESS_NOT_ALLOWED')
  const asked = await erase()
  expect(asked.status).toBe(202)
  expect(await placesOf(EMAIL)).not.toEqual([])
  expect((await approve('administrator@cd', asked)).body.code).toBe('ACCESS_PROPOSAL_OWN')
  const done = await approve('accounts@cd', asked)
  expect(done.status).toBe(200)
  const report = done.body.kept as unknown as { where: string; source: string; until: string }[]
  expect(report.find(({ where }) => where === 'access.officer.name')).toMatchObject({
    source: 'CORE III',
    until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  })
  expect(await placesOf(EMAIL)).toEqual([])
  const kept = new Set([...KEPT_BY_ACCESS, ...personRecords.kept].map(({ where }) => where))
  const named = await placesOf(NAME)
  expect(named).toEqual([
    'access.officer.name',
    'certificates.alarm.acknowledged_by',
    'certificates.application.deficiency',
    'certificates.blank.holder_name',
    'certificates.blank.officer',
    'certificates.certificate.issued_by_name',
    'certificates.event.detail',
    'certificates.event.officer_name',
    'platform.click.response',
  ])
  expect(named.filter((place) => !kept.has(place))).toEqual([])
  expect((await erase()).body.code).toBe('ACCESS_ERASED')
  await as('administrator@cd', 'POST', `/officers/${id}/enable`, {})
  const [row] = await office.rows<{ open: boolean }>(
    'select disabled_at is null as open from access.officer where id::text = $1',
    [id],
  )
  expect(row?.open).toBe(false)
})

test('when the years are over the name goes by itself, everywhere; a colleague of the same name keeps his', async () => {
  const years = (before: string) =>
    transaction(office.database, (tx) => eraseDueNames(tx, personRecords, 'CD', new Date(before)))
  expect(await years('2020-01-01')).toBe(0)
  expect(await years('2999-01-01')).toBe(1)
  expect(await placesOf(NAME)).toEqual([])
  const seen = await office.ask('validating@cd', 'GET', `/${number}`)
  expect(JSON.stringify(seen)).toContain(`Former officer ${id.slice(0, 8)}`)
  expect(await years('2999-01-01')).toBe(0)

  const twin = 'Two Of One Name'
  await office.hire('twin', 'CD', 'verifier')
  await office.hire(twin, 'CD', 'verifier')
  await office.rows(`update access.officer set name = $1 where name = 'twin'`, [twin])
  await office.rows(
    `update certificates.alarm set acknowledged_by = $1 where participant = 'CD' and code = 'TWIN'`,
    [twin],
  )
  await office.rows(
    `update access.officer set disabled_at = now(), erased_at = now()
     where id = (select min(id::text)::uuid from access.officer where name = $1)`,
    [twin],
  )
  expect(await years('2999-01-01')).toBe(1)
  expect(await placesOf(twin)).toEqual([
    'access.officer.name',
    'access.person.name',
    'certificates.alarm.acknowledged_by',
  ])
})

test('no line of the log ever had the name or the e-mail', () => {
  expect(log.length).toBeGreaterThan(20)
  expect(log.filter((line) => line.includes(NAME) || line.includes(EMAIL))).toEqual([])
})
