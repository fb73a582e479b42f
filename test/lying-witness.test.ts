import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NoteKey, readNote, signatureLine } from '../src/crypto/note.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { rowsOf } from '../src/platform/database.ts'
import { compareLog } from '../src/transparency/adapters/compare-log.ts'
import { type LogParts, logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import { witnessAt, witnessHere } from '../src/transparency/adapters/witness-client.ts'
import { openWitnessNotes } from '../src/transparency/adapters/witness-faults.ts'
import { openWitnessMemory } from '../src/transparency/adapters/witness-memory.ts'
import { witnessService } from '../src/transparency/adapters/witness-service.ts'
import {
  type LogIdentity,
  signCheckpoint,
  writeCheckpoint,
} from '../src/transparency/checkpoint.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import { readSubmission } from '../src/transparency/witness.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { ed25519Signer } from './ed25519.ts'
import { ALWAYS } from './one-witness.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** Three honest witnesses, who are enough, and a fourth at an address that does whatever it likes. */

const CD = 'CD' as PartyCode
const ORIGIN = 'kp.example/2026/CD'
const LOG_SIGNER = ed25519Signer(7)
const LOG: LogIdentity = {
  origin: ORIGIN,
  keys: [{ name: ORIGIN, type: 'ed25519', x: LOG_SIGNER.key.x }],
}
const LIAR = 'kp.example/2026/X-LIAR/witness'
const liar = ed25519Signer(66)
const verify = nodeVerify()
const now = () => Math.floor(Date.now() / 1000)

type Answer = (request: Uint8Array, response: ServerResponse) => void | Promise<void>
let add: Answer
let last: Answer
const server = createServer((request, response) => void serve(request, response))
let folder = ''
let fresh: FreshDatabase
let parts: LogParts
let faults: string[] = []
let slot = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-liar-'))
  fresh = await freshDatabase()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const honest = await Promise.all([0, 1, 2].map(honestWitness))
  const { port } = server.address() as AddressInfo
  const keys = [...honest.map(({ key }) => key), keyOf(LIAR, liar)]
  const witnesses = keys.map((key) => ({ key, operator: key.name, isObserver: true, ...ALWAYS }))
  parts = {
    ...{ database: fresh.database, folder: join(folder, 'log'), verify },
    identityOf: () => LOG,
    signerOf: () => LOG_SIGNER,
    witnesses: [...honest.map(({ client }) => client), witnessAt(LIAR, `http://127.0.0.1:${port}`)],
    quorumOf: () => ({ rules: { witnesses, needed: 3 }, host: CD }),
    notes: openWitnessNotes(pino({ level: 'silent' }), Date.now),
  }
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await fresh.drop()
  await rm(folder, { recursive: true })
})

function keyOf(name: string, { key }: ReturnType<typeof ed25519Signer>): NoteKey {
  return { name, type: 'cosignature', x: key.x }
}

async function honestWitness(at: number) {
  const [name, signer] = [`kp.example/2026/X-${at}/witness`, ed25519Signer(20 + at)]
  const memory = await openWitnessMemory(join(folder, String(at)))
  const service = witnessService({ ...{ name, signer, memory, verify, now }, logs: [LOG] })
  return { key: keyOf(name, signer), client: witnessHere(name, service, memory) }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const answer = request.method === 'POST' ? add : last
  await answer(new Uint8Array(Buffer.concat(chunks)), response)
}

const says =
  (status: number, body: string): Answer =>
  (_, response) =>
    void response.writeHead(status).end(body)

/** The text of the head that it is shown, as it may be changed. */
function textIn(request: Uint8Array): string {
  const submission = readSubmission(request)
  const note = submission.ok ? readNote(submission.value.checkpoint) : submission
  if (!note.ok) throw new Error('a submission that nobody can read')
  return note.value.text
}

const signs =
  (change: (text: string) => string, name = LIAR): Answer =>
  async (request, response) => {
    const line = await cosign(change(textIn(request)), now(), name, liar)
    response.end(signatureLine(line))
  }

const grows = (text: string) => {
  const [origin = '', size = '', root = ''] = text.split('\n')
  return `${origin}\n${Number(size) + 1}\n${root}\n`
}

/** Two heads of more entries; what is told of witnesses meanwhile and later is in `faults`. */
async function publish(): Promise<number> {
  const told: string[] = []
  faults = told
  const logger = pino({}, { write: (line: string) => void told.push(JSON.parse(line).fault) })
  const notes = openWitnessNotes(logger, Date.now)
  for (let round = 0; round < 2; round += 1) {
    const digest = new Uint8Array(32)
    new DataView(digest.buffer).setUint32(0, slot)
    const { sql, values } = pendingEntryWrite(CD, {
      ...{ kind: 'certificate', slot, iat: now(), exp: null, subject: null, digest },
    })
    slot += 1
    await rowsOf(fresh.database, sql, [...values])
    await logKeeper({ ...parts, notes }).publish(CD)
  }
  return slot
}

async function headNow() {
  const bytes = await logKeeper(parts).filesOf(CD).checkpoint()
  const note = bytes && readNote(bytes)
  if (!note?.ok) throw new Error('no head')
  const names = note.value.signatures.map(({ name }) => name)
  return { size: Number(note.value.text.split('\n')[1]), names }
}

const nothing = says(404, '')
const BEFORE_ANSWERING = () => undefined
const LIES: readonly [string, Answer, string][] = [
  ['says nothing', BEFORE_ANSWERING, 'away'],
  ['hangs up', (_, response) => void response.destroy(), 'away'],
  ['sends us elsewhere', (_, to) => void to.writeHead(302, { location: '/x' }).end(), 'away'],
  ['drips', (_, response) => void response.write('-'), 'away'],
  ['answers nothing', says(200, ''), 'unreadable'],
  ['answers garbage', says(200, 'good morning\n'), 'unreadable'],
  ['answers without an end', says(200, '—'.repeat(500_000)), 'unreadable'],
  ['fails', says(500, 'oh'), 'refused'],
  ['knows no such log', says(404, 'WITNESS_UNKNOWN_LOG: no\n'), 'refused'],
  ['signs another size', signs(grows), 'signed-other'],
  ['signs another root', signs((text) => `${text.slice(0, -8)}AAAAAA=\n`), 'signed-other'],
  ['signs another log', signs((text) => text.replace('/CD', '/ZA')), 'signed-other'],
  ['signs for somebody else', signs((text) => text, 'kp.example/2026/X-9/witness'), 'unsigned'],
  ['has seen far more', says(409, '1099511627776\n'), 'claims-more'],
  ['has seen more than there are numbers', says(409, '9007199254740993\n'), 'claims-more'],
  ['has seen what is no size', says(409, '-1\n'), 'refused'],
  ['never makes up its mind', says(409, '0\n'), 'claims-more'],
]

test.each(LIES)(
  'a witness that %s is told once, trusted in nothing, and waited for by nobody',
  async (_, lie, fault) => {
    add = lie
    last = nothing
    // One that never ends its answer would hold this for as long as the test may take.
    const size = await publish()
    const { size: shown, names } = await headNow()
    expect(shown).toBe(size)
    expect(names).toHaveLength(4)
    expect(names).not.toContain(LIAR)
    await expect.poll(() => faults).toEqual([fault])
  },
)

test('an honest one counts, and a clock that is wrong is told', async () => {
  add = signs((text) => text)
  await publish()
  expect((await headNow()).names).toContain(LIAR)
  expect(faults).toEqual([])
  add = async (request, response) => {
    const line = await cosign(textIn(request), now() + 86_400, LIAR, liar)
    response.end(signatureLine(line))
  }
  await publish()
  expect(faults).toEqual(['clock'])
})

test('what the log never signed stops nobody, what it signed stops it', async () => {
  const head = { origin: ORIGIN, size: slot + 10, root: new Uint8Array(32).fill(9) }
  const shows =
    (bytes: Uint8Array): Answer =>
    (_, response) =>
      void response.end(bytes)
  add = says(409, `${head.size}\n`)
  last = shows(writeCheckpoint(await signCheckpoint(head, ed25519Signer(8))))
  expect(await publish()).toBe((await headNow()).size)
  expect(await compareLog(parts, CD)).toBe('whole')

  last = shows(writeCheckpoint(await signCheckpoint(head, LOG_SIGNER)))
  const before = await headNow()
  await expect(publish()).rejects.toThrow('TRANSPARENCY_LOG_FORKED')
  expect(await headNow()).toEqual(before)
  expect(await compareLog(parts, CD)).toBe('behind')

  // Of a size that this log has gone through, with other entries.
  const other = { ...head, size: 3 }
  last = shows(writeCheckpoint(await signCheckpoint(other, LOG_SIGNER)))
  await expect(publish()).rejects.toThrow('TRANSPARENCY_LOG_FORKED')
  expect(await compareLog(parts, CD)).toBe('forked')
})
