import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NoteKey } from '../src/crypto/note.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import type { QuorumRules } from '../src/participants/quorum.ts'
import { rowsOf } from '../src/platform/database.ts'
import { createHttp } from '../src/platform/http/create.ts'
import { createLogger } from '../src/platform/logger.ts'
import { compareLog } from '../src/transparency/adapters/compare-log.ts'
import { type LogParts, logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { readLog } from '../src/transparency/adapters/log-store.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import {
  type WitnessClient,
  witnessAt,
  witnessHere,
} from '../src/transparency/adapters/witness-client.ts'
import { openWitnessNotes } from '../src/transparency/adapters/witness-faults.ts'
import { witnessRoutes } from '../src/transparency/adapters/witness-http.ts'
import { openWitnessMemory } from '../src/transparency/adapters/witness-memory.ts'
import { witnessService } from '../src/transparency/adapters/witness-service.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { authenticateCheckpoint, type LogIdentity } from '../src/transparency/checkpoint.ts'
import { cosignaturesOf } from '../src/transparency/cosignature.ts'
import { encodeEntry, type LogEntry } from '../src/transparency/entry.ts'
import { proveLogged } from '../src/transparency/log-proof.ts'
import { writeEntries } from '../src/transparency/tile.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { ed25519Signer } from './ed25519.ts'
import { ALWAYS, oneWitness } from './one-witness.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

const CD = 'CD' as PartyCode
const SIGNER = ed25519Signer(7)
const ORIGIN = 'kp.example/2026/CD'
const LOG: LogIdentity = {
  origin: ORIGIN,
  keys: [{ name: ORIGIN, type: 'ed25519', x: SIGNER.key.x }],
}
const verify = nodeVerify()
const logger = createLogger('silent')

let folder = ''
let fresh: FreshDatabase
let parts: LogParts
let witnesses: readonly NoteKey[] = []
let clock = 1_767_225_600

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-log-'))
  fresh = await freshDatabase()
  const three = await Promise.all(['X-ADPA', 'X-CSC', 'X-WDC'].map(witness))
  witnesses = three.map(({ key }) => key)
  parts = {
    database: fresh.database,
    folder: join(folder, 'log'),
    identityOf: (party) => (party === CD ? LOG : { ...LOG, origin: `kp.example/2026/${party}` }),
    signerOf: () => SIGNER,
    witnesses: three.map(({ client }) => client),
    quorumOf: () => ({ rules: quorumOf(witnesses, 3), host: CD }),
    notes: openWitnessNotes(logger, () => clock * 1000),
    verify,
  }
})
afterEach(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true })
})

function quorumOf(keys: readonly NoteKey[], needed: number): QuorumRules {
  return {
    witnesses: keys.map((key) => ({ key, operator: key.name, isObserver: true, ...ALWAYS })),
    needed,
  }
}

async function witness(
  party: string,
  at: number,
): Promise<{ key: NoteKey; client: WitnessClient }> {
  const name = `kp.example/2026/${party}/witness`
  const signer = ed25519Signer(20 + at)
  const memory = await openWitnessMemory(join(folder, party))
  const service = witnessService({
    ...{ name, signer, memory, verify },
    logs: [LOG],
    now: () => clock,
  })
  return {
    key: { name, type: 'cosignature', x: signer.key.x },
    client: witnessHere(name, service, memory),
  }
}

function entry(slot: number): LogEntry {
  const digest = new Uint8Array(32).fill(1)
  new DataView(digest.buffer).setUint32(0, slot)
  return { kind: 'certificate', slot, iat: clock, exp: clock + 60 * 86_400, subject: null, digest }
}

/** Queues entries as the business does: each in the order of its coming. */
async function queue(from: number, to: number): Promise<void> {
  for (let slot = from; slot < to; slot += 1) {
    const { sql, values } = pendingEntryWrite(CD, entry(slot))
    await rowsOf(fresh.database, sql, [...values])
  }
}

/** Somebody who has seen nothing of the log yet. */
function elsewhere() {
  return oneWitness(join(folder, 'elsewhere'), LOG, () => clock)
}

async function published() {
  const read = openLogSource(join(parts.folder, CD))
  const bytes = await read('checkpoint')
  if (bytes === undefined) throw new Error('no checkpoint')
  const checkpoint = await authenticateCheckpoint(bytes, LOG, verify)
  if (!checkpoint.ok) throw new Error(checkpoint.refusals[0].code)
  return { checkpoint: checkpoint.value, checked: await checkLog(checkpoint.value, read) }
}

test('what waited is published, whole, and three witnesses cosigned it', async () => {
  const keeper = logKeeper(parts)
  await queue(0, 3)
  await keeper.publish(CD)
  await queue(3, 300)
  await keeper.publish(CD)
  const { checkpoint, checked } = await published()
  expect(checkpoint.size).toBe(300)
  expect(checked).toEqual({ faults: [], kinds: { certificate: 300 } })
  expect(await cosignaturesOf(checkpoint.note, witnesses, verify)).toHaveLength(3)
  // What a full tile takes the place of is gone.
  expect(await readdir(join(parts.folder, CD, 'tile', '0'))).toEqual(['000', '001.p'])
})

test('each of many proofs is of its own entry, before and after the log grew', async () => {
  const keeper = logKeeper(parts)
  let from = 0
  for (const to of [250, 600]) {
    await queue(from, to)
    from = to
    await keeper.publish(CD)
    for (let slot = 0; slot < to; slot += 37) {
      const proof = (await keeper.proofOf(CD, entry(slot).digest)) ?? new Uint8Array()
      const proven = await proveLogged(proof, encodeEntry(entry(slot)), LOG, verify)
      expect(proven).toMatchObject({ ok: true, value: { size: to } })
    }
  }
  expect(await keeper.proofOf(CD, new Uint8Array(32))).toBeUndefined()
  // What a full tile has taken the place of is still found in it.
  const files = keeper.filesOf(CD)
  expect(files.subtrees(250)({ level: 3, index: 30 })).toEqual(
    files.subtrees(600)({ level: 3, index: 30 }),
  )
})

test('two sequencers at once make one log', async () => {
  await queue(0, 40)
  const [one, other] = [logKeeper(parts), logKeeper(parts)]
  await Promise.all([one.publish(CD), other.publish(CD), queue(40, 60), one.publish(CD)])
  await one.publish(CD)
  const { checkpoint, checked } = await published()
  expect([checkpoint.size, checked.faults]).toEqual([60, []])
})

test('a witness that is away costs its own signature, and keeps what it said before', async () => {
  const away: WitnessClient = {
    name: parts.witnesses[2]?.name ?? '',
    patienceMs: 100,
    add: () => Promise.reject(new Error('no answer')),
    last: () => Promise.reject(new Error('no answer')),
  }
  await queue(0, 2)
  await logKeeper(parts).publish(CD)
  parts = { ...parts, witnesses: [...parts.witnesses.slice(0, 2), away] }
  clock += 3600
  await logKeeper(parts).publish(CD)
  const times = (await cosignaturesOf((await published()).checkpoint.note, witnesses, verify)).map(
    ({ time }) => clock - time,
  )
  expect(times).toEqual([0, 0, 3600])
  await queue(2, 3)
  // Two of three are too few for a head of more: it waits, and the one before stays.
  await expect(logKeeper(parts).publish(CD)).rejects.toThrow('TRANSPARENCY_NOT_WITNESSED')
  expect((await published()).checkpoint.size).toBe(2)
  parts = { ...parts, quorumOf: () => ({ rules: quorumOf(witnesses, 2), host: CD }) }
  await logKeeper(parts).publish(CD)
  const { checkpoint } = await published()
  expect(checkpoint.size).toBe(3)
  expect(await cosignaturesOf(checkpoint.note, witnesses, verify)).toHaveLength(2)
})

test('a witness at an address cosigns as one in this program does', async () => {
  const [name, signer] = ['witness.example/w1', ed25519Signer(40)]
  const memory = await openWitnessMemory(join(folder, 'away'))
  const now = () => clock
  const service = witnessService({ name, signer, memory, verify, now, logs: [LOG] })
  const app = await createHttp({ logger, version: '0.0.0' })
  witnessRoutes(app, { service, logs: () => [LOG], memory })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const key: NoteKey = { name, type: 'cosignature', x: signer.key.x }
  const one = { rules: quorumOf([key], 1), host: CD }
  parts = { ...parts, witnesses: [witnessAt(name, `${address}/`)], quorumOf: () => one }
  await queue(0, 3)
  await logKeeper(parts).publish(CD)
  // Another program went on in the meantime: what this witness has seen is asked for.
  await rowsOf(fresh.database, 'update transparency.log set checkpoint = null')
  await queue(3, 9)
  await logKeeper(parts).publish(CD)
  expect(await cosignaturesOf((await published()).checkpoint.note, [key], verify)).toHaveLength(1)
  expect(await compareLog(parts, CD)).toBe('whole')
  await app.close()
  expect(await compareLog(parts, CD)).toBe('unknown')
})

describe('a database of last night', () => {
  const MORNING = [
    'delete from transparency.entry where index >= 2',
    `update transparency.log set size = 2, published = 0, edge = '{}', checkpoint = null`,
  ]
  const restore = async () => {
    for (const sql of MORNING) await rowsOf(fresh.database, sql)
    await queue(2, 3)
  }

  test('is made whole out of the files of the log, and goes on from there', async () => {
    await queue(0, 300)
    await logKeeper(parts).publish(CD)
    await restore()
    expect(await compareLog(parts, CD)).toBe('whole')
    expect((await readLog(fresh.database, CD)).size).toBe(300)
    await queue(300, 301)
    await logKeeper(parts).publish(CD)
    const { checkpoint, checked } = await published()
    expect([checkpoint.size, checked.faults]).toEqual([301, []])
    expect(await cosignaturesOf(checkpoint.note, witnesses, verify)).toHaveLength(3)
  })

  test('without those files is an older copy, and nothing is added to it', async () => {
    await queue(0, 9)
    await logKeeper(parts).publish(CD)
    await restore()
    await rm(parts.folder, { recursive: true })
    expect(await compareLog(parts, CD)).toBe('behind')
    expect((await readLog(fresh.database, CD)).size).toBe(2)
  })

  test('is not mended out of files that hold another history', async () => {
    await queue(0, 9)
    await logKeeper(parts).publish(CD)
    await restore()
    const others = Array.from({ length: 9 }, (_, at) => encodeEntry(entry(at < 3 ? at : at + 50)))
    await writeFile(join(parts.folder, CD, 'tile', 'entries', '000.p', '9'), writeEntries(others))
    expect(await compareLog(parts, CD)).toBe('behind')
    expect((await readLog(fresh.database, CD)).size).toBe(2)
  })

  test('in which other things were done is a fork', async () => {
    await queue(0, 9)
    await logKeeper(parts).publish(CD)
    await rowsOf(fresh.database, 'delete from transparency.entry where index >= 2')
    await rowsOf(
      fresh.database,
      `update transparency.log set size = 2, published = 0, edge = '{}', checkpoint = null`,
    )
    await queue(100, 120)
    await logKeeper({ ...parts, ...(await elsewhere()) }).publish(CD)
    expect(await compareLog(parts, CD)).toBe('forked')
  })

  test('in which fewer other things were done is a fork once the files that were seen are back', async () => {
    await queue(0, 9)
    await logKeeper(parts).publish(CD)
    await restore()
    await queue(100, 102)
    const fork = { ...parts, folder: join(folder, 'fork') }
    await logKeeper({ ...fork, ...(await elsewhere()) }).publish(CD)
    expect(await compareLog(fork, CD)).toBe('behind')
    expect(await compareLog(parts, CD)).toBe('forked')
  })

  test('from which somebody took an entry is no log that anybody goes on with', async () => {
    await queue(0, 9)
    await logKeeper(parts).publish(CD)
    await rowsOf(fresh.database, 'delete from transparency.entry where index = 4')
    expect(await compareLog(parts, CD)).toBe('forked')
  })

  test('is not known while its witnesses do not answer', async () => {
    await queue(0, 2)
    await logKeeper(parts).publish(CD)
    expect(await compareLog({ ...parts, witnesses: [] }, CD)).toBe('unknown')
    expect(await compareLog(parts, 'ZA' as PartyCode)).toBe('whole')
  })
})
