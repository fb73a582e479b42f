import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RefusedError } from '../src/platform/refused-error.ts'
import { logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { CD, type SequencerScene, sequencerScene } from './sequencer-scene.ts'

/** Files that come to an end in the middle, as on a full disk, while a log is written. */

/**
 * Bytes that a file may have, and entries that are new. While there are few of these a head with its
 * cosignatures is the longest file, afterwards the entries are: so that each of them is cut off at some point.
 */
const ROUNDS = [
  ...[0, 60, 200, 350, 420, 500, 580, 660].map((room) => ({ room, entries: 1 })),
  ...[700, 2000, 4000, 8000, 12_000, 40_000].map((room) => ({ room, entries: 60 })),
]

let scene: SequencerScene

beforeAll(async () => {
  scene = await sequencerScene()
})
afterAll(() => scene.dispose())

/**
 * The kernel lets no file of this process grow past so many bytes: whatever is beyond is cut off, and the
 * writer is told. It asks for no rights, which a small disk of its own would.
 */
const limitFiles = (bytes: number | 'unlimited') =>
  promisify(execFile)('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes}:`])

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

test('nothing is published that is not there, nothing is lost, and with room it goes on', async () => {
  const keeper = logKeeper(scene.parts)
  const failed: unknown[] = []
  for (const { room, entries } of ROUNDS) {
    await scene.queueAround(entries, async () => undefined)
    await limitFiles(room)
    try {
      await keeper.publish(CD)
    } catch (error) {
      failed.push(error instanceof RefusedError ? error.refusal.code : codeOf(error))
    } finally {
      await limitFiles('unlimited')
    }
    await scene.holds()
    await keeper.publish(CD)
    await scene.holds()
  }
  await scene.isWhole()
  expect(new Set(failed)).toEqual(new Set(['EFBIG', 'TRANSPARENCY_NOT_WITNESSED']))
  expect(failed.length).toBeLessThan(ROUNDS.length)
  // What could not be written to its end is not lying about.
  const left = await readdir(scene.folder, { recursive: true })
  expect(left.filter((name) => name.endsWith('.draft'))).toEqual([])
})
