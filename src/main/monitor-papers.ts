import type { VerifySignature } from '../crypto/signature.ts'
import { type Bundle, parseBundle } from '../participants/bundle.ts'
import { START } from '../transparency/adapters/monitor-memory.ts'
import type { Alarm } from '../transparency/alarm.ts'
import type { PartyCode } from '../values/codes.ts'
import type { MonitorConfig } from './monitor-config.ts'
import { type Author, comparePage, type PageCompared } from './monitor-pages.ts'
import { notLogged, type SeenStatement, type Shown, statementsOf } from './monitor-statements.ts'
import type { FetchBundle, Lists } from './monitor-trust.ts'

/** What authors showed elsewhere, held against their logs; what was found in order is not looked at again. */
export type Papers = {
  /** Hex digests of statements that were found in their log, and of pages that were made anew. */
  readonly settled: Set<string>
  /** By party, the newest page that is the one that the log makes. */
  readonly pages: Map<PartyCode, RebuiltPage>
}

export type RebuiltPage = { readonly size: number; readonly iat: number }

export type Looking = {
  readonly config: MonitorConfig
  readonly lists: Lists
  readonly fetch: FetchBundle
  readonly verify: VerifySignature
  /** What could not be looked at. */
  readonly away: (where: string, cause: string) => void
}

/** Everything that is shown beside the logs: in the lists' own bundle, in those of other nodes, in the folder. */
export async function papersShown(looking: Looking): Promise<readonly SeenStatement[]> {
  const { config, lists, fetch, verify, away } = looking
  const bundles = new Map<string, Bundle>([[config.trust, lists.bundle]])
  for (const place of config.bundles) {
    const bytes = await fetch(place)
    const bundle = typeof bytes === 'string' ? undefined : parseBundle(bytes)
    if (bundle?.ok) bundles.set(place, bundle.value)
    else away(place, typeof bytes === 'string' ? bytes : (bundle?.refusals[0].code ?? ''))
  }
  const shown: Shown = { bundles, folder: config.statements }
  return statementsOf(shown, lists.trust, verify, away)
}

/** What one author showed elsewhere, held against its log, which was read to its head. */
export async function lookAtPapers(
  shown: readonly SeenStatement[],
  { trust, memory, limit }: Author,
  { settled, pages }: Papers,
): Promise<readonly Alarm[]> {
  const open = shown.filter(({ digest }) => !settled.has(digest))
  const due = open.filter(({ kind, iat }) => kind !== 'register-page' && iat < limit)
  const missing = await notLogged(due, memory.entries(START, memory.state().verified))
  for (const { digest } of due) {
    if (missing.every(({ about }) => about !== digest)) settled.add(digest)
  }
  const alarms = [...missing]
  for (const page of open.filter(({ kind }) => kind === 'register-page')) {
    const compared = await comparePage(page, { trust, memory, limit })
    alarms.push(...compared.alarms)
    if (compared.same !== null) settle(page, compared.same, { settled, pages })
  }
  return alarms
}

function settle(
  { party, digest, iat }: SeenStatement,
  { size }: NonNullable<PageCompared['same']>,
  { settled, pages }: Papers,
): void {
  settled.add(digest)
  if (iat >= (pages.get(party)?.iat ?? 0)) pages.set(party, { size, iat })
}
