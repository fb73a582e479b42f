import type { LogEntry } from '../../src/transparency/entry.ts'
import { DAY, LISTED_AT } from './lists.ts'
import {
  certificateEntry,
  digestOf,
  everybody,
  GOOD,
  liveList,
  type PageSpec,
  pageSpec,
  registerFile,
  type Words,
} from './live.ts'
import {
  importerLog,
  issuerLog,
  NOT_LOGGED,
  OF_STATUS,
  received,
  SPOILED_BLANK,
  said,
} from './live-world.ts'
import { writeList } from './tuf.ts'

/** What the lists say on one day. */
type Day = {
  /** Days after the first one. */
  readonly day: number
  /** Entries of CD behind those of the first day. */
  readonly issued?: readonly LogEntry[]
  /** The whole log of the importer; null where it has no page. */
  readonly imported: readonly LogEntry[] | null
  /** The whole log of AE, where it has a page. */
  readonly others?: readonly LogEntry[]
  readonly bounds?: readonly number[]
  /** Whose words CD has, in place of everybody's. */
  readonly words?: (last: number) => Words
}

export type DayName =
  | 'day-1.hex'
  | 'day-1-bounds.hex'
  | 'day-2.hex'
  | 'day-2-bounds.hex'
  | 'day-2-other-bounds.hex'
  | 'day-3.hex'
  | 'two-months.hex'
  | 'other-parties.hex'
  | 'without-register.hex'

/** Bundles of several days of one scheme, by the name of their file. */
export async function bundlesOfDays(): Promise<Readonly<Record<DayName, Uint8Array>>> {
  const { blocks, entries } = await issuerLog()
  const imported = await importerLog()
  const issued = [
    await certificateEntry(NOT_LOGGED, 47),
    await said(OF_STATUS.suspended, 'void'),
    await said(SPOILED_BLANK, 'replaced'),
  ]
  const elsewhere = { ...(await received(GOOD, null)), subject: digestOf('of another scheme') }
  const more = [...imported, await received(GOOD, null), elsewhere]
  const [announced] = entries
  if (announced === undefined) throw new Error('a log without blocks')
  const again = { ...announced, digest: digestOf('the first block, signed again') }
  const bundle = async ({ day, issued = [], imported, others, bounds = [], words }: Day) => {
    const at = LISTED_AT + day * DAY
    const last = at - 30
    const page = (party: string, log: readonly LogEntry[], changes: Partial<PageSpec> = {}) =>
      registerFile(pageSpec(party, log, { at: at - 60, words: everybody(last), ...changes }))
    const spoken = (words ?? everybody)(last)
    const registerPages = {
      CD: await page('CD', [...entries, ...issued], { bounds, words: spoken }),
      ...(imported !== null && { EU: await page('EU', imported) }),
      ...(others !== undefined && { AE: await page('AE', others) }),
    }
    const lists = { numberBlocks: { CD: blocks }, statusPages: {}, registerPages }
    return writeList(liveList(lists, { issuedAt: at, version: 7 + day })).bundle
  }
  const off = liveList({ numberBlocks: { CD: blocks }, statusPages: {} }, { logs: null })
  const middle = Math.floor(entries.length / 2)
  return {
    'day-1.hex': await bundle({ day: 0, imported }),
    'day-1-bounds.hex': await bundle({ day: 0, imported, bounds: [middle] }),
    'day-2.hex': await bundle({ day: 1, issued, imported }),
    'day-2-bounds.hex': await bundle({ day: 1, issued, imported, bounds: [middle] }),
    'day-2-other-bounds.hex': await bundle({
      ...{ day: 1, issued, imported },
      bounds: [middle, entries.length + 1],
    }),
    'day-3.hex': await bundle({ day: 2, issued, imported: more }),
    'two-months.hex': await bundle({ day: 62, issued, imported: more }),
    'other-parties.hex': await bundle({
      ...{ day: 2, issued: [...issued, again], imported: null, others: [elsewhere] },
      words: (last) => ({ 'AE witness': last, 'ZA witness': last - 5 }),
    }),
    'without-register.hex': writeList(off).bundle,
  }
}
