import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { rowsOf } from '../../platform/database.ts'
import { ensureDemonstrationAccounts } from './demonstration-accounts.ts'
import { type DemonstrationFile, keepDemonstrationFile } from './demonstration-file.ts'
import { DEMONSTRATION_PEOPLE } from './demonstration-people.ts'
import { verifyPassword } from './password.ts'
import { createWho } from './who.ts'

let fresh: FreshDatabase
let folder: string
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())
beforeEach(async () => {
  await fresh.database.query('truncate access.person cascade')
  folder = await mkdtemp(join(tmpdir(), 'openkp-demo-'))
})
afterEach(() => rm(folder, { recursive: true }))

const path = () => join(folder, 'demo-accounts.json')
const ensure = (baseUrl = 'http://127.0.0.1:8080') =>
  ensureDemonstrationAccounts(fresh.database, folder, { baseUrl })
const read = async () => JSON.parse(await readFile(path(), 'utf8')) as DemonstrationFile

/** Whether every token and every twelfth password of the file opens the account that it names. */
async function expectAllOpen(file: DemonstrationFile) {
  const who = createWho({
    database: fresh.database,
    secret: 's'.repeat(43),
    tls: false,
    asksFactor: () => false,
  })
  const rows = await rowsOf<{ email: string; password: string }>(
    fresh.database,
    'select email, password from access.credential join access.person on person.id = user_id',
  )
  expect(rows).toHaveLength(DEMONSTRATION_PEOPLE.length)
  for (const [at, account] of file.accounts.entries()) {
    const officer = await who.whoIs({ headers: { authorization: `Bearer ${account.token}` } })
    expect(officer).toMatchObject({ email: account.email, roles: account.roles })
    const stored = rows.find((each) => each.email === account.email)?.password ?? ''
    if (at % 12 === 0) expect(await verifyPassword(stored, account.password)).toBe(true)
  }
}

describe('demonstration accounts', () => {
  it('makes eight accounts or more for each of nine Participants, all different, readable by this user alone', async () => {
    const file = await ensure()
    expect(await read()).toEqual(file)
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['demo-accounts.json'])
    expect(file.accounts).toHaveLength(DEMONSTRATION_PEOPLE.length)
    for (const key of ['email', 'password', 'token', 'name'] as const) {
      expect(new Set(file.accounts.map((each) => each[key])).size).toBe(DEMONSTRATION_PEOPLE.length)
    }
    const participants = new Set(file.accounts.map((each) => each.participant))
    expect([...participants].join(' ')).toBe('CD AO BW EU AE US CA CF IN')
    await expectAllOpen(file)
  })

  it('gives firms to exporters and importers, and French to CD and CF', async () => {
    await ensure()
    const rows = await rowsOf(
      fresh.database,
      `select distinct roles <@ '{exporter,importer}' as of_firm, firm is not null as firm from access.officer order by 1`,
    )
    expect(rows).toEqual([
      { of_firm: false, firm: false },
      { of_firm: true, firm: true },
    ])
    const french = await rowsOf(
      fresh.database,
      `select distinct participant from access.officer where language = 'fr' order by 1`,
    )
    expect(french).toEqual([{ participant: 'CD' }, { participant: 'CF' }])
  })

  it('changes nothing at the next start but the address', async () => {
    const first = await ensure()
    const before = await stat(path())
    expect(await ensure()).toEqual(first)
    expect((await stat(path())).mtimeMs).toBe(before.mtimeMs)
    const moved = await ensure('https://node.example:9443')
    expect(moved).toEqual({ ...first, baseUrl: 'https://node.example:9443' })
    expect(await read()).toEqual(moved)
  })

  it('stopped in the middle of the database: nothing is half done, the next start completes it', async () => {
    await fresh.database.query(`
      create function access.fail() returns trigger language plpgsql as
        $$ begin raise exception 'power failure'; end $$;
      create trigger fail before insert on access.token execute function access.fail()`)
    await expect(ensure()).rejects.toThrow('power failure')
    await fresh.database.query('drop function access.fail cascade')
    expect(await rowsOf(fresh.database, 'select id from access.person')).toEqual([])
    const left = await read()
    expect(await ensure()).toEqual(left)
    await expectAllOpen(left)
  })

  it('file cut off: new passwords; the old ones, their tokens and sessions end', async () => {
    const first = await ensure()
    await fresh.database.query(
      `insert into access.session (id, token, user_id, expires_at, updated_at)
       select 's', 't', id, now() + interval '1 hour', now() from access.person limit 1`,
    )
    await writeFile(path(), (await readFile(path(), 'utf8')).slice(0, 500))
    const second = await ensure()
    expect(second.accounts[0]?.token).not.toBe(first.accounts[0]?.token)
    await expectAllOpen(second)
    const left = await rowsOf(
      fresh.database,
      `select (select count(*)::int from access.token) as tokens, (select count(*)::int from access.session) as sessions`,
    )
    expect(left).toEqual([{ tokens: DEMONSTRATION_PEOPLE.length, sessions: 0 }])
  })

  it.each([
    ['empty', ''],
    ['another program’s', '[1, 2]'],
    ['with a password of no length', '{"baseUrl":"x","accounts":[{"email":"e","password":""}]}'],
  ])('a file that is %s is replaced', async (_case, content) => {
    await writeFile(path(), content)
    await writeFile(`${path()}.draft-of-a-killed-program`, '{"baseUrl"')
    const file = await keepDemonstrationFile(folder, 'http://127.0.0.1:1', DEMONSTRATION_PEOPLE)
    expect(await read()).toEqual(file)
    expect(file.accounts).toHaveLength(DEMONSTRATION_PEOPLE.length)
  })

  it('one account taken out of the file is drawn anew, the others stay', async () => {
    const first = await ensure()
    await writeFile(path(), JSON.stringify({ ...first, accounts: first.accounts.slice(1) }))
    const second = await ensure()
    expect(second.accounts.slice(1)).toEqual(first.accounts.slice(1))
    expect(second.accounts[0]?.password).not.toBe(first.accounts[0]?.password)
    await expectAllOpen(second)
  })

  it('leaves a disabled officer disabled, and two programs that start at once agree', async () => {
    await ensure()
    await fresh.database.query(
      `update access.officer set disabled_at = now() where email like 'issuing@cd.%'`,
    )
    await fresh.database.query(`delete from access.token where participant = 'CD'`)
    const [one, other] = await Promise.all([ensure(), ensure()])
    expect(one).toEqual(other)
    const rows = await rowsOf(
      fresh.database,
      `select email, (select count(*)::int from access.token) as tokens
       from access.officer where disabled_at is not null`,
    )
    expect(rows).toEqual([
      { email: 'issuing@cd.demo.openkp.example', tokens: DEMONSTRATION_PEOPLE.length },
    ])
  })
})
