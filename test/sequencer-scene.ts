import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { toHex } from '../src/crypto/bytes.ts'
import type { NoteKey } from '../src/crypto/note.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { rowsOf, transaction } from '../src/platform/database.ts'
import { createLogger } from '../src/platform/logger.ts'
import type { LogParts } from '../src/transparency/adapters/log-keeper.ts'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { noteKeyIn } from '../src/transparency/adapters/note-key-file.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import { witnessHere } from '../src/transparency/adapters/witness-client.ts'
import { openWitnessNotes } from '../src/transparency/adapters/witness-faults.ts'
import {
  openWitnessMemory,
  type WitnessMemory,
} from '../src/transparency/adapters/witness-memory.ts'
import { witnessService } from '../src/transparency/adapters/witness-service.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { type Checkpoint, readCheckpoint } from '../src/transparency/checkpoint.ts'
import type { LogEntry } from '../src/transparency/entry.ts'
import { EMPTY_EDGE, grow } from '../src/transparency/grow.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** One log over a real database and real files, with three witnesses, for whoever breaks it at every step. */

export const CD = 'CD' as PartyCode
export const ORIGIN = 'kp.example/2026/CD'
/** As `sequencer-process.mjs` has them. */
const WITNESSES = ['one', 'two', 'three']
const START = 1_767_225_600

export type SequencerScene = {
  readonly fresh: FreshDatabase
  /** Of the log, its key, and all that its witnesses remember. */
  readonly folder: string
  readonly parts: LogParts
  /** Queues so many entries, and one that is queued before them and seen after the work. */
  readonly queueAround: (count: number, work: () => Promise<void>) => Promise<void>
  /** Queues so many entries in one transaction, and does the work before it ends. */
  readonly queueAtOnce: (count: number, work: () => Promise<void>) => Promise<void>
  /** What must hold at every moment, whatever broke. */
  readonly holds: () => Promise<void>
  /** That every statement has its place, and that no witness ever saw another history. */
  readonly isWhole: () => Promise<void>
  readonly dispose: () => Promise<void>
}

export async function sequencerScene(within?: string): Promise<SequencerScene> {
  const folder = within ?? (await mkdtemp(join(tmpdir(), 'openkp-sequencer-')))
  const fresh = await freshDatabase()
  const memories = await Promise.all(WITNESSES.map((name) => openWitnessMemory(join(folder, name))))
  const parts = await partsOf(fresh, folder, memories)
  const seen = new Map<number, string>()
  let queued = 0
  const next = () => {
    queued += 1
    return pendingEntryWrite(CD, entry(queued))
  }
  const holds = async () => {
    for (const memory of memories) remember(seen, await memory.last(ORIGIN))
    const head = await filesAreWhole(join(parts.folder, CD))
    if (head !== undefined) remember(seen, head)
    expect(await statements(fresh)).toEqual({ all: queued, once: queued })
  }
  return {
    fresh,
    folder,
    parts,
    async queueAround(count, work) {
      // A business transaction that ends late was queued early: it must not push in between.
      await transaction(fresh.database, async (late) => {
        const { sql, values } = next()
        await rowsOf(late, sql, [...values])
        for (let at = 1; at < count; at += 1) {
          const { sql, values } = next()
          await rowsOf(fresh.database, sql, [...values])
        }
        await work()
      })
    },
    queueAtOnce: (count, work) =>
      transaction(fresh.database, async (tx) => {
        for (let at = 0; at < count; at += 1) {
          const { sql, values } = next()
          tx.unread(rowsOf(tx, sql, [...values]))
        }
        await rowsOf(tx, 'select')
        await work()
      }),
    holds,
    async isWhole() {
      await holds()
      const rows = await rowsOf<{ entry: Buffer }>(
        fresh.database,
        'select entry from transparency.entry order by index',
      )
      expect(rows).toHaveLength(queued)
      const roots = rootsOf(
        rows.map(({ entry }) => new Uint8Array(entry)),
        seen,
      )
      expect([...seen]).toEqual(roots)
      const head = await filesAreWhole(join(parts.folder, CD))
      expect([head?.size, head?.note.signatures.length]).toEqual([queued, 4])
    },
    async dispose() {
      await fresh.drop()
      if (within === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function partsOf(
  { database }: FreshDatabase,
  folder: string,
  memories: readonly WitnessMemory[],
): Promise<LogParts> {
  const signer = await noteKeyIn(join(folder, 'key.pem'))
  const verify = nodeVerify()
  const log = {
    origin: ORIGIN,
    keys: [{ name: ORIGIN, type: 'ed25519' as const, x: signer.key.x }],
  }
  const now = () => START
  const made = memories.map(async (memory, at) => {
    const name = `kp.example/2026/${WITNESSES[at]}/witness`
    const own = await noteKeyIn(join(folder, `${WITNESSES[at]}.pem`))
    const service = witnessService({ name, signer: own, memory, verify, now, logs: [log] })
    const key: NoteKey = { name, type: 'cosignature', x: own.key.x }
    const rule = { key, operator: name, isObserver: false, from: 0, until: 2 * START }
    return { client: witnessHere(name, service, memory), rule }
  })
  const witnesses = await Promise.all(made)
  let minutes = 0
  const rules = { witnesses: witnesses.map(({ rule }) => rule), needed: 2 }
  return {
    ...{ database, folder: join(folder, 'log'), verify },
    identityOf: () => log,
    signerOf: () => signer,
    witnesses: witnesses.map(({ client }) => client),
    quorumOf: (party) => ({ rules, host: party }),
    // A minute goes by between any two looks: whoever failed before is asked again.
    notes: openWitnessNotes(createLogger('silent'), () => (minutes += 60_000)),
  }
}

function entry(slot: number): LogEntry {
  const digest = new Uint8Array(32).fill(1)
  new DataView(digest.buffer).setUint32(0, slot)
  return { kind: 'certificate', slot, iat: START, exp: START + 60 * 86_400, subject: null, digest }
}

/** One size has one root, whoever saw it, from the first moment to the last. */
function remember(seen: Map<number, string>, head: Checkpoint | undefined): void {
  if (head === undefined) return
  const root = toHex(head.root)
  expect([head.size, seen.get(head.size) ?? root]).toEqual([head.size, root])
  seen.set(head.size, root)
}

/** Whatever is published is there; undefined before the first head. */
async function filesAreWhole(folder: string): Promise<Checkpoint | undefined> {
  const read = openLogSource(folder)
  const bytes = await read('checkpoint')
  if (bytes === undefined) return undefined
  const head = readCheckpoint(bytes)
  if (!head.ok) throw new Error(head.refusals[0].code)
  expect((await checkLog(head.value, read)).faults).toEqual([])
  return head.value
}

async function statements({ database }: FreshDatabase) {
  const [row] = await rowsOf<{ all: bigint; once: bigint }>(
    database,
    `select count(*) as all, count(distinct statement_digest) as once from (
       select statement_digest from transparency.entry
       union all select statement_digest from transparency.pending_entry) logged`,
  )
  return { all: Number(row?.all), once: Number(row?.once) }
}

/** The root that the entries have at each of the sizes that were seen. */
function rootsOf(entries: readonly Uint8Array[], seen: ReadonlyMap<number, string>) {
  return [...seen.keys()].map((size): [number, string] => {
    const { root } = grow(EMPTY_EDGE, entries.slice(0, size))
    return [size, toHex(root)]
  })
}
