import { createHash, randomUUID } from 'node:crypto'
import { type Database, rowsOf, type Tx, transaction } from '../../platform/database.ts'
import { VISITING_ROLES } from '../roles.ts'
import {
  type DemonstrationAccount,
  type DemonstrationFile,
  keepDemonstrationFile,
} from './demonstration-file.ts'
import {
  DEMONSTRATION_PEOPLE,
  type DemonstrationPerson,
  monitorsOf,
} from './demonstration-people.ts'
import { hashPassword } from './password.ts'

/** One program at a time writes them; the number is any that nothing else locks. */
const LOCK = 7_102_101

/**
 * Officers and firms of nine Participants, for a demonstration node only. What can be shown again is
 * in `demo-accounts.json`, so that file is written first and the database follows it: killed at any
 * step, the next start goes on from the file. An account whose token the database knows is complete,
 * because all of an account is one transaction; it is then left alone, disabled or not.
 */
export async function ensureDemonstrationAccounts(
  database: Database,
  dataFolder: string,
  {
    baseUrl,
    supervised = [],
  }: {
    readonly baseUrl: string
    /** Participants whose exports are under a monitor today: each gets one. */
    readonly supervised?: readonly string[]
  },
): Promise<DemonstrationFile> {
  const people = [...DEMONSTRATION_PEOPLE, ...monitorsOf(supervised)]
  const file = await keepDemonstrationFile(dataFolder, baseUrl, people)
  const missing = await missingFrom(database, file.accounts)
  if (missing.length > 0) {
    // The thread pool hashes as many at once as it has threads.
    const rows = await Promise.all(missing.map((account) => rowOf(account, people)))
    await transaction(database, (tx) => record(tx, rows))
  }
  return file
}

/** A season: a monitor looks for a time, and then no longer. */
const VISIT_MS = 92 * 86_400_000

function isVisit({ roles }: DemonstrationAccount): boolean {
  return roles.some((role) => VISITING_ROLES.includes(role))
}

type Row = Awaited<ReturnType<typeof rowOf>>

async function rowOf(account: DemonstrationAccount, people: readonly DemonstrationPerson[]) {
  const person = people.find((each) => each.email === account.email)
  return {
    user_id: randomUUID(),
    officer_id: randomUUID(),
    token_id: randomUUID(),
    credential_id: randomUUID(),
    email: account.email,
    name: account.name,
    participant: account.participant,
    roles: account.roles,
    firm: person?.firm ?? null,
    language: person?.language ?? 'en',
    ends_at: isVisit(account) ? new Date(Date.now() + VISIT_MS).toISOString() : null,
    password: await hashPassword(account.password),
    sha256: digestOf(account.token).toString('hex'),
  }
}

async function missingFrom(
  database: Database,
  accounts: readonly DemonstrationAccount[],
): Promise<DemonstrationAccount[]> {
  const digests = new Map(accounts.map((each) => [digestOf(each.token).toString('hex'), each]))
  const known = await rowsOf<{ sha256: string }>(
    database,
    `select encode(sha256, 'hex') as sha256 from access.token where label = 'demonstration'`,
  )
  for (const { sha256 } of known) digests.delete(sha256)
  return [...digests.values()]
}

/** Whatever an account had before, such as the password of a file that was lost, is replaced. */
const STEPS = [
  `insert into access.person (id, name, email, email_verified)
   select user_id, name, email, true from given
   on conflict (email) do update set name = excluded.name, updated_at = now()`,
  `delete from access.session where user_id in (select id from person)`,
  `delete from access.credential
   where provider_id = 'credential' and user_id in (select id from person)`,
  `insert into access.credential (id, account_id, provider_id, user_id, password, updated_at)
   select credential_id, person.id, 'credential', person.id, password, now()
   from given join person using (email)`,
  `insert into access.officer (participant, id, user_id, name, email, roles, firm, language, until, ends_at)
   select participant, officer_id, person.id, given.name, email, roles, firm, language, ends_at::date, ends_at
   from given join person using (email)
   on conflict (user_id) do update set
     name = excluded.name, roles = excluded.roles, firm = excluded.firm, language = excluded.language`,
  `delete from access.token using access.officer
   where token.participant = officer.participant and token.officer_id = officer.id
     and token.label = 'demonstration' and officer.user_id in (select id from person)`,
  `insert into access.token (participant, id, officer_id, sha256, label)
   select officer.participant, token_id, officer.id, decode(sha256, 'hex'), 'demonstration'
   from given join person using (email) join access.officer on officer.user_id = person.id`,
]

const GIVEN = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as given (
      user_id text, officer_id uuid, token_id uuid, credential_id text, email text, name text,
      participant text, roles text[], firm text, language text, ends_at timestamptz, password text, sha256 text)
  ), person as (
    select id, email from access.person where email in (select email from given)
  )`

async function record(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
  const given = JSON.stringify(rows)
  for (const step of STEPS) await tx.query(`${GIVEN} ${step}`, [given])
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
