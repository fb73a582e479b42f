import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { createLogger } from '../src/platform/logger.ts'
import { compareLog } from '../src/transparency/adapters/compare-log.ts'
import { logFilesIn } from '../src/transparency/adapters/log-files.ts'
import { type LogParts, logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { openWitnessNotes } from '../src/transparency/adapters/witness-faults.ts'
import {
  authenticateCheckpoint,
  type LogIdentity,
  signCheckpoint,
  writeCheckpoint,
} from '../src/transparency/checkpoint.ts'
import { EMPTY_EDGE, grow } from '../src/transparency/grow.ts'
import { writeSubmission } from '../src/transparency/witness.ts'
import { ed25519Signer } from './ed25519.ts'
import { CD, ORIGIN, type SequencerScene, sequencerScene } from './sequencer-scene.ts'

/** A thief signs with the key of a log: what witnesses and the node do, and how the log goes on with a new key. */

let scene: SequencerScene
let identity: LogIdentity
let parts: LogParts

beforeEach(async () => {
  scene = await sequencerScene()
  identity = { ...scene.parts.identityOf(CD) }
  parts = { ...scene.parts, evidence: join(scene.folder, 'evidence') }
})
afterEach(() => scene.dispose())

/** Another history of so many entries, shown to some of the witnesses under the log's own name. */
async function steal(size: number, ...from: readonly number[]): Promise<void> {
  const others = Array.from({ length: size }, (_, at) => Uint8Array.of(at))
  const { root } = grow(EMPTY_EDGE, others)
  const head = await signCheckpoint({ origin: ORIGIN, size, root }, parts.signerOf(CD))
  const shown = writeSubmission({ oldSize: 0, proof: [], checkpoint: writeCheckpoint(head) })
  for (const at of from) await parts.witnesses[at]?.add(shown, AbortSignal.timeout(5_000))
}

const publish = (count: number) => scene.queueAround(count, () => logKeeper(parts).publish(CD))

test.each([2, 9])(
  'a head of %i entries that a thief signed stops the log, and is kept',
  async (size) => {
    await steal(size, 2)
    await expect(publish(5)).rejects.toThrow('TRANSPARENCY_LOG_FORKED')
    expect(await readdir(join(scene.folder, 'evidence'))).toHaveLength(2)
    // No reader was given anything, and who asks again after a start is told the same.
    expect(await logFilesIn(join(parts.folder, CD)).checkpoint()).toBeUndefined()
    expect(await compareLog(parts, CD)).not.toBe('whole')
  },
)

test('a history of the thief finds no quorum among those who saw the log', async () => {
  await publish(5)
  await steal(9, 0, 1, 2)
  const heads = await Promise.all(
    parts.witnesses.map(({ last }) => last(ORIGIN, AbortSignal.timeout(5_000))),
  )
  const sizes = heads.map(async (bytes) => {
    const head = await authenticateCheckpoint(bytes ?? new Uint8Array(), identity, nodeVerify())
    return head.ok ? head.value.size : head.refusals[0].code
  })
  expect(await Promise.all(sizes)).toEqual([4, 4, 4])
})

test('with a new key and the old one compromised, the same log goes on, and its readers accept it', async () => {
  await publish(5)
  const next = ed25519Signer(77)
  const stolen = identity.keys
  const renew = { name: ORIGIN, type: 'ed25519' as const, x: next.key.x }
  // Witnesses and node follow one trust list: the scene's identity is that of all of them.
  Object.assign(scene.parts.identityOf(CD), { keys: [renew] })
  parts = {
    ...parts,
    signerOf: () => next,
    notes: openWitnessNotes(createLogger('silent'), Date.now),
  }
  expect(await compareLog(parts, CD)).toBe('whole')
  await logKeeper(parts).publish(CD)
  const bytes = (await logFilesIn(join(parts.folder, CD)).checkpoint()) ?? new Uint8Array()
  const read = (keys: LogIdentity['keys']) =>
    authenticateCheckpoint(bytes, { origin: ORIGIN, keys }, nodeVerify())
  expect(await read([renew])).toMatchObject({ ok: true, value: { size: 5 } })
  expect(await read(stolen)).toMatchObject({ ok: false })
  await scene.isWhole()
})
