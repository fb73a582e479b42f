import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemonstrationFile } from '../src/access/adapters/demonstration-file.ts'
import { headsOf } from '../src/certificates/issuer-register.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { parseBundle } from '../src/participants/bundle.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { type Remembered, rememberedAfter } from '../src/participants/trust.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { runningUrl } from '../src/platform/embedded-postgres/running.ts'
import { type Caller, createCaller } from './caller.ts'
import type { NodeUnderTest } from './node-under-test.ts'
import { shortOf } from './office.ts'

/** What people do at a real node: its officers, an inspector with its lists, and whoever has its database. */

/** Any account of a node by its short name, such as `issuing@cd`. */
export function callerAt({ baseUrl, dataFolder }: NodeUnderTest): Caller {
  const text = readFileSync(join(dataFolder, 'demo-accounts.json'), 'utf8')
  const { accounts } = JSON.parse(text) as DemonstrationFile
  return createCaller(baseUrl, new Map(accounts.map((each) => [shortOf(each.email), each.token])))
}

export type Reader = {
  /** Epoch seconds by the reader's clock. */
  readonly now?: number
  /** What the reader knows from before. */
  readonly remembered?: Remembered
}

/** The lists of a node as a reader opens them, who has nothing else but its memory. */
export async function listsOf(
  { baseUrl }: Pick<NodeUnderTest, 'baseUrl'>,
  { now = Math.floor(Date.now() / 1000), remembered }: Reader = {},
) {
  const answer = await fetch(`${baseUrl}/api/participants/trust-bundle`)
  const bundle = parseBundle(new Uint8Array(await answer.arrayBuffer()))
  if (!bundle.ok) throw new Error(bundle.refusals[0].code)
  const verify = nodeVerify()
  const trust = await openTrust(bundle.value, {
    ...{ pins: new Set<string>(), acceptDemonstration: true, now, verify },
    ...(remembered !== undefined && { remembered }),
  })
  if (!trust.ok) throw new Error(trust.refusals[0].code)
  const lists = { trust: trust.value, bundle: bundle.value }
  const heads = await headsOf(lists.bundle, lists.trust, verify)
  return { ...lists, now, memory: rememberedAfter(lists.trust, undefined, heads) }
}

/** The verdict on a code with the lists that a node gives now, and its reasons, the first of which decides. */
export async function verdictAt(
  node: Pick<NodeUnderTest, 'baseUrl'>,
  qr: string,
  reader: Reader = {},
): Promise<string> {
  const { trust, bundle, now } = await listsOf(node, reader)
  const { verdict, reasons } = await createVerifier({ trust, bundle }, nodeVerify())(
    { text: qr },
    now,
  )
  return [verdict, ...reasons.map(({ code }) => code)].join(' ')
}

/** Work with the rights of whoever runs the database of a node. */
export async function asOwner<T>(
  node: NodeUnderTest,
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

export async function heldUpAt({ baseUrl }: NodeUnderTest): Promise<readonly string[]> {
  const health = (await (await fetch(`${baseUrl}/api/health`)).json()) as {
    readonly heldUp: readonly { readonly party: string; readonly code: string }[]
  }
  return health.heldUp.map(({ party, code }) => `${party} ${code}`)
}
