import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { logInMemory } from '../../test/log-in-memory.ts'
import { MAX_TREE_SIZE } from '../crypto/merkle.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import { checkLog } from './check-log.ts'
import { readCheckpoint } from './checkpoint.ts'
import { encodeEntry } from './entry.ts'

const digest = (at: number) => new Uint8Array(32).fill(at % 251)
const certificate = (slot: number) =>
  encodeEntry({ kind: 'certificate', slot, iat: 1, exp: 2, subject: null, digest: digest(slot) })
const status = (slot: number) =>
  encodeEntry({
    ...{ kind: 'certificate-status', slot, iat: 3, exp: null },
    ...{ subject: digest(slot), digest: digest(slot + 1) },
  })

const ENTRIES = [...Array.from({ length: 600 }, (_, at) => certificate(at)), status(7), status(7)]

type Files = Map<string, Uint8Array>
async function checked(entries: readonly Uint8Array[], change: (files: Files) => void = () => {}) {
  const log = logInMemory('kp.example/cd', 1)
  log.append(entries)
  const files = await log.files()
  const head = readCheckpoint(files.get('checkpoint') as Uint8Array)
  if (!head.ok) throw new Error('the log signs no checkpoint')
  change(files)
  return checkLog(head.value, async (path) => files.get(path))
}

const codes = async (...asked: Parameters<typeof checked>) =>
  (await checked(...asked)).faults.map(({ code, path, index }) => [code, path ?? index])

test('a log that is whole has no fault, and tells what is in it', async () => {
  expect(await checked(ENTRIES)).toEqual({
    faults: [],
    kinds: { certificate: 600, 'certificate-status': 2 },
  })
  expect(await checked([])).toEqual({ faults: [], kinds: {} })
})

test('a partial file that was removed because it is full now is looked for there', async () => {
  const whole = await codes(ENTRIES.slice(0, 300), (files) => {
    for (const name of ['tile/0/001', 'tile/entries/001']) {
      const partial = files.get(`${name}.p/44`) as Uint8Array
      files.delete(`${name}.p/44`)
      const later = name.includes('entries') ? certificate(999) : digest(9)
      const behind = name.includes('entries') ? [0, later.length] : []
      files.set(name, Uint8Array.of(...partial, ...behind, ...later))
    }
  })
  expect(whole).toEqual([])
})

function flip(files: Files, path: string, at: number): void {
  const bytes = (files.get(path) as Uint8Array).slice()
  const place = at < 0 ? bytes.length + at : at
  bytes[place] = (bytes[place] as number) ^ 1
  files.set(path, bytes)
}

describe('every single fault has its code', () => {
  const FAULTS: Record<string, [(files: Files) => void, [string, string | number | undefined][]]> =
    {
      'a tile that is gone': [
        (files) => files.delete('tile/0/001'),
        [['LOG_FILE_MISSING', 'tile/0/001']],
      ],
      'a partial tile that is gone': [
        (files) => files.delete('tile/1/000.p/2'),
        [['LOG_FILE_MISSING', 'tile/1/000.p/2']],
      ],
      'a bit in a tile': [
        (files) => flip(files, 'tile/0/001', 99),
        [['LOG_TILE_DIFFERS', 'tile/0/001']],
      ],
      'a tile cut short': [
        (files) => files.set('tile/0/000', (files.get('tile/0/000') as Uint8Array).slice(32)),
        [['LOG_TILE_DIFFERS', 'tile/0/000']],
      ],
      'entries that are gone': [
        (files) => files.delete('tile/entries/001'),
        [['LOG_FILE_MISSING', 'tile/entries/001']],
      ],
      'entries cut short': [
        (files) =>
          files.set('tile/entries/001', (files.get('tile/entries/001') as Uint8Array).slice(0, 80)),
        [['LOG_ENTRIES_MALFORMED', 'tile/entries/001']],
      ],
      'an entry too few': [
        (files) => {
          const bundle = files.get('tile/entries/000') as Uint8Array
          files.set('tile/entries/000', bundle.slice(2 + (bundle[1] as number)))
        },
        [['LOG_ENTRIES_COUNT', 'tile/entries/000']],
      ],
      'a tile with more behind it': [
        (files) =>
          files.set('tile/1/000.p/2', new Uint8Array([...(files.get('tile/1/000.p/2') ?? []), 0])),
        [['LOG_TILE_DIFFERS', 'tile/1/000.p/2']],
      ],
      'an entry too many': [
        (files) => {
          const path = 'tile/entries/002.p/90'
          files.set(path, new Uint8Array([...(files.get(path) ?? []), 0, 0]))
        },
        [['LOG_ENTRIES_COUNT', 'tile/entries/002.p/90']],
      ],
      'an entry changed': [
        (files) => flip(files, 'tile/entries/002.p/90', -1),
        [
          ['LOG_TILE_DIFFERS', 'tile/0/002.p/90'],
          ['LOG_ROOT_DIFFERS', undefined],
        ],
      ],
    }
  test.each(Object.entries(FAULTS))('%s', async (_, [change, expected]) => {
    expect(await codes(ENTRIES, change)).toEqual(expected)
  })
})

test('what is no entry, and a number that was issued twice, are told by their place', async () => {
  const twin = [...ENTRIES, encodeUtf8('hello'), certificate(5)]
  expect(await codes(twin)).toEqual([
    ['LOG_ENTRY_MALFORMED', 602],
    ['LOG_SLOT_TWICE', 603],
  ])
})

test('a head of a size that nobody could serve ends at the first file that is not there', async () => {
  const head = { size: MAX_TREE_SIZE, root: digest(1) }
  let asked = 0
  const found = await checkLog(head, async () => {
    asked += 1
    return undefined
  })
  expect(found.faults).toEqual([{ code: 'LOG_FILE_MISSING', path: 'tile/entries/000' }])
  expect(asked).toBeLessThan(3)
})

test('the hash of the platform builds the same tree', async () => {
  const log = logInMemory('kp.example/cd', 1)
  log.append(ENTRIES)
  const files = await log.files()
  const head = readCheckpoint(files.get('checkpoint') as Uint8Array)
  const native = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
  const read = async (path: string) => files.get(path)
  expect(
    (await checkLog(head.ok ? head.value : { size: 1, root: digest(1) }, read, native)).faults,
  ).toEqual([])
})
