import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkJournal } from '../src/access/adapters/check-journal.ts'
import { keptFrom } from '../src/access/adapters/erase-journal.ts'
import { rememberedEnds } from '../src/access/adapters/journal-ends.ts'
import { type JournalKeeper, keepJournal } from '../src/access/adapters/keep-journal.ts'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { signJournalHeads } from '../src/access/adapters/sign-journal.ts'
import { type Entry, encodeEntry } from '../src/access/journal.ts'
import { createLogger } from '../src/platform/logger.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import type { PartyCode } from '../src/values/codes.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf } from './shipment.ts'

const CD = 'CD' as PartyCode
const ENTRY: Entry = {
  ...{ at: 1, act: 'certificates:void', officerId: null, roles: [], by: 'none', from: '' },
  ...{ thing: '', refusals: [], changes: [], salt: new Uint8Array(16) },
}

let office: Office
let steps: ReturnType<typeof stepsOf>
let folder: string
let keeper: JournalKeeper
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
  folder = await mkdtemp(join(tmpdir(), 'openkp-journal-'))
  await office.hire('auditor', 'CD', 'auditor')
  await office.hire('auditor abroad', 'EU', 'auditor')
  keeper = await keepJournal({
    database: office.database,
    dataFolder: folder,
    logger: createLogger('silent'),
  })
})
afterAll(async () => {
  await keeper.stop()
  await office.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => keeper.seal())

const faults = async (remembered = true) => {
  const ends = await rememberedEnds(folder)
  const checking = {
    trust: office.means.trust(),
    verify: office.means.verify,
    keptFrom: keptFrom(office.means.clock().getTime() / 1000, 3),
    remembered: remembered ? ends.get('CD') : undefined,
  }
  const { faults: found } = await checkJournal(office.database, 'CD', checking)
  return found.map(({ code, seq }) => `${code} ${seq}`)
}
const entries = async (thing: string): Promise<Json[]> => {
  await keeper.seal()
  const path = `/api/access/journal?thing=${encodeURIComponent(thing)}`
  const { body } = await office.call('auditor', 'GET', path)
  const { entries: found } = body as unknown as { readonly entries: readonly Json[] }
  return [...found].reverse()
}
const signHeads = (instant: string) =>
  signJournalHeads(
    {
      database: office.database,
      environment: office.means.environment,
      signerOf: office.means.signerOf,
      now: Math.floor(Date.parse(instant) / 1000),
      logEntry: (author, iat, bytes) =>
        pendingEntryWrite(author, {
          kind: 'journal-head',
          ...{ slot: null, iat, exp: null, subject: null, digest: bytes.slice(0, 32) },
        }),
    },
    [CD],
  )

test('who did what to what, from where, before and after, and what was refused', async () => {
  const { number } = await steps.validated()
  await office.call('issuing@cd', 'POST', `/api/certificates/${number}/void`, { reason: '' })
  await office.ask('issuing@cd', 'POST', `/${number}/void`, { reason: 'Wrong box.' })
  await office.ask('validating@cd', 'GET', `/${number}`)
  const told = (await entries(number)).map((each) => ({
    act: String(each.act),
    refusals: each.refusals,
    changes: each.changes,
    from: String(each.from),
    name: String(each.officer?.name),
  }))
  const change = (before: string | null, after: string) => ({
    thing: 'certificate',
    key: number,
    before: before === null ? null : { state: before },
    after: { state: after },
  })
  expect(told).toEqual([
    expect.objectContaining({
      act: 'certificates:validate',
      refusals: [],
      changes: [change('issued', 'validated')],
      from: '127.0.0.1',
      name: expect.stringContaining(' '),
    }),
    expect.objectContaining({ refusals: [expect.stringMatching(/^VALUES_/)], changes: [] }),
    expect.objectContaining({
      act: 'certificates:void',
      changes: [expect.objectContaining({ thing: 'proposal', before: null })],
    }),
    expect.objectContaining({
      act: 'access:second',
      changes: expect.arrayContaining([change('validated', 'voided')]),
    }),
    expect.objectContaining({ act: 'certificates:read', changes: [] }),
  ])
})

test('an entry holds no name, address or weight that somebody typed', async () => {
  const id = await steps.submitted()
  await keeper.seal()
  const rows = await office.rows<{ entry: Buffer }>(
    `select entry from access.journal where position($1::bytea in entry) > 0`,
    [Buffer.from(id)],
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { entry } of rows)
    expect(entry.toString('latin1')).not.toMatch(/Comptoir|Market|Tshib/)
})

test('an auditor reads the journal of the own Participant, and that is an entry too', async () => {
  await entries('nothing')
  expect((await entries('nothing')).map(({ act }) => String(act))).toContain('access:read-journal')
  const { body } = await office.call('auditor abroad', 'GET', '/api/access/journal')
  expect(JSON.stringify(body)).not.toContain('CD0')
  expect((await office.call('issuing@cd', 'GET', '/api/access/journal')).status).toBe(403)
})

test('a knock that the table refuses is an entry, and so are sign-ins that fail and that do not', async () => {
  const { number } = await steps.issued()
  await office.call('exporter@cd', 'POST', `/api/certificates/${number}/validate`, {})
  const email = 'issuing@cd.demo.openkp.example'
  const origin = { origin: office.baseUrl }
  const wrong = { email, password: 'not the right one' }
  expect((await office.call(null, 'POST', '/api/access/sign-in', wrong, origin)).status).toBe(401)
  const told = async () => {
    await keeper.seal()
    const { body } = await office.call('auditor', 'GET', '/api/access/journal')
    const { entries: all } = body as unknown as { readonly entries: readonly Json[] }
    return all.map(({ act, officer, refusals }) => [
      String(act),
      String(officer?.name),
      JSON.stringify(refusals),
    ])
  }
  const refused = ['certificates:validate', 'Espérance Tshibola', '["ACCESS_NOT_ALLOWED"]']
  expect(await told()).toContainEqual(refused)
  // Written after the answer, which must not take longer for an account that there is.
  const failed = ['access:sign-in', 'Clarisse Ngandu-Mbaya', '["ACCESS_SIGN_IN_FAILED"]']
  await expect.poll(told).toContainEqual(failed)
})

test('what does not happen leaves no entry, and what happens twice by one click leaves one', async () => {
  const id = await steps.submitted()
  const issue = () =>
    office.call(
      'issuing@cd',
      'POST',
      `/api/certificates/applications/${id}/issue`,
      {},
      {
        'idempotency-key': `journal-${id}`,
      },
    )
  await Promise.all([issue(), issue()])
  const issued = (await entries(id)).filter(({ act }) => String(act) === 'certificates:issue')
  expect(issued).toHaveLength(1)
})

test('a hundred acts at once are all chained, by whichever program', async () => {
  const [before] = await office.rows<{ count: bigint }>('select count(*) from access.journal')
  const drafts = Array.from({ length: 60 }, () =>
    office.ask('exporter@cd', 'POST', '/applications', { content: {} }),
  )
  const sealing = Array.from({ length: 10 }, () => sealJournal(office.database, new Date()))
  await Promise.all([...drafts, ...sealing])
  await keeper.seal()
  const [after] = await office.rows<{ count: bigint }>('select count(*) from access.journal')
  expect(Number(after?.count) - Number(before?.count)).toBe(60)
  const [left] = await office.rows<{ count: bigint }>('select count(*) from access.journal_pending')
  expect(Number(left?.count)).toBe(0)
})

test('heads are signed once a day, and everybody can fetch them', async () => {
  const today = new Date().toISOString()
  expect(await signHeads(today)).toBe(1)
  expect(await signHeads(today)).toBe(0)
  const { body } = await office.call(null, 'GET', '/api/access/journal/heads')
  expect(body.heads).toMatchObject([{ participant: 'CD', day: today.slice(0, 10) }])
  expect(await faults(false)).toEqual([])
})

/** Each does what a superuser can, and is undone, so that the next one finds the journal whole. */
test.each<[string, string, string, RegExp]>([
  [
    'changes an entry',
    `update access.journal set entry = entry || '\\x00' where participant = 'CD' and seq = 2`,
    '',
    /^JOURNAL_ENTRY_CHANGED 2$/,
  ],
  [
    'changes who it was, in the column that is searched',
    `update access.journal set officer_id = 'another' where participant = 'CD' and seq = 2`,
    '',
    /^JOURNAL_COLUMNS_CHANGED 2$/,
  ],
  [
    'takes an entry out',
    `delete from access.journal where participant = 'CD' and seq = 2`,
    '',
    /^JOURNAL_GAP 3/,
  ],
  [
    'takes one out and closes the gap',
    `delete from access.journal where participant = 'CD' and seq = 2`,
    `update access.journal set seq = seq - 1 where participant = 'CD' and seq > 2`,
    /^JOURNAL_CHAIN_BROKEN 2/,
  ],
  [
    'cuts the end off',
    `delete from access.journal where participant = 'CD' and seq > 3`,
    '',
    /^JOURNAL_CUT_OFF \d+/,
  ],
  [
    'forges a head',
    `update access.journal_head set seq = 1 where participant = 'CD'`,
    '',
    /^JOURNAL_HEAD_FORGED 1$/,
  ],
])('the database’s superuser %s: it is told', async (_, first, then, expected) => {
  await keeper.seal()
  await signHeads(new Date().toISOString())
  expect(await faults()).toEqual([])
  await office.database.query('create table kept as table access.journal')
  await office.database.query('create table kept_head as table access.journal_head')
  await office.database.query(first)
  if (then !== '') await office.database.query(then)
  expect((await faults()).join()).toMatch(expected)
  await office.database.query('truncate access.journal, access.journal_head')
  await office.database.query('insert into access.journal table kept')
  await office.database.query('insert into access.journal_head table kept_head')
  await office.database.query('drop table kept, kept_head')
  expect(await faults()).toEqual([])
})

test('an entry that nobody of ours wrote stops no chain, and is told', async () => {
  const [zero, far] = [
    { ...ENTRY, thing: 'a\0b' },
    { ...ENTRY, at: 8_000_000_000_000_000 },
  ].map((entry) => Buffer.from(encodeEntry(entry)))
  for (const bytes of [Buffer.from('noise'), zero, far]) {
    const sql = `insert into access.journal_pending (participant, entry) values ('AO', $1)`
    await office.database.query(sql, [bytes])
  }
  await office.ask('exporter@ao', 'POST', '/applications', { content: {} })
  await sealJournal(office.database, new Date())
  const [left] = await office.rows<{ count: bigint }>('select count(*) from access.journal_pending')
  expect(Number(left?.count)).toBe(0)
  const { trust, verify } = office.means
  const checking = { trust: trust(), verify, remembered: undefined, keptFrom: 0 }
  const { entries: count, faults: found } = await checkJournal(office.database, 'AO', checking)
  expect(count).toBe(4)
  expect(found).toEqual([1, 2, 3].map((seq) => ({ code: 'JOURNAL_COLUMNS_CHANGED', seq })))
})

test('a chain that was written anew from its beginning does not fit the head that was signed', async () => {
  const links = await office.rows<{ entry: Buffer }>(
    `select entry from access.journal where participant = 'CD' and seq <> 2 order by seq`,
  )
  await office.database.query(`delete from access.journal where participant = 'CD'`)
  for (const { entry } of links) {
    await office.database.query(
      `insert into access.journal_pending (participant, entry) values ('CD', $1)`,
      [entry],
    )
  }
  await sealJournal(office.database, new Date())
  expect((await faults(false)).join()).toMatch(/JOURNAL_(HEAD_DIFFERS|CUT_OFF)/)
})
