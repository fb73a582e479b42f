import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeUtf8 } from '../src/crypto/utf8.ts'
import { publishLogs } from '../src/main/publish-logs.ts'
import { rowsOf } from '../src/platform/database.ts'
import { createLogger } from '../src/platform/logger.ts'
import { compareLog } from '../src/transparency/adapters/compare-log.ts'
import { logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { logsBehind } from '../src/transparency/adapters/log-store.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import { MAX_GROWTH } from '../src/transparency/grow.ts'
import { CD, type SequencerScene, sequencerScene } from './sequencer-scene.ts'

/** What waits for its place in a log, and the log's files when some are lost. */

let scene: SequencerScene

beforeEach(async () => {
  scene = await sequencerScene()
})
afterEach(async () => {
  await scene.dispose()
})

test('a long queue that the database takes for an empty one is published', async () => {
  const { database } = scene.fresh
  await scene.queueAtOnce(MAX_GROWTH, async () => {
    // As the embedded server does it by itself: nobody else sees these rows yet, so it counts none.
    await rowsOf(database, 'analyze transparency.pending_entry')
  })
  await logKeeper(scene.parts).publish(CD)
  await scene.isWhole()
}, 120_000)

async function queue(kind: string, slot: number): Promise<void> {
  const digest = sha256(encodeUtf8(`${kind} ${slot}`))
  const entry = { kind, slot, iat: 1_767_225_600, exp: null, subject: null, digest }
  const { sql, values } = pendingEntryWrite(CD, entry)
  await rowsOf(scene.fresh.database, sql, [...values])
}

async function placed(): Promise<readonly string[]> {
  const rows = await rowsOf<{ kind: string; slot: bigint }>(
    scene.fresh.database,
    'select kind, slot from transparency.entry order by index',
  )
  return rows.map(({ kind, slot }) => `${kind} ${slot}`)
}

test('a warning goes before the hour, but never before the certificate that it is about', async () => {
  const { publish } = logKeeper(scene.parts)
  await queue('certificate', 1)
  await publish(CD)
  await queue('certificate', 2)
  await queue('certificate-status/void', 2)
  await queue('certificate-status/corrected', 1)
  await queue('certificate-status/stolen', 3)
  await queue('number-block', 100)
  await publish(CD, 'urgent')
  const urgent = ['certificate 1', 'certificate-status/stolen 3', 'number-block 100']
  expect(await placed()).toEqual(urgent)
  await queue('certificate-status/lost-or-stolen', 1)
  // What was said of the same number before waits, so that this waits with it.
  await publish(CD, 'urgent')
  expect(await placed()).toEqual(urgent)
  await publish(CD)
  expect(await placed()).toEqual([
    ...urgent,
    'certificate 2',
    'certificate-status/void 2',
    'certificate-status/corrected 1',
    'certificate-status/lost-or-stolen 1',
  ])
})

test.each([
  ['all of them', '.'],
  ['the entries', 'tile/entries'],
  ['the lowest hashes', 'tile/0'],
  ['the checkpoint', 'checkpoint'],
])('files that are lost are written anew after a start: %s', async (_, lost) => {
  await scene.queueAround(300, async () => undefined)
  await logKeeper(scene.parts).publish(CD)
  await rm(join(scene.parts.folder, CD, lost), { recursive: true })
  expect(await compareLog(scene.parts, CD)).toBe('whole')
  await scene.isWhole()
})

/** Far from the end of an interval, whenever this runs: one of them ended in 2001, the next one ends in 2033. */
const NOT_DUE = 1_000_000_000

test.each([
  [NOT_DUE, ['number-block 100']],
  [1, ['certificate 1', 'number-block 100']],
])(
  'published every %i seconds, what can wait waits for the end of them',
  async (every, entries) => {
    await queue('certificate', 1)
    await queue('number-block', 100)
    const { database } = scene.fresh
    const { due, stop } = publishLogs({
      keeper: logKeeper(scene.parts),
      standings: {
        isWhole: () => true,
        mustBeWhole: () => undefined,
        heldUp: () => [],
        doubt: () => undefined,
        stop: () => undefined,
      },
      logger: createLogger('silent'),
      parties: () => [CD],
      behind: (which) => logsBehind(database, which),
      every,
    })
    await due()
    expect(await placed()).toEqual(entries)
    await stop()
  },
)
