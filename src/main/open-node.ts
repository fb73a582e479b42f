import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sha256 } from '@noble/hashes/sha2.js'
import { ensureDemonstrationAccounts } from '../access/adapters/demonstration-accounts.ts'
import type { DemonstrationAccount } from '../access/adapters/demonstration-file.ts'
import { eraseDueNames } from '../access/adapters/erase-account.ts'
import { eraseJournal, keptFrom } from '../access/adapters/erase-journal.ts'
import { openInPerson } from '../access/adapters/in-person.ts'
import { type JournalKeeper, keepJournal } from '../access/adapters/keep-journal.ts'
import { openAccess } from '../access/adapters/open-access.ts'
import { type HeadSigning, signJournalHeads } from '../access/adapters/sign-journal.ts'
import { sweepAccess } from '../access/adapters/sweep-access.ts'
import { hasSealed } from '../certificates/adapters/attachments-store.ts'
import { bundleShelf } from '../certificates/adapters/bundle-shelf.ts'
import { deliverTask } from '../certificates/adapters/deliver.ts'
import { bundleNow } from '../certificates/adapters/http-trust.ts'
import { epochSeconds, type Means, practiceOf } from '../certificates/adapters/means.ts'
import { openStock } from '../certificates/adapters/open-stock.ts'
import { openPdfSeal } from '../certificates/adapters/pdf-seal.ts'
import { personRecords } from '../certificates/adapters/person-records.ts'
import { RING_OVERDUE, ringOverdueTask } from '../certificates/adapters/ring-overdue.ts'
import { createSafe, ensureDossierKey } from '../certificates/adapters/safe.ts'
import { DELIVER } from '../certificates/adapters/sign.ts'
import { SIGN_AWAITING, signAwaitingTask } from '../certificates/adapters/sign-awaiting.ts'
import { cardChecks } from '../participants/adapters/check-card.ts'
import { knownOfficers } from '../participants/adapters/known-officers.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { openProfileBook } from '../participants/adapters/profile-book.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import type { RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { bundleBytes } from '../participants/adapters/trust-export.ts'
import { authoritiesIn } from '../participants/keys.ts'
import type { Profile } from '../participants/profile.ts'
import { nameOf } from '../participants/registry.ts'
import { supervisedOn } from '../participants/supervision.ts'
import type { Trust } from '../participants/trust.ts'
import { forgetClicks } from '../platform/click.ts'
import { closePool } from '../platform/close-pool.ts'
import type { Config } from '../platform/config.ts'
import { type Database, openDatabase, transaction } from '../platform/database.ts'
import { describeError } from '../platform/describe-error.ts'
import type { HeldUp } from '../platform/http/health.ts'
import type { Http } from '../platform/http/http.ts'
import { type JobTask, startJobs } from '../platform/jobs.ts'
import type { Logger } from '../platform/logger.ts'
import { LANGUAGES } from '../platform/words.ts'
import { pendingEntryWrite } from '../transparency/adapters/store.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayAt } from '../values/day.ts'
import { withCardLists } from './card-lists.ts'
import { followTrust } from './follow-trust.ts'
import { type KeptMonitor, keepMonitor } from './keep-monitor.ts'
import { rememberList } from './officers-view.ts'
import { type Logs, openLogs } from './open-logs.ts'
import type { RemoteWitness } from './open-witnesses.ts'
import { addRoutes } from './routes.ts'

export type NodeOptions = {
  readonly database: Database
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly tls: boolean
  readonly logger: Logger
  /** A registry and profiles of the operator's own. */
  readonly registryFolder: string | undefined
  /** Whoever holds the keys that sign statements. */
  readonly keys: RemoteKeys
  /** Whether a demonstration that has no logs yet is given some. */
  readonly register: Trust['register']
  /** Witnesses elsewhere that its logs are shown to. */
  readonly witnesses: readonly RemoteWitness[]
  /** Seconds between two publications of a log; as the scheme has it where nobody said. */
  readonly publishEvery: number | undefined
  readonly monitor: Config['monitor']
}

export type Node = {
  readonly routes: (app: Http) => Promise<void>
  /** What needs the address: the demonstration accounts name it. Then the jobs begin. */
  readonly begin: (baseUrl: string, publicUrl?: string) => Promise<readonly DemonstrationAccount[]>
  /** Who cannot sign now, and why. */
  readonly heldUp: () => readonly HeldUp[]
  readonly close: () => Promise<void>
}

const FORGET_CLICKS = 'platform:forget-clicks'
const SWEEP_ACCESS = 'access:sweep'
const SIGN_JOURNALS = 'access:sign-journals'
const CRONTAB = `42 2 * * * ${RING_OVERDUE}\n17 3 * * * ${FORGET_CLICKS}\n27 * * * * ${SWEEP_ACCESS}\n7 * * * * ${SIGN_JOURNALS}`

/** Where registry and profiles lie, as a folder of the operator or the package's own. */
function rootOf(folder: string | undefined): URL | undefined {
  return folder === undefined ? undefined : pathToFileURL(`${folder}/`)
}

/** A node of the demonstration scheme: all its Participants, their keys, officers and doors. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { database, dataFolder, logger } = options
  const files = loadRegistryFiles(rootOf(options.registryFolder))
  const profiles = await openProfileBook(database, files, (error) =>
    logger.error(describeError(error), 'the changes of profiles were not read'),
  )
  const trust = await followTrust(options, files.registry)
  const logs = await openLogs({ ...options, trust: trust.newest })
  // Every act runs as a role that sees the rows of one Participant, and none of who signs in how.
  const acting = openDatabase(options.databaseUrl, { role: 'openkp_app', logger })
  let accounts: readonly DemonstrationAccount[] = []
  let address = 'http://localhost'
  const means = await meansOf(options, acting, {
    ...{ registry: files.registry, profileOf: profiles.profileOf },
    ...{ trust: trust.newest, address: () => address, logs },
  })
  const access = await openAccess({
    ...options,
    ...practiceIn(means),
    address: () => address,
    namesOf: (participant) =>
      LANGUAGES.map((language) => nameOf(files.registry, participant, language)),
    baseUrl: 'http://localhost',
    demonstration: () => accounts,
    onError: (error) => logger.warn(describeError(error), 'database connection lost'),
  })
  const journal = await keepJournal({ database, dataFolder, logger })
  const tasks = tasksOf({ database, means, journal })
  const monitor = monitorOf(options, { logs, trust: trust.newest, means })
  const jobs = await startJobs({ database, tasks, logger, crontab: CRONTAB })
  return {
    async routes(app) {
      const ring = { dataFolder, keys: options.keys, look: trust.look }
      addRoutes(app, { access, files, means, owner: database, ring, monitor: monitor.folder })
      await logs?.routes(app)
    },
    async begin(baseUrl, publicUrl = baseUrl) {
      address = publicUrl
      const supervised = supervisedOn(files.registry, dayAt(epochSeconds(new Date()), 0))
      const file = await ensureDemonstrationAccounts(database, dataFolder, { baseUrl, supervised })
      accounts = file.accounts
      await openStock(means, new Set(accounts.map(({ participant }) => participant as PartyCode)))
      // No number is used before its block was witnessed: so nobody has to wait who comes at once.
      await logs?.publish()
      return accounts
    },
    heldUp: () => logs?.heldUp() ?? [],
    async close() {
      trust.stop()
      await monitor.stop()
      await logs?.stop()
      profiles.stop()
      await jobs.stop()
      await journal.stop()
      await access.close()
      await closePool(acting)
    },
  }
}

/** The look at the own logs, or the folder of whoever looks. */
function monitorOf(
  { monitor: setting, dataFolder, logger }: NodeOptions,
  { logs, trust, means }: { logs: Logs | null; trust: () => Trust; means: Means },
): KeptMonitor {
  const folder = logs === null ? null : join(dataFolder, 'log')
  const bundle = () => bundleNow(means)
  return keepMonitor({ setting, dataFolder, logger, trust, logs: folder, bundle })
}

/** What of a Participant's practice decides how its people come in and what is kept of them. */
function practiceIn(means: Means) {
  const practice = (participant: PartyCode) => practiceOf(means, participant, means.clock())
  return {
    offsetMinutesOf: (participant: PartyCode) => practice(participant).clockOffsetMinutes.value,
    reviewDaysOf: (participant: PartyCode) => practice(participant).breakGlassReviewDays.value,
    secondFactorOf: (participant: PartyCode) => practice(participant).secondFactor.value,
    erasing: { records: personRecords, retentionOf: retentionBy(practice) },
  }
}

/** How long the law keeps a record of a person, and which clause says so. */
function retentionBy(practice: (participant: PartyCode) => Profile) {
  return (participant: PartyCode) => {
    const { value: years, source } = practice(participant).retentionYears
    return { years, source }
  }
}

type Working = {
  readonly database: Database
  readonly means: Means
  readonly journal: JournalKeeper
}

/** What the queue does, by the name of the job. */
function tasksOf({ database, means, journal }: Working): Readonly<Record<string, JobTask>> {
  return {
    [DELIVER]: deliverTask(means),
    [SIGN_AWAITING]: signAwaitingTask(means),
    [RING_OVERDUE]: ringOverdueTask(means),
    [FORGET_CLICKS]: async () => {
      await forgetClicks(database, means.clock())
    },
    [SIGN_JOURNALS]: async () => {
      await journal.seal()
      await signJournalHeads(headSigning(means, database), authoritiesIn(means.trust().keys))
      for (const party of authoritiesIn(means.trust().keys)) {
        const now = means.clock()
        const years = practiceOf(means, party, now).retentionYears.value
        await eraseJournal(database, party, keptFrom(epochSeconds(now), years))
      }
    },
    [SWEEP_ACCESS]: async () => {
      await sweepAccess(database, means.clock())
      for (const party of authoritiesIn(means.trust().keys)) {
        const { value: years } = practiceOf(means, party, means.clock()).retentionYears
        const before = new Date(keptFrom(epochSeconds(means.clock()), years) * 1000)
        await transaction(database, (tx) => eraseDueNames(tx, personRecords, party, before))
      }
    },
  }
}

/** Heads are looked for each hour and signed once a day: a node that was off at midnight signs later. */
function headSigning(means: Means, database: Database): HeadSigning {
  return {
    database,
    environment: means.environment,
    signerOf: means.signerOf,
    now: epochSeconds(means.clock()),
    logEntry: (author, iat, bytes) =>
      pendingEntryWrite(author, {
        kind: 'journal-head',
        ...{ slot: null, iat, exp: null, subject: null, digest: sha256(bytes) },
      }),
  }
}

/** An older copy of this node signs nothing and takes no number: it would go on from what nobody has seen. */
function onlyWhole(
  { signerOf, certificateSignerOf }: RemoteKeys,
  logs: Logs | null,
): Pick<Means, 'signerOf' | 'certificateSignerOf' | 'mustBeWhole'> {
  const mustBeWhole = (party: PartyCode) => logs?.mustBeWhole(party)
  return {
    mustBeWhole,
    signerOf(party, usage) {
      mustBeWhole(party)
      return signerOf(party, usage)
    },
    certificateSignerOf(party, approvals) {
      mustBeWhole(party)
      return certificateSignerOf(party, approvals)
    },
  }
}

type Learnt = {
  readonly registry: Means['registry']
  readonly profileOf: Means['profileOf']
  readonly trust: Means['trust']
  readonly address: () => string
  readonly logs: Logs | null
}

async function meansOf(
  { database: owner, dataFolder, keys, logger }: NodeOptions,
  database: Database,
  { registry, profileOf, trust, address, logs }: Learnt,
): Promise<Means> {
  const seals = new Map<PartyCode, ReturnType<Means['sealOf']>>()
  const sealOf: Means['sealOf'] = (participant) => {
    const practice = practiceOf({ profileOf }, participant, new Date())
    const authority = practice.exportingAuthority.value.en
    const known =
      seals.get(participant) ??
      openPdfSeal(dataFolder, { participant, authority, demonstration: true, now: new Date() })
    seals.set(participant, known)
    return known
  }
  return {
    database,
    environment: trust().environment,
    registry,
    profileOf,
    ...onlyWhole(keys, logs),
    officersOf: knownOfficers(keys.officersOf, { seen: rememberList(owner, logger) }),
    inPerson: openInPerson(owner, address),
    trust,
    registers: logs?.registers ?? null,
    proofOf: logs?.proofOf ?? null,
    shelf: bundleShelf(join(dataFolder, 'bundles')),
    bundleWith: (statements) => bundleBytes(dataFolder, statements),
    cards: withCardLists(cardChecks, dataFolder, (code, file) =>
      logger.warn({ code, file }, 'a list of revoked cards'),
    ),
    verify: nodeVerify(),
    safe: createSafe(await ensureDossierKey(dataFolder, () => hasSealed(owner))),
    sealOf,
    clock: () => new Date(),
  }
}
