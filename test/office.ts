import { hash, randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDemonstrationAccounts } from '../src/access/adapters/demonstration-accounts.ts'
import { openInPerson } from '../src/access/adapters/in-person.ts'
import { openAccess } from '../src/access/adapters/open-access.ts'
import type { Role } from '../src/access/roles.ts'
import { bundleShelf } from '../src/certificates/adapters/bundle-shelf.ts'
import { deliverTask } from '../src/certificates/adapters/deliver.ts'
import type { Means } from '../src/certificates/adapters/means.ts'
import { openStock } from '../src/certificates/adapters/open-stock.ts'
import { openPdfSeal } from '../src/certificates/adapters/pdf-seal.ts'
import { personRecords } from '../src/certificates/adapters/person-records.ts'
import { createSafe, ensureDossierKey } from '../src/certificates/adapters/safe.ts'
import { DELIVER } from '../src/certificates/adapters/sign.ts'
import { SIGN_AWAITING, signAwaitingTask } from '../src/certificates/adapters/sign-awaiting.ts'
import { addRoutes } from '../src/main/routes.ts'
import { cardChecks } from '../src/participants/adapters/check-card.ts'
import {
  ensureDemonstration,
  readDemonstration,
  refreshDemonstration,
} from '../src/participants/adapters/demonstration.ts'
import { knownOfficers } from '../src/participants/adapters/known-officers.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { openProfileBook } from '../src/participants/adapters/profile-book.ts'
import { loadRegistryFiles } from '../src/participants/adapters/registry-files.ts'
import type { RemoteKeys } from '../src/participants/adapters/remote-keys.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { bundleBytes } from '../src/participants/adapters/trust-export.ts'
import type { Profile, SecondFactorOf } from '../src/participants/profile.ts'
import type { Registry } from '../src/participants/registry.ts'
import { type Database, openDatabase, rowsOf } from '../src/platform/database.ts'
import { createHttp } from '../src/platform/http/create.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { createLogger } from '../src/platform/logger.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Answered, asking, type Caller, createCaller, type Json } from './caller.ts'
import { shared } from './door.ts'
import { databaseFrom } from './postgres.ts'

export type OfficeOptions = {
  /** The day on which everything happens; the real clock without one. */
  readonly at?: string
  readonly registry?: (files: Registry) => Registry
  /** Where every line of the log goes, all levels of it. */
  readonly log?: string[]
  /** National practice as a test wants it. */
  readonly profile?: (files: Profile) => Profile
  /** Without the colleague who otherwise approves at once whatever takes two officers. */
  readonly alone?: boolean
  /** Of whom a second factor is asked, in person; of nobody without it. */
  readonly secondFactorOf?: (participant: string) => SecondFactorOf
  /** A signer of its own instead of keys in this process. */
  readonly keys?: RemoteKeys
}

/**
 * The offices of all Participants of the demonstration: the real doors on a real socket, a real
 * database and the real job queue, with a clock that a test may turn.
 */
export type Office = Caller & {
  readonly means: Means
  readonly database: Database
  /** Turns the clock to an instant; the trust list is signed again there, as a running node does. */
  readonly turnClock: (instant: string) => Promise<void>
  /** What `who` proposes, and how a second officer approves it, later. */
  readonly propose: (
    who: string,
    path: string,
    body: unknown,
  ) => Promise<{ readonly approve: () => Promise<Answered> }>
  /** Somebody who is not in the demonstration, under the name by which `call` knows him. */
  readonly hire: (name: string, participant: string, role: Role, firm?: string) => Promise<void>
  /** The headers of somebody who signed in, as their browser sends them from our own page. */
  readonly inPerson: (name: string) => Promise<Readonly<Record<string, string>>>
  /** Waits until every statement is delivered. */
  readonly settled: () => Promise<void>
  readonly rows: <Row>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const begun = await shared('office')
  const fresh = await databaseFrom(begun.database)
  const { database, url: databaseUrl } = fresh
  const folder = await mkdtemp(join(tmpdir(), 'openkp-office-'))
  await cp(begun.folder, folder, { recursive: true })
  const { log } = options
  const logger =
    log === undefined
      ? createLogger('silent')
      : createLogger('debug', { write: (line) => void log.push(line) })
  const clock = createClock(options.at)
  const acting = openDatabase(databaseUrl, { role: 'openkp_app' })
  const { means, turnClock, ring, profiles } = await meansIn(
    { folder, acting, owner: database },
    options,
    clock,
  )
  const { accounts } = await ensureDemonstrationAccounts(database, folder, { baseUrl: 'http://x' })
  const access = await openAccess({
    ...{ database, databaseUrl, dataFolder: folder, baseUrl: 'http://localhost', tls: false },
    demonstration: () => accounts,
    offsetMinutesOf: () => 0,
    reviewDaysOf: () => 7,
    namesOf: () => ['Democratic Republic of the Congo'],
    secondFactorOf: options.secondFactorOf ?? (() => 'nobody'),
    erasing: { records: personRecords, retentionOf: () => ({ years: 3, source: 'CORE III' }) },
    address: () => 'http://localhost',
    onError: () => undefined,
  })
  const jobs = await startJobs({
    database,
    logger,
    tasks: { [DELIVER]: deliverTask(means), [SIGN_AWAITING]: signAwaitingTask(means) },
  })
  await openStock(means, new Set(accounts.map((each) => each.participant as PartyCode)))
  const app = await createHttp({ logger, version: '0.0.0' })
  const files = loadRegistryFiles()
  addRoutes(app, { access, files, means, owner: database, ring, monitor: null })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const tokens = new Map(accounts.map((each) => [shortOf(each.email), each.token]))
  const caller = createCaller(`http://127.0.0.1:${port}`, tokens)
  const hireOne = async (name: string, participant: string, role: Role, firm?: string) =>
    void tokens.set(name, await hire(database, { name, participant, role, firm: firm ?? null }))
  /** A colleague of the same Participant, who approves what takes two officers. */
  const second = async (participant: string) => {
    const name = `second officer of ${participant}`
    if (!tokens.has(name)) await hireOne(name, participant, 'validating_officer')
    return name
  }
  const agreed = agreeing(caller, second)
  return {
    ...caller,
    ...(options.alone === true ? {} : agreed),
    ...{ means, database, turnClock },
    hire: hireOne,
    propose: async (who, path, body) => {
      const { body: said } = await caller.call(who, 'POST', `/api/certificates${path}`, body)
      const { id, participant } = said.proposal as Json
      const colleague = await second(String(participant))
      const approval = `/api/access/proposals/${String(id)}/approve`
      return { approve: () => caller.call(colleague, 'POST', approval, {}) }
    },
    inPerson: async (name) => {
      const digest = hash('sha256', tokens.get(name) ?? '', 'buffer')
      const [row] = await rowsOf<{ user_id: string }>(
        database,
        `select user_id from access.token join access.officer
           on officer.participant = token.participant and officer.id = token.officer_id
         where sha256 = $1`,
        [digest],
      )
      const visitor = { address: '127.0.0.1', userAgent: undefined }
      const entered = await access.signIn.withoutPassword(row?.user_id ?? '', visitor)
      const cookie = entered?.cookies.map((line) => line.split(';')[0]).join('; ') ?? ''
      return { cookie, 'sec-fetch-site': 'same-origin' }
    },
    settled: () => settled(database),
    rows: (sql, values) => rowsOf(database, sql, values),
    close: async () => {
      await app.close()
      profiles.stop()
      await jobs.stop()
      await access.close()
      await acting.end()
      await fresh.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Calls after which a second officer has approved what was only proposed; the answer is that of the approval. */
function agreeing(
  caller: Caller,
  second: (participant: string) => Promise<string>,
): Pick<Caller, 'call' | 'ask'> {
  const call: Caller['call'] = async (...asked) => {
    const answer = await caller.call(...asked)
    if (answer.status !== 202) return answer
    const { proposal } = answer.body
    const who = await second(String(proposal?.participant))
    const path = `/api/access/proposals/${String(proposal?.id)}/approve`
    return caller.call(who, 'POST', path, {}, asked[4])
  }
  return { call, ask: asking(call) }
}

/** `issuing@cd.demo.openkp.example` is `issuing@cd`. */
export function shortOf(email: string): string {
  return email.replace('.demo.openkp.example', '')
}

type Clock = { readonly now: () => Date; readonly turn: (instant: string) => void }

function createClock(at: string | undefined): Clock {
  let ahead = 0
  const turn = (instant: string) => {
    ahead = Date.parse(instant) - Date.now()
  }
  if (at !== undefined) turn(at)
  return { now: () => new Date(Date.now() + ahead), turn }
}

type Place = { readonly folder: string; readonly acting: Database; readonly owner: Database }

async function meansIn({ folder, acting, owner }: Place, options: OfficeOptions, clock: Clock) {
  const files = loadRegistryFiles()
  const registry = options.registry?.(files.registry) ?? files.registry
  const seconds = () => Math.floor(clock.now().getTime() / 1000)
  const profiles = await openProfileBook(owner, files, () => undefined)
  const { keys: remote, profile: changed = (profile: Profile) => profile } = options
  const keys = remote ?? (await openStoreKeys(folder))
  let trust = await ensureDemonstration(folder, registry, seconds(), keys.ensure)
  const means: Means = {
    database: acting,
    environment: trust.environment,
    registry,
    profileOf: (party, on) => changed(profiles.profileOf(party, on)),
    signerOf: keys.signerOf,
    certificateSignerOf: keys.certificateSignerOf,
    officersOf: remote === undefined ? async () => null : knownOfficers(remote.officersOf),
    inPerson: openInPerson(owner, () => 'http://localhost'),
    trust: () => trust,
    ...{ registers: null, proofOf: null, mustBeWhole: () => undefined },
    bundleWith: (statements) => bundleBytes(folder, statements),
    cards: cardChecks,
    verify: nodeVerify(),
    shelf: bundleShelf(join(folder, 'bundles')),
    safe: createSafe(await ensureDossierKey(folder, async () => false)),
    sealOf: (participant) =>
      openPdfSeal(folder, {
        participant,
        authority: files.profileOf(participant).exportingAuthority.value.en,
        demonstration: true,
        now: clock.now(),
      }),
    clock: clock.now,
  }
  const turnClock = async (instant: string) => {
    clock.turn(instant)
    await profiles.look()
    trust = await refreshDemonstration(folder, seconds())
  }
  const look = async () => {
    trust = (await readDemonstration(folder, seconds())) ?? trust
  }
  keys.follow({ keysOf: (party) => trust.keys.get(party) ?? [], now: seconds })
  return { means, turnClock, profiles, ring: { dataFolder: folder, keys, look } }
}

type Hired = {
  readonly name: string
  readonly participant: string
  readonly role: Role
  readonly firm: string | null
}

async function hire(database: Database, { name, participant, role, firm }: Hired): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const [userId, officerId] = [randomUUID(), randomUUID()]
  const email = `${userId}@hired.example`
  await database.query(
    `insert into access.person (id, name, email, email_verified) values ($1, $2, $3, true)`,
    [userId, name, email],
  )
  await database.query(
    `insert into access.officer (participant, id, user_id, name, email, roles, firm, language)
     values ($1, $2, $3, $4, $5, $6, $7, 'en')`,
    [participant, officerId, userId, name, email, [role], firm],
  )
  const digest = hash('sha256', token, 'buffer')
  await database.query(
    `insert into access.token (participant, id, officer_id, sha256, label)
     values ($1, $2, $3, $4, 'hired')`,
    [participant, randomUUID(), officerId, digest],
  )
  return token
}

const PATIENCE_MS = 20_000

async function settled(database: Database): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
    const [left] = await rowsOf<{ jobs: number; last_error: string | null }>(
      database,
      `select count(*)::int as jobs, max(last_error) as last_error from graphile_worker._private_jobs`,
    )
    if (left?.jobs === 0) return
    if (left?.last_error) throw new Error(`a delivery failed: ${left.last_error}`)
    await sleep(20)
  }
  throw new Error('deliveries are still waiting')
}
