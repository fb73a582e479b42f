import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SequencerScene, sequencerScene } from './sequencer-scene.ts'

/** The sequencer of a log, killed before everything that it does: whatever was done is enough to go on from. */

const PROCESS = join(import.meta.dirname, 'sequencer-process.mjs')
const KILL_AT = join(import.meta.dirname, 'kill-at.mjs')
const SEED = 20_261_122
/** A few more than one batch takes: whoever is to be killed at these ends by himself. */
const STEPS = 30
/** What the smallest takes; one that fills a tile has more. */
const LEAST_STEPS = 18
/** Near the end of a tile, so that one is filled on the way. */
const AT_FIRST = 200
const MOST_IN_A_ROUND = 9

let scene: SequencerScene

beforeAll(async () => {
  scene = await sequencerScene()
})
afterAll(() => scene.dispose())

/** How the program ended: by itself with what it said, or by the signal that it sent itself. */
async function run(killAt: number): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', KILL_AT, PROCESS, scene.fresh.url, scene.folder],
    { env: { ...process.env, KILL_AT: String(killAt) }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<string>((done) =>
    child.once('exit', (code, signal) => done(signal ?? `exit ${code}`)),
  )
  const said = await text(child.stdout)
  return said === '' ? ended : `${said.trim()}, ${await ended}`
}

/** The same numbers below `end` in every run. */
function numbersFrom(seed: number): (end: number) => number {
  let state = seed
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  }
}

/** Early and late steps by turns: a program that always ends early never gets anywhere. */
function shuffled(count: number, below: (end: number) => number): readonly number[] {
  const left = Array.from({ length: count }, (_, at) => at + 1)
  return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0] ?? 0)
}

test('killed before each of its steps, it goes on with one history and every statement once', async () => {
  const below = numbersFrom(SEED)
  await scene.queueAround(AT_FIRST, async () => undefined)
  const killedAt: number[] = []
  for (const step of shuffled(STEPS, below)) {
    await scene.queueAround(1 + below(MOST_IN_A_ROUND), async () => {
      const ended = await run(step)
      expect(ended).toMatch(/^(SIGKILL|whole, exit 0)$/)
      if (ended === 'SIGKILL') killedAt.push(step)
    })
    await scene.holds()
  }
  // Every step that a batch has was among them: past the last of these it ended by itself.
  expect(killedAt.filter((step) => step <= LEAST_STEPS)).toHaveLength(LEAST_STEPS)
  expect(killedAt).not.toContain(STEPS)
  expect(await run(2 * STEPS)).toBe('whole, exit 0')
  await scene.isWhole()
})
