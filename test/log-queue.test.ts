import { afterAll, beforeAll, test } from 'vitest'
import { rowsOf, transaction } from '../src/platform/database.ts'
import { logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { MAX_GROWTH } from '../src/transparency/grow.ts'
import { CD, type SequencerScene, sequencerScene } from './sequencer-scene.ts'

let scene: SequencerScene

beforeAll(async () => {
  scene = await sequencerScene()
})
afterAll(async () => {
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
