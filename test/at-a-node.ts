import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  DemonstrationAccount,
  DemonstrationFile,
} from '../src/access/adapters/demonstration-file.ts'
import { headsOf } from '../src/certificates/issuer-register.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { type Bundle, parseBundle } from '../src/participants/bundle.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { type Remembered, rememberedAfter, type Trust } from '../src/participants/trust.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { runningUrl } from '../src/platform/embedded-postgres/running.ts'
import { type Caller, createCaller } from './caller.ts'
import type { NodeUnderTest } from './node-under-test.ts'
import { shortOf } from './office.ts'

/** What people do at a real node: its officers, an inspector with its lists, and whoever has its database. */

type Served = Pick<NodeUnderTest, 'baseUrl'>

/** The accounts of a node by their short names, such as `issuing@cd`. */
export function accountsAt({
  dataFolder,
}: Pick<NodeUnderTest, 'dataFolder'>): ReadonlyMap<string, DemonstrationAccount> {
  const text = readFileSync(join(dataFolder, 'demo-accounts.json'), 'utf8')
  const { accounts } = JSON.parse(text) as DemonstrationFile
  return new Map(accounts.map((each) => [shortOf(each.email), each]))
}

/** Whoever has an account, under its short name. */
export function callerAt(node: Pick<NodeUnderTest, 'baseUrl' | 'dataFolder'>): Caller {
  const tokens = [...accountsAt(node)].map(([who, { token }]) => [who, token] as const)
  return createCaller(node.baseUrl, new Map(tokens))
}

export type Reader = {
  /** Epoch seconds by the reader's clock. */
  readonly now?: number
  /** What the reader knows from before. */
  readonly remembered?: Remembered
}

/** What a reader has of a node, and when it fetched it, in epoch seconds. */
export type Lists = { readonly trust: Trust; readonly bundle: Bundle; readonly now: number }

/** The lists of a node as a reader opens them, who has nothing else but its memory. */
export async function listsOf(
  { baseUrl }: Served,
  { now = Math.floor(Date.now() / 1000), remembered }: Reader = {},
): Promise<Lists> {
  const answer = await fetch(`${baseUrl}/api/participants/trust-bundle`)
  const bundle = parseBundle(new Uint8Array(await answer.arrayBuffer()))
  if (!bundle.ok) throw new Error(bundle.refusals[0].code)
  const trust = await openTrust(bundle.value, {
    ...{ pins: new Set<string>(), acceptDemonstration: true, now, verify: nodeVerify() },
    ...(remembered !== undefined && { remembered }),
  })
  if (!trust.ok) throw new Error(trust.refusals[0].code)
  return { trust: trust.value, bundle: bundle.value, now }
}

/** What a reader of these lists knows from then on. */
export async function memoryOf({ trust, bundle }: Lists): Promise<Remembered> {
  return rememberedAfter(trust, undefined, await headsOf(bundle, trust, nodeVerify()))
}

/** What these lists say of a code: the verdict and its reasons, the first of which decides. */
export async function verdictBy({ trust, bundle, now }: Lists, qr: string): Promise<string> {
  const verify = createVerifier({ trust, bundle }, nodeVerify())
  const { verdict, reasons } = await verify({ text: qr }, now)
  return [verdict, ...reasons.map(({ code }) => code)].join(' ')
}

/** The same with the lists that a node gives now: `VALID SPECIMEN COMPARE_SEALS_AND_WEIGHT`. */
export async function verdictAt(node: Served, qr: string, reader: Reader = {}): Promise<string> {
  return verdictBy(await listsOf(node, reader), qr)
}

/** Work with the rights of whoever runs the database of a node. */
export async function asOwner<T>(
  node: Pick<NodeUnderTest, 'dataFolder' | 'databaseUrl'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const url = node.databaseUrl ?? (await runningUrl(node.dataFolder)) ?? ''
  const database = openDatabase(url, { max: 1 })
  try {
    return await work(database)
  } finally {
    await database.end()
  }
}

export type HeldUp = { readonly party: string; readonly code: string; readonly title: string }

/** Who cannot sign, as whoever watches a node is told; it is healthy all the same. */
export async function heldUpAt({ baseUrl }: Served): Promise<readonly HeldUp[]> {
  const health = await fetch(`${baseUrl}/api/health`)
  if (health.status !== 200) throw new Error(`not healthy: ${health.status}`)
  return ((await health.json()) as { readonly heldUp: readonly HeldUp[] }).heldUp
}
