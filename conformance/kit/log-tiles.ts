import { toHex } from '../../src/crypto/bytes.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { encodeEntry, type LogEntry } from '../../src/transparency/entry.ts'
import { EMPTY_EDGE, grow } from '../../src/transparency/grow.ts'
import {
  entriesPath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesOf,
  writeEntries,
} from '../../src/transparency/tile.ts'
import type { LogFaultCode } from '../../src/transparency/walk-log.ts'
import { LISTED_AT } from './lists.ts'
import { digestOf } from './live.ts'
import type { Named } from './log-case.ts'
import { treeOver } from './tree.ts'

/** A log as a web server serves it, but for its checkpoint: `log/tiles/<name>.json`. */
export type ServedLog = {
  readonly size: number
  readonly root: string
  /** Hex by path. */
  readonly files: Readonly<Record<string, string>>
}

/** The file at `path` becomes that of `from`, cut, flipped and added to, in this order. */
export type Change = {
  readonly path: string
  readonly gone?: true
  readonly from?: string
  /** How many of its bytes stay. */
  readonly keep?: number
  /** The byte whose lowest bit is another. */
  readonly flip?: number
  /** Hex. */
  readonly append?: string
}

export type TileCase = Named & {
  readonly log: string
  /** Of the checkpoint. */
  readonly size: number
  readonly root: string
  readonly changes: readonly Change[]
  /** Each fault with the file or the entry that it is of, or null; in the order of a walk from the first entry. */
  readonly expected: readonly (readonly [LogFaultCode, string | number | null])[]
}

export type PathCase = Named &
  Tile & { readonly expected: { readonly hashes: string; readonly entries: string } }

const certificate = (slot: number, statement = `statement ${slot}`): Uint8Array => {
  const entry = { kind: 'certificate', slot, iat: LISTED_AT, exp: null, subject: null }
  return encodeEntry({ ...entry, digest: digestOf(statement) } satisfies LogEntry)
}

const WHOLE = Array.from({ length: 260 }, (_, slot) => certificate(slot))

export function servedLogs(): Readonly<Record<string, ServedLog>> {
  return {
    whole: serve(WHOLE),
    twin: serve([certificate(0), certificate(1), certificate(0, 'another statement')]),
    'no-entry': serve([certificate(0), encodeUtf8('hello')]),
    empty: serve([]),
  }
}

function serve(entries: readonly Uint8Array[]): ServedLog {
  const files: Record<string, string> = {}
  const { tiles } = grow(EMPTY_EDGE, entries)
  const known = new Map(tiles.map((tile) => [tilePath(tile), tile.hashes]))
  for (const tile of tilesOf(entries.length)) {
    files[tilePath(tile)] = toHex(known.get(tilePath(tile)) ?? new Uint8Array())
    if (tile.level > 0) continue
    const from = tile.index * TILE_WIDTH
    files[entriesPath(tile)] = toHex(writeEntries(entries.slice(from, from + tile.width)))
  }
  return { size: entries.length, root: toHex(treeOver(entries).rootOf(entries.length)), files }
}

const [FULL, PARTIAL, TOP] = ['tile/0/000', 'tile/0/001.p/4', 'tile/1/000.p/1']
const [ENTRIES, LAST] = ['tile/entries/000', 'tile/entries/001.p/4']
const HASH = 32

export function tileCases(logs: Readonly<Record<string, ServedLog>>): readonly TileCase[] {
  const of = (log: string) => {
    const { size, root } = logs[log] ?? { size: 0, root: '' }
    return { log, size, root }
  }
  const row = (
    name: string,
    about: string,
    changes: readonly Change[],
    expected: TileCase['expected'] = [],
  ): TileCase => ({ name, about, ...of('whole'), changes, expected })
  const differs = (name: string, about: string, change: Change): TileCase =>
    row(name, about, [change], [['LOG_TILE_DIFFERS', change.path]])
  // Behind its length in two bytes.
  const entry = (WHOLE[256] ?? []).length + 2
  return [
    row('whole', 'Every file is as it must be.', []),
    { ...row('empty', 'A log without entries serves nothing.', []), ...of('empty') },
    differs('bit-in-a-full-tile', 'A bit of a hash is another.', { path: FULL, flip: 99 }),
    differs('bit-in-a-partial-tile', 'A bit of a hash is another.', { path: PARTIAL, flip: 0 }),
    differs('bit-in-an-upper-tile', 'A bit of a hash is another.', { path: TOP, flip: 31 }),
    differs('tile-cut-short', 'A hash too few.', { path: FULL, keep: 255 * HASH }),
    differs('tile-cut-within-a-hash', 'Half a hash too few.', { path: FULL, keep: 8176 }),
    differs('tile-empty', 'A file of no bytes.', { path: FULL, keep: 0 }),
    differs('tile-oversized', 'A hash too many.', { path: FULL, append: '00'.repeat(HASH) }),
    differs('tile-a-byte-longer', 'A byte behind the last hash.', { path: FULL, append: '00' }),
    differs('partial-tile-narrower', 'Three hashes where the width is four.', {
      path: PARTIAL,
      keep: 3 * HASH,
    }),
    differs('partial-tile-wider', 'Five hashes where the width is four.', {
      path: PARTIAL,
      append: '00'.repeat(HASH),
    }),
    differs('tile-of-another-place', 'The upper tile in the place of the partial one.', {
      path: PARTIAL,
      from: TOP,
    }),
    row(
      'tile-missing',
      'A full tile is not served.',
      [{ path: FULL, gone: true }],
      [['LOG_FILE_MISSING', FULL]],
    ),
    row(
      'partial-tile-missing',
      'Neither the partial tile nor the full one.',
      [{ path: PARTIAL, gone: true }],
      [['LOG_FILE_MISSING', PARTIAL]],
    ),
    row(
      'partial-files-became-full',
      'The full files are served in the place of the partial ones.',
      [
        { path: 'tile/0/001', from: PARTIAL, append: '07'.repeat(HASH) },
        { path: PARTIAL, gone: true },
        { path: 'tile/entries/001', from: LAST, append: '000107' },
        { path: LAST, gone: true },
      ],
    ),
    row(
      'entries-missing',
      'Entries are withheld.',
      [{ path: LAST, gone: true }],
      [['LOG_FILE_MISSING', LAST]],
    ),
    row(
      'entries-cut-short',
      'The last entry ends too early.',
      [{ path: ENTRIES, keep: 100 }],
      [['LOG_ENTRIES_MALFORMED', ENTRIES]],
    ),
    row(
      'entry-too-few',
      'A file of one entry in the place of four.',
      [{ path: LAST, keep: entry }],
      [['LOG_ENTRIES_COUNT', LAST]],
    ),
    row(
      'entry-too-many',
      'An empty entry behind the last.',
      [{ path: LAST, append: '0000' }],
      [['LOG_ENTRIES_COUNT', LAST]],
    ),
    row(
      'entry-changed',
      'A bit of the last entry: its tile and the root differ.',
      [{ path: LAST, flip: 4 * entry - 1 }],
      [
        ['LOG_TILE_DIFFERS', PARTIAL],
        ['LOG_ROOT_DIFFERS', null],
      ],
    ),
    {
      ...row(
        'root-of-another-log',
        'The checkpoint has the root of another log.',
        [],
        [['LOG_ROOT_DIFFERS', null]],
      ),
      root: of('twin').root,
    },
    {
      ...row(
        'size-beyond-what-is-served',
        'The checkpoint promises a thousand entries.',
        [],
        [['LOG_FILE_MISSING', 'tile/entries/001']],
      ),
      size: 1000,
    },
    {
      ...row('twin', 'Two certificates of one slot.', [], [['LOG_SLOT_TWICE', 2]]),
      ...of('twin'),
    },
    {
      ...row('no-entry', 'A leaf that is no entry.', [], [['LOG_ENTRY_MALFORMED', 1]]),
      ...of('no-entry'),
    },
  ]
}

export function pathCases(): readonly PathCase[] {
  const rows: readonly (readonly [string, string, Tile])[] = [
    ['first', 'The first tile.', { level: 0, index: 0, width: 256 }],
    ['three-digits', 'Groups of three digits.', { level: 3, index: 999, width: 256 }],
    ['six-digits', 'All groups but the last begin with x.', { level: 0, index: 1000, width: 256 }],
    ['seven-digits', 'As in the text of C2SP.', { level: 0, index: 1_234_067, width: 256 }],
    [
      'partial',
      'As in the text of C2SP, of eight hashes.',
      { level: 1, index: 1_234_067, width: 8 },
    ],
    ['widest-partial', 'A hash less than full.', { level: 1, index: 70, width: 255 }],
  ]
  return rows.map(([name, about, tile]) => {
    const expected = { hashes: tilePath(tile), entries: entriesPath(tile) }
    return { name, about, ...tile, expected }
  })
}
