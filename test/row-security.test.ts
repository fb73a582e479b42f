import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { rowsOf, sqlState, type Tx, transaction } from '../src/platform/database.ts'
import { placeEntries } from '../src/transparency/adapters/log-store.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf } from './shipment.ts'

/** What one Participant keeps, tried by plain SQL as the role that acts, in the scope of another. */

let office: Office
let tables: readonly string[]
beforeAll(async () => {
  office = await openOffice()
  const steps = stepsOf(office)
  const shipment = await steps.exported()
  await office.settled()
  await steps.confirmed('importing@eu', shipment)
  const draft = await office.ask('exporter@cd', 'POST', '/applications', { content: {} })
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const paper = { name: 'a.png', bytes: png }
  await office.upload('exporter@cd', `/applications/${String(draft.id)}/attachments`, paper)
  const { number } = await steps.issued()
  await office.upload('validating@cd', `/${number}/attachments`, paper)
  const key = { 'idempotency-key': 'one' }
  await office.call('exporter@cd', 'POST', '/api/certificates/applications', {}, key)
  // What is queued so far gets its place in the log; what comes after it waits.
  for (const party of ['CD', 'EU'] as PartyCode[])
    await transaction(office.database, (tx) => placeEntries(tx, party))
  const wrong = await steps.validated()
  await office.ask('issuing@cd', 'POST', `/${wrong.number}/void`, { reason: 'Wrong box.' })
  await office.settled()
  await sealJournal(office.database, new Date())
  await office.rows(
    `insert into access.journal_head values ('CD', '2026-01-01', 1, sha256(''), ''), ('EU', '2026-01-01', 1, sha256(''), '')`,
  )
  await office.rows(
    `insert into access.standing_in (participant, id, officer_id, role, kind, starts_at, ends_at, reason,
       given_by, review_due)
     select participant, gen_random_uuid(), id, 'valuer', 'break_glass', now(), now() + interval '1 hour', 'r', id,
       now() from access.officer where participant in ('CD', 'EU') and 'verifier' = any(roles)`,
  )
  await office.rows(
    `insert into certificates.reservation select participant, slot, gen_random_uuid(), now()
     from certificates.blank where participant in ('CD', 'EU') and state = 'in_stock' and slot < 1000`,
  )
  await office.rows(
    `insert into participants.profile_change (participant, field, value, source, reason, holds_from,
       proposed_by, approved_by, approved_at)
     select participant, 'retentionYears', '5', 's', 'r', '2099-01-01', min(id::text)::uuid, max(id::text)::uuid,
       now() from access.officer where participant in ('CD', 'EU') group by 1`,
  )
  await office.rows(
    `insert into access.signing_list
     select of, 1, repeat('ab', 32), '{}', now() from unnest(array['CD', 'EU']) as of`,
  )
  await office.rows(
    `insert into certificates.awaiting (participant, number, what, since)
     select of, of || '000001', 'certificate', now() from unnest(array['CD', 'EU']) as of`,
  )
  await office.rows(
    `insert into certificates.card (participant, fingerprint, officer_id, officer_name, subject, issuer, serial,
       not_after, registered_at)
     select of, repeat('ab', 32), gen_random_uuid(), 'A', 'CN=A', 'CN=B', '01', now(), now()
     from unnest(array['CD', 'EU']) as of`,
  )
  await office.rows(
    `insert into certificates.delegation (participant, id, firm, origins, from_day, until_day, per, granted_by,
       granted_by_name, granted_at)
     select code, gen_random_uuid(), firm, '{}', now(), now(), 'licence', 'g', 'G', now()
     from unnest('{CD,EU}'::text[]) code, unnest('{Comptoir Lubilandi SARL,Other}'::text[]) firm`,
  )
  await office.rows(
    `insert into certificates.monitor_review (participant, number, id, mode, supervised_by, asked_at, asked_by,
       due_on, claims_digest)
     select participant, number, gen_random_uuid(), 'post_approval', 'T', now(), 'v', now(), sha256('')
     from certificates.certificate`,
  )
  await office.call('exporter@cd', 'POST', '/api/certificates/applications', {})
  const found = await office.rows<{ name: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and has_table_privilege('openkp_app', c.oid, 'select')
       and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  tables = found.map(({ name }) => name)
}, 60_000)
afterAll(() => office.close())

const within = <T>(scope: string | undefined, work: (tx: Tx) => Promise<T>) =>
  transaction(office.means.database, work, scope === undefined ? {} : { scope })
const rowsSeen = (scope: string | undefined, table: string, of: string) =>
  within(scope, async (tx) => {
    const sql = `select count(*)::int as count from ${table} where participant = $1`
    const [row] = await rowsOf<{ count: number }>(tx, sql, [of])
    return row?.count ?? -1
  })
const refusedWith = (scope: string, sql: string) =>
  within(scope, (tx) => tx.query(sql)).then(({ rowCount }) => `${rowCount} rows`, sqlState)

const NOT_ALLOWED = '42501'

test('every table that acts can reach has the Participant first in its key, and row security', async () => {
  expect(tables.length).toBeGreaterThan(15)
  const bare = await office.rows<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.oid = any ($1::regclass[]) and not (c.relrowsecurity and exists (
       select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where i.indrelid = c.oid and i.indisprimary and a.attname = 'participant'))`,
    [tables],
  )
  expect(bare).toEqual([])
})

test('every table that holds a Participant has row security, or nobody who acts can read it', async () => {
  const open = await office.rows<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where a.attname = 'participant' and c.relkind in ('r', 'p') and not c.relrowsecurity
       and has_table_privilege('openkp_app', c.oid, 'select, insert, update, delete')`,
  )
  expect(open).toEqual([])
})

describe('rows', () => {
  test('are seen by their own Participant, by no other, and by nobody who does not say for whom', async () => {
    const empty: string[] = []
    for (const table of tables) {
      const own = await rowsSeen('CD', table, 'CD')
      if (own === 0) empty.push(table)
      const others = [await rowsSeen('EU', table, 'CD'), await rowsSeen(undefined, table, 'CD')]
      expect([table, ...others]).toEqual([table, 0, 0])
    }
    // Goods come in at the other end: they are looked at from there.
    const incoming = ['certificates.arrival', 'certificates.presentation']
    expect(empty.filter((table) => table !== 'certificates.alarm').sort()).toEqual(incoming)
    for (const table of incoming) {
      expect(await rowsSeen('EU', table, 'EU')).toBeGreaterThan(0)
      expect(await rowsSeen('CD', table, 'EU')).toBe(0)
    }
  })

  test('of another are neither changed nor removed, and none is added in its name', async () => {
    for (const table of tables) {
      const change = `update ${table} set participant = 'EU' where participant = 'CD'`
      expect([table, await refusedWith('EU', change)]).toEqual([
        table,
        expect.stringMatching(/^(42501|0 rows)$/),
      ])
      const removal = `delete from ${table} where participant = 'CD'`
      expect([table, await refusedWith('EU', removal)]).toEqual([
        table,
        expect.stringMatching(/^(42501|0 rows)$/),
      ])
    }
    const forged = `insert into certificates.event (participant, subject, at, act)
      values ('CD', 'CD000001', now(), 'validate')`
    expect(await refusedWith('EU', forged)).toBe(NOT_ALLOWED)
    expect(await refusedWith('CD', forged)).toBe('1 rows')
    const moved = `update certificates.certificate set participant = 'EU'`
    expect(await refusedWith('CD', moved)).toBe(NOT_ALLOWED)
  })
})

test('people of a licensed firm reach the rows of that firm alone, whatever a query asks for', async () => {
  const seen = (firm: string | undefined, table: string) =>
    transaction(
      office.means.database,
      async (tx) => {
        const rows = await rowsOf<{ firm: string }>(tx, `select distinct firm from ${table}`)
        return rows.map((row) => row.firm).sort()
      },
      { scope: 'CD', ...(firm !== undefined && { firm }) },
    )
  const own = 'Comptoir Lubilandi SARL'
  for (const kept of ['application', 'certificate', 'delegation']) {
    const table = `certificates.${kept}`
    expect([table, await seen(own, table)]).toEqual([table, [own]])
    expect([table, await seen('Nobody', table)]).toEqual([table, []])
    expect([table, await seen(undefined, table)]).toEqual([table, expect.arrayContaining([own])])
  }
  const moved = `update certificates.delegation set firm = 'Nobody'`
  const refused = transaction(office.means.database, (tx) => tx.query(moved), {
    ...{ scope: 'CD', firm: own },
  }).then(({ rowCount }) => `${rowCount} rows`, sqlState)
  expect(await refused).toBe(NOT_ALLOWED)
  expect(await seen(undefined, 'certificates.delegation')).toEqual([own, 'Other'])
})

test('the database refuses four eyes of one officer', async () => {
  const alone = `update access.proposal set state = 'approved', decided_by = proposed_by`
  expect(await refusedWith('CD', alone)).toBe('23514')
})

test.each([
  'select from access.person',
  'select from access.session',
  'select from access.credential',
  'select from access.verification',
  'select from access.token',
  'select from access.attempt',
  `update access.officer set roles = '{key_officer}'`,
  'select from access.office',
  `update access.standing_in set ends_at = 'infinity'`,
  'insert into access.standing_in select from access.standing_in',
  'select from graphile_worker._private_jobs',
  'select from platform.migration',
  `update certificates.event set act = 'nothing'`,
  'delete from certificates.event',
  `update access.journal set act = 'nothing'`,
  'delete from access.journal',
  'insert into access.journal_head select from access.journal_head',
  'delete from access.journal_pending',
  'delete from access.proposal',
  `update participants.profile_change set value = '1'`,
  'delete from participants.profile_change',
  'delete from certificates.monitor_review',
  'delete from certificates.delegation',
  `update certificates.statement set bytes = ''`,
  'delete from certificates.statement',
  'delete from certificates.certificate',
  'delete from certificates.blank',
  'delete from transparency.pending_entry',
  'alter table certificates.event disable row level security',
  'create table certificates.own (participant text)',
])('who acts may not: %s', async (sql) => {
  expect(await refusedWith('CD', sql)).toBe(NOT_ALLOWED)
})

test('a scope that is no code of a Participant is a fault, not an order to the database', async () => {
  for (const scope of [`CD'; reset role; --`, 'cd', 'CDX', ' ']) {
    await expect(within(scope, async () => undefined)).rejects.toThrow('code of a Participant')
  }
})

test('the scope ends with its transaction, and with the work for another', async () => {
  const current = `select platform.participant() as scope`
  const scopes = await within('CD', async (tx) => {
    const ask = async () => (await rowsOf<{ scope: string }>(tx, current))[0]?.scope
    return [await ask(), await tx.inScopeOf('EU', ask), await ask()]
  })
  expect(scopes).toEqual(['CD', 'EU', 'CD'])
  for (let each = 0; each < 30; each += 1) {
    const [row] = await rowsOf<{ scope: string | null }>(office.means.database, current)
    expect(row?.scope ?? '').toBe('')
  }
})
