import type { Queryable } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { EMPTY_EDGE, extend, MAX_GROWTH } from '../grow.ts'
import { TILE_WIDTH, tileAt } from '../tile.ts'
import type { LogFiles } from './log-files.ts'
import { entriesBetween, type LogRow } from './log-store.ts'

/**
 * Writes the files of a log anew out of the database where one of them is missing: whoever lost them alone
 * has lost nothing. A newer checkpoint that is there stays.
 */
export async function mendFiles(
  on: Queryable,
  party: PartyCode,
  { edge: { size }, checkpoint }: LogRow,
  files: LogFiles,
): Promise<void> {
  if (checkpoint === undefined) return
  if (!files.areThere(size)) await writeAnew(on, party, size, files)
  if ((await files.checkpoint()) === undefined) await files.writeCheckpoint(checkpoint)
}

async function writeAnew(on: Queryable, party: PartyCode, size: number, files: LogFiles) {
  for (let edge = EMPTY_EDGE; edge.size < size; ) {
    const from = edge.size
    const to = Math.min(size, from + MAX_GROWTH)
    const entries = (await entriesBetween(on, party, { from, to })).map(({ bytes }) => bytes)
    const grown = extend(edge, entries)
    // A tile of a higher level is written when it is as wide as it gets.
    const tiles = grown.tiles.filter((tile) => tile.width === tileAt(tile, size).width)
    await files.writeTiles(tiles, ({ index, width }) => {
      const first = index * TILE_WIDTH - from
      return entries.slice(first, first + width)
    })
    edge = grown.edge
  }
}
