import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { rowsOf } from '../src/platform/database.ts'
import { RefusedError } from '../src/platform/refused-error.ts'
import { logBook } from '../src/transparency/adapters/log-book.ts'
import { logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import {
  type RegisterKeeper,
  registerKeeper,
} from '../src/transparency/adapters/register-keeper.ts'
import { pendingEntryWrite } from '../src/transparency/adapters/store.ts'
import type { LogEntry } from '../src/transparency/entry.ts'
import { encodeEntry } from '../src/transparency/entry.ts'
import { EMPTY_EDGE, extend, rootOf } from '../src/transparency/grow.ts'
import { registerPage } from '../src/transparency/register.ts'
import { encodeRegisterPage } from '../src/transparency/register-codec.ts'
import { splitSignedPage } from '../src/transparency/register-statement.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { refusal } from '../src/values/outcome.ts'
import { ed25519Signer } from './ed25519.ts'
import { oneWitness } from './one-witness.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** Pages of a node that goes on, beside what anybody makes of the whole log. */

const [CD, ZA] = ['CD', 'ZA'] as PartyCode[] as [PartyCode, PartyCode]
const signer = ed25519Signer(7)
const said: LogEntry[] = []
let folder = ''
let fresh: FreshDatabase
let clock = 1_767_225_600
let isSignerAway = false

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-register-'))
  fresh = await freshDatabase()
})
afterAll(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true })
})

const keeper = () =>
  registerKeeper({
    ...{ database: fresh.database, environment: 'demonstration', now: () => clock },
    partyOf: () => undefined,
    signerOf: () => {
      if (isSignerAway) throw new RefusedError(refusal('TRANSPARENCY_LOG_BEHIND'), logBook)
      return signer
    },
  })

async function publish(entries: readonly Partial<LogEntry>[]): Promise<void> {
  for (const each of entries) {
    const digest = new Uint8Array(32).fill(said.length + 1)
    const base = { kind: 'certificate', slot: said.length, exp: clock + 86_400, subject: null }
    const entry = { ...base, iat: clock, digest, ...each }
    said.push(entry)
    const { sql, values } = pendingEntryWrite(CD, entry)
    await rowsOf(fresh.database, sql, [...values])
  }
  const verify = nodeVerify()
  const origin = `kp.example/${CD}`
  const log = { origin, keys: [{ name: origin, type: 'ed25519', x: signer.key.x }] } as const
  const witnessed = await oneWitness(join(folder, 'witness'), log, () => clock)
  const parts = { identityOf: () => log, signerOf: () => signer, verify, ...witnessed }
  await logKeeper({ ...parts, database: fresh.database, folder }).publish(CD)
}

const pageOf = async ({ registersOf }: RegisterKeeper) => {
  const page = (await registersOf([CD, ZA])).get(CD)?.page
  return page === undefined ? undefined : splitSignedPage(page, CD)
}

/** The body that a reader of all entries makes. */
function rebuilt(at: number) {
  const { edge } = extend(EMPTY_EDGE, said.map(encodeEntry))
  return encodeRegisterPage(registerPage(said, rootOf(edge), at))
}

test('a page of a log that grew is the page of the whole log', async () => {
  const running = keeper()
  for (let round = 0; round < 4; round += 1) {
    const subject = said[0]?.digest ?? null
    await publish([{}, { kind: 'certificate-status/void', slot: round, exp: null, subject }, {}])
    clock += 60
    const signed = await pageOf(running)
    if (signed === undefined) throw new Error('no page')
    expect([signed.at, signed.page.size]).toEqual([clock, said.length])
    expect(encodeRegisterPage(signed.page)).toEqual(rebuilt(clock))
    // Another program, that has taken nothing yet, hands out the very same page.
    expect(await pageOf(keeper())).toEqual(signed)
  }
  clock += 3600
  expect((await pageOf(running))?.at).toBe(clock)
})

test('while nobody can sign the last page stays, and nothing is taken twice afterwards', async () => {
  const running = keeper()
  const last = await pageOf(running)
  isSignerAway = true
  await publish([{ kind: 'number-block' }, {}])
  clock += 60
  expect(await pageOf(running)).toEqual(last)
  expect(await pageOf(running)).toEqual(last)
  isSignerAway = false
  const signed = await pageOf(running)
  expect(signed && encodeRegisterPage(signed.page)).toEqual(rebuilt(clock))
})
