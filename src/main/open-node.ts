import { ensureDemonstrationAccounts } from '../access/adapters/demonstration-accounts.ts'
import type { DemonstrationAccount } from '../access/adapters/demonstration-file.ts'
import { openAccess } from '../access/adapters/open-access.ts'
import { sweepAccess } from '../access/adapters/sweep-access.ts'
import { hasSealed } from '../certificates/adapters/attachments-store.ts'
import { deliverTask } from '../certificates/adapters/deliver.ts'
import type { Doors } from '../certificates/adapters/door.ts'
import { applicationRoutes } from '../certificates/adapters/http-applications.ts'
import { arrivalRoutes } from '../certificates/adapters/http-arrivals.ts'
import { certificateRoutes } from '../certificates/adapters/http-certificates.ts'
import { trustRoutes } from '../certificates/adapters/http-trust.ts'
import type { Means } from '../certificates/adapters/means.ts'
import { openStock } from '../certificates/adapters/open-stock.ts'
import { openPdfSeal } from '../certificates/adapters/pdf-seal.ts'
import { RING_OVERDUE, ringOverdueTask } from '../certificates/adapters/ring-overdue.ts'
import { createSafe, ensureDossierKey } from '../certificates/adapters/safe.ts'
import { DELIVER } from '../certificates/adapters/sign.ts'
import {
  ensureDemonstration,
  refreshDemonstration,
} from '../participants/adapters/demonstration.ts'
import { participantRoutes } from '../participants/adapters/http.ts'
import { openKeys } from '../participants/adapters/key-files.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { loadRegistryFiles, type RegistryFiles } from '../participants/adapters/registry-files.ts'
import { bundleBytes } from '../participants/adapters/trust-export.ts'
import { forgetClicks } from '../platform/click.ts'
import type { Database } from '../platform/database.ts'
import { describeError } from '../platform/describe-error.ts'
import type { Http } from '../platform/http/http.ts'
import { startJobs } from '../platform/jobs.ts'
import type { Logger } from '../platform/logger.ts'
import type { PartyCode } from '../values/codes.ts'

export type NodeOptions = {
  readonly database: Database
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly tls: boolean
  readonly logger: Logger
}

export type Node = {
  readonly routes: (app: Http) => void
  /** What needs the address: the demonstration accounts name it. Then the jobs begin. */
  readonly begin: (baseUrl: string, publicUrl?: string) => Promise<readonly DemonstrationAccount[]>
  readonly close: () => Promise<void>
}

const HOUR_MS = 3_600_000
const FORGET_CLICKS = 'platform:forget-clicks'
const SWEEP_ACCESS = 'access:sweep'
const CRONTAB = `42 2 * * * ${RING_OVERDUE}\n17 3 * * * ${FORGET_CLICKS}\n27 * * * * ${SWEEP_ACCESS}`

/** A node of the demonstration scheme: all its Participants, their keys, officers and doors. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { database, dataFolder, logger } = options
  const files = loadRegistryFiles()
  const trust = await followTrust(dataFolder, files, logger)
  const means = await meansOf(options, files, trust.newest)
  let accounts: readonly DemonstrationAccount[] = []
  let address = 'http://localhost'
  const access = await openAccess({
    ...options,
    address: () => address,
    offsetMinutesOf: (participant) => files.profileOf(participant).clockOffsetMinutes.value,
    baseUrl: 'http://localhost',
    demonstration: () => accounts,
    onError: (error) => logger.warn(describeError(error), 'database connection lost'),
  })
  const tasks = {
    [DELIVER]: deliverTask(means),
    [RING_OVERDUE]: ringOverdueTask(means),
    [FORGET_CLICKS]: async () => {
      await forgetClicks(database, means.clock())
    },
    [SWEEP_ACCESS]: async () => {
      await sweepAccess(database, means.clock())
    },
  }
  const jobs = await startJobs({ database, tasks, logger, crontab: CRONTAB })
  return {
    routes(app) {
      access.routes(app)
      const doors: Doors = { app, means, whoIs: access.who.whoIs }
      participantRoutes(app, files)
      trustRoutes(app, means)
      applicationRoutes(doors)
      arrivalRoutes(doors)
      certificateRoutes(doors)
    },
    async begin(baseUrl, publicUrl = baseUrl) {
      address = publicUrl
      const file = await ensureDemonstrationAccounts(database, dataFolder, { baseUrl })
      accounts = file.accounts
      await openStock(means, new Set(accounts.map(({ participant }) => participant as PartyCode)))
      return accounts
    },
    async close() {
      trust.stop()
      await jobs.stop()
      await access.close()
    },
  }
}

/** The trust list in force, signed again in time for as long as the node runs. */
async function followTrust(dataFolder: string, { registry }: RegistryFiles, logger: Logger) {
  const now = () => Math.floor(Date.now() / 1000)
  let newest = await ensureDemonstration(dataFolder, registry, now())
  const timer = setInterval(() => {
    refreshDemonstration(dataFolder, now()).then(
      (trust) => {
        newest = trust
      },
      (error: unknown) => logger.error(describeError(error), 'the trust list was not signed again'),
    )
  }, HOUR_MS).unref()
  return { newest: () => newest, stop: () => clearInterval(timer) }
}

async function meansOf(
  { database, dataFolder }: NodeOptions,
  { registry, profileOf }: RegistryFiles,
  trust: Means['trust'],
): Promise<Means> {
  const keys = openKeys(dataFolder)
  const seals = new Map<PartyCode, ReturnType<Means['sealOf']>>()
  const sealOf: Means['sealOf'] = (participant) => {
    const authority = profileOf(participant).exportingAuthority.value.en
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
    signerOf: keys.signerOf,
    trust,
    bundleWith: (statements) => bundleBytes(dataFolder, statements),
    verify: nodeVerify(),
    safe: createSafe(await ensureDossierKey(dataFolder, () => hasSealed(database))),
    sealOf,
    clock: () => new Date(),
  }
}
