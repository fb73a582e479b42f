import { hash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { NoteKey } from '../crypto/note.ts'
import type { Signer } from '../crypto/signature.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { type Database, openDatabase, rowsOf, transaction } from '../platform/database.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start.ts'
import { createLogger } from '../platform/logger.ts'
import { type LogKeeper, logKeeper } from '../transparency/adapters/log-keeper.ts'
import { noteKeyIn } from '../transparency/adapters/note-key-file.ts'
import { pendingEntryWrite } from '../transparency/adapters/store.ts'
import { type WitnessClient, witnessHere } from '../transparency/adapters/witness-client.ts'
import { openWitnessNotes } from '../transparency/adapters/witness-faults.ts'
import { openWitnessMemory } from '../transparency/adapters/witness-memory.ts'
import { witnessService } from '../transparency/adapters/witness-service.ts'
import { encodeEntry, type LogEntry } from '../transparency/entry.ts'
import { MAX_GROWTH } from '../transparency/grow.ts'
import type { Witness } from '../transparency/quorum.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, refuse } from '../values/outcome.ts'
import { benchDatabase } from './bench-database.ts'
import { inScratch } from './bench-node.ts'
import { type Command, done } from './cli-answer.ts'
import { epochSeconds } from './cli-verb.ts'

const PARTY = 'CD' as PartyCode
const ORIGIN = 'kp.example/bench/CD'
const SIZES = [1_000, 10_000, 100_000, 1_000_000]
const BATCH = 1_000
/** The two take turns, so that whatever else the machine does falls on both alike. */
const TURNS = 5
const WITNESSES = 4

/**
 * `openkp bench log`: entries a second from the queue to a proof under a head that four witnesses have
 * cosigned, in batches, when the log has 10^3 entries and when it has up to `entries`.
 */
export function benchLog(entries: number): Command {
  return inScratch(async (folder) => {
    const server = await startEmbeddedPostgres({ dataFolder: folder, notice: () => undefined })
    if (!server.ok) {
      return refuse('CLI_BENCH_FAILED', undefined, { cause: server.refusals[0].code })
    }
    const [own, floor] = [
      openDatabase(await benchDatabase(server.value.url, 'log')),
      openDatabase(await benchDatabase(server.value.url, 'floor')),
    ]
    try {
      const log = await openLog(own, folder)
      const sizes = [...SIZES.filter((size) => size < entries), entries]
      const growth: Awaited<ReturnType<typeof measureAt>>[] = []
      for (const size of sizes)
        growth.push(await measureAt(size, log, await openFloor(floor, folder)))
      return accept(done({ growth }, JSON.stringify({ growth })))
    } finally {
      await own.end()
      await floor.end()
      await server.value.stop()
    }
  })
}

type Log = {
  readonly keeper: LogKeeper
  readonly database: Database
  /** Entries so far. */
  size: number
}

async function openLog(database: Database, folder: string): Promise<Log> {
  const signer = await noteKeyIn(join(folder, 'key.pem'))
  const identity = { origin: ORIGIN, keys: [noteKey(ORIGIN, signer, 'ed25519')] }
  const open = Array.from({ length: WITNESSES }, (_, at) => openWitness(folder, at, identity))
  const witnesses = await Promise.all(open)
  const rules = { witnesses: witnesses.map(({ witness }) => witness), needed: WITNESSES }
  const keeper = logKeeper({
    ...{ database, folder: join(folder, 'log'), verify: nodeVerify() },
    identityOf: () => identity,
    signerOf: () => signer,
    witnesses: witnesses.map(({ client }) => client),
    quorumOf: () => ({ rules, host: PARTY }),
    notes: openWitnessNotes(createLogger('warn'), Date.now),
  })
  return { keeper, database, size: 0 }
}

function noteKey(name: string, { key }: Signer, type: NoteKey['type']): NoteKey {
  return { name, type, x: key.x }
}

async function openWitness(
  folder: string,
  at: number,
  log: { readonly origin: string; readonly keys: readonly NoteKey[] },
): Promise<{ readonly client: WitnessClient; readonly witness: Witness }> {
  const name = `${ORIGIN}/witness-${at}`
  const memory = await openWitnessMemory(join(folder, `witness-${at}`))
  const signer = await noteKeyIn(join(folder, `witness-${at}.pem`))
  const parts = { name, memory, signer, verify: nodeVerify(), now: epochSeconds, logs: [log] }
  const key = noteKey(name, signer, 'cosignature')
  return {
    client: witnessHere(name, witnessService(parts), memory),
    witness: { key, operator: name, isObserver: true, from: 0, until: Number.MAX_SAFE_INTEGER },
  }
}

/** Fills the log up to `size`, and measures what the next batches take. */
async function measureAt(size: number, log: Log, floor: (entries: LogEntry[]) => Promise<void>) {
  const begun = performance.now()
  const from = log.size
  while (log.size < size) await append(log, nextEntries(log, Math.min(MAX_GROWTH, size - log.size)))
  const filled = performance.now() - begun
  const spent = { append: 0, proofs: 0, floor: 0 }
  for (let turn = 0; turn < TURNS; turn += 1) {
    const entries = nextEntries(log, BATCH)
    spent.append += await millisecondsOf(() => append(log, entries))
    spent.proofs += await millisecondsOf(() => proveAll(log, entries))
    spent.floor += await millisecondsOf(() => floor(entries))
  }
  const rate = (milliseconds: number) => Math.round((TURNS * BATCH * 1000) / milliseconds)
  const whole = spent.append + spent.proofs
  return {
    entries: size,
    appendedWithProofPerSecond: rate(whole),
    appendedPerSecond: rate(spent.append),
    proofsPerSecond: rate(spent.proofs),
    floorPerSecond: rate(spent.floor),
    ratio: Number((spent.floor / whole).toFixed(3)),
    filledPerSecond: Math.round(((log.size - from - TURNS * BATCH) * 1000) / filled),
  }
}

async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function nextEntries(log: Log, count: number): LogEntry[] {
  const iat = epochSeconds()
  return Array.from({ length: count }, (_, at) => {
    const slot = log.size + at
    const digest = new Uint8Array(hash('sha256', `certificate ${slot}`, 'buffer'))
    return { kind: 'certificate', slot, iat, exp: iat + 5_184_000, subject: null, digest }
  })
}

/** As the business queues them: a row each, here in one transaction a batch. */
async function append(log: Log, entries: readonly LogEntry[]): Promise<void> {
  await transaction(log.database, async (tx) => {
    for (const entry of entries) {
      const { sql, values } = pendingEntryWrite(PARTY, entry)
      tx.unread(rowsOf(tx, sql, [...values]))
    }
  })
  await log.keeper.publish(PARTY)
  log.size += entries.length
}

async function proveAll({ keeper }: Log, entries: readonly LogEntry[]): Promise<void> {
  const proofs = await Promise.all(entries.map(({ digest }) => keeper.proofOf(PARTY, digest)))
  if (proofs.includes(undefined)) throw new Error('an entry of the measurement has no proof')
}

/**
 * The least that any log would do: a row for each entry that waits, a row for each in its place, a hash
 * for each and for each two of them, and the bytes of both on the disk.
 */
async function openFloor(database: Database, folder: string) {
  await rowsOf(
    database,
    'insert into transparency.log (participant) values ($1) on conflict do nothing',
    [PARTY],
  )
  await mkdir(join(folder, 'floor'), { recursive: true })
  const [{ count } = { count: 0n }] = await rowsOf<{ count: bigint }>(
    database,
    'select count(*) as count from transparency.entry',
  )
  let size = Number(count)
  return async (entries: readonly LogEntry[]) => {
    await transaction(database, async (tx) => {
      for (const entry of entries) {
        const { sql, values } = pendingEntryWrite(PARTY, entry)
        tx.unread(rowsOf(tx, sql, [...values]))
      }
    })
    await rowsOf(
      database,
      `with moved as (delete from transparency.pending_entry returning *)
       insert into transparency.entry (participant, index, statement_digest, kind, slot, entry)
       select participant, $1 + row_number() over (), statement_digest, kind, slot, entry from moved`,
      [size],
    )
    size += entries.length
    await writeHashes(join(folder, 'floor', String(size)), entries.map(encodeEntry))
  }
}

async function writeHashes(path: string, entries: readonly Uint8Array[]): Promise<void> {
  const hashes = entries.map((entry) => hash('sha256', entry, 'buffer'))
  for (const each of hashes) hash('sha256', Buffer.concat([each, each]), 'buffer')
  const file = await open(path, 'w')
  await file.writeFile(Buffer.concat([...entries, ...hashes]))
  await file.sync()
  await file.close()
}
