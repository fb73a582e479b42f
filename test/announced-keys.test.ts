import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeEntry as decodeJournalEntry } from '../src/access/journal.ts'
import { announceCommand, announcedCommand } from '../src/main/cli-announce.ts'
import {
  assembleCommand,
  delegationCommand,
  proposeCommand,
  signCommand,
} from '../src/main/cli-root.ts'
import {
  ensureDemonstration,
  refreshDemonstration,
  WITNESSES,
} from '../src/participants/adapters/demonstration.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { loadRegistryFiles } from '../src/participants/adapters/registry-files.ts'
import { openStoreKeys, type StoreKeys } from '../src/participants/adapters/store-keys.ts'
import { bundleBytes } from '../src/participants/adapters/trust-export.ts'
import { parseBundle } from '../src/participants/bundle.ts'
import { parseChangeFile } from '../src/participants/change-file.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { rememberedAfter, type Trust } from '../src/participants/trust.ts'
import {
  logIdentityOf,
  operatorOf,
  quorumRulesOf,
  witnessNameOf,
} from '../src/participants/trusted-logs.ts'
import { rowsOf } from '../src/platform/database.ts'
import { createLogger } from '../src/platform/logger.ts'
import { type LogKeeper, logKeeper } from '../src/transparency/adapters/log-keeper.ts'
import { witnessHere } from '../src/transparency/adapters/witness-client.ts'
import { openWitnessNotes } from '../src/transparency/adapters/witness-faults.ts'
import { openWitnessMemory } from '../src/transparency/adapters/witness-memory.ts'
import { witnessService } from '../src/transparency/adapters/witness-service.ts'
import { decodeEntry } from '../src/transparency/entry.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** ZA has lost the key of its list: the change is announced in the log of BW, over real files and witnesses. */

const BW = 'BW' as PartyCode
const DAY = 86_400
const START = 1_767_225_600
let clock = START
let home = ''
let fresh: FreshDatabase
let keys: StoreKeys
let trust: Trust
let keeper: LogKeeper
const at = (...names: string[]) => join(home, ...names)

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'openkp-announced-'))
  fresh = await freshDatabase()
  keys = await openStoreKeys(at('signer'))
  trust = await ensureDemonstration(home, loadRegistryFiles().registry, clock, keys.ensure, 'on')
  keys.follow({ keysOf: (party) => trust.keys.get(party) ?? [], now: () => clock })
  keeper = await keeperOf(trust)
}, 60_000)
afterAll(async () => {
  await fresh.drop()
  await rm(home, { recursive: true, force: true })
})

async function keeperOf(list: Trust): Promise<LogKeeper> {
  const rules = list.logs
  if (rules === null) throw new Error('a scheme without logs')
  const log = logIdentityOf(list, rules, BW)
  const witnesses = WITNESSES.map(async (party) => {
    const name = witnessNameOf(rules, party)
    const memory = await openWitnessMemory(at('witnesses', party))
    const signer = keys.signerOf(party, 'witness')
    const means = { name, signer, memory, logs: [log], verify: nodeVerify(), now: () => clock }
    return witnessHere(name, witnessService(means), memory)
  })
  return logKeeper({
    database: fresh.database,
    folder: at('log'),
    identityOf: () => log,
    signerOf: (party) => keys.signerOf(party, 'log'),
    witnesses: await Promise.all(witnesses),
    quorumOf: () => ({ rules: quorumRulesOf(list, rules), host: operatorOf(rules, BW) }),
    notes: openWitnessNotes(createLogger('silent'), () => clock * 1000),
    verify: nodeVerify(),
  })
}

const args = (log = 'bw') => ({
  ...{ file: at('za.change'), log, dataFolder: home, now: clock },
  env: { DATABASE_URL: fresh.url },
})
const proposal = () =>
  proposeCommand({
    ...{ out: at('p'), trust: undefined, dataFolder: home, now: clock, renew: false },
    ...{ holders: [], threshold: undefined, delegations: [`ZA=${at('za.change')}`] },
  })

async function codeOf(command: ReturnType<typeof announceCommand>): Promise<string | undefined> {
  const done = await command
  return done.ok ? undefined : done.refusals[0].code
}

async function journalOf(participant: string) {
  const rows = await rowsOf<{ entry: Buffer }>(
    fresh.database,
    'select entry from access.journal_pending where participant = $1',
    [participant],
  )
  const entries = rows.map(({ entry }) => decodeJournalEntry(new Uint8Array(entry)))
  return entries.map((each) => [each?.act, each?.by, each?.thing, each?.at])
}

async function keptIn() {
  const read = parseChangeFile(new Uint8Array(await readFile(at('za.change'))))
  return read?.change.published
}

test('keys that were lost are announced, and named seven days after witnesses saw it', async () => {
  await rm(at('keys', 'ZA.pem'))
  const made = await delegationCommand({ party: 'za', out: at('za.change'), dataFolder: home })
  expect(made).toMatchObject({ ok: true, value: { json: { agreed: false } } })
  expect(await codeOf(proposal())).toBe('TRUST_CHANGE_UNPROVEN')

  expect(await codeOf(announceCommand(args()))).toBe('PARTICIPANTS_ROOT_NO_LOG')
  await keeper.publish(BW)
  expect(await codeOf(announceCommand(args()))).toBeUndefined()
  expect(await codeOf(announcedCommand(args()))).toBe('PARTICIPANTS_ROOT_NOT_ANNOUNCED')
  clock += 3600
  await keeper.publish(BW)
  // Again is no second entry: the log would stand still over it.
  expect(await announceCommand(args())).toMatchObject({ value: { json: { queued: false } } })
  // Told to whose log it is, by nobody at the console, and once.
  expect(await journalOf(BW)).toEqual([
    ['transparency:announce-keys', 'console', 'key-state/za', START * 1000],
  ])
  await keeper.publish(BW)
  const [entry] = (await keeper.filesOf(BW).entries(0, 1)) ?? []
  expect(entry && decodeEntry(entry)).toMatchObject({ kind: 'key-state/za', iat: START })

  const early = {
    code: 'PARTICIPANTS_ROOT_TOO_EARLY',
    detail: { from: '2026-01-08T01:00:00.000Z' },
  }
  expect(await announcedCommand(args())).toMatchObject({ refusals: [early] })
  clock = START + 7 * DAY
  await refreshDemonstration(home, clock)
  await keeper.publish(BW)
  expect(await announcedCommand(args())).toMatchObject({ refusals: [early] })
  expect(await keptIn()).toMatchObject({ log: BW, index: 0, later: null })
  expect(await codeOf(proposal())).toBe('TRUST_CHANGE_UNPROVEN')

  clock += 3600
  await keeper.publish(BW)
  expect(await codeOf(announcedCommand(args()))).toBeUndefined()
  expect(await codeOf(proposal())).toBeUndefined()
  for (const holder of ['root-1', 'root-2']) {
    const place = { trust: undefined, dataFolder: home, now: clock, passphraseFile: undefined }
    const key = at('keys', `${holder}.pem`)
    const signing = signCommand({ ...place, proposal: at('p'), key, out: at(holder) })
    expect(await codeOf(signing)).toBeUndefined()
  }
  const signatures = [at('root-1'), at('root-2')]
  const assembling = { proposal: at('p'), signatures, dataFolder: home, now: clock }
  expect(await codeOf(assembleCommand(assembling))).toBeUndefined()

  // A reader who remembers the list with the lost key follows, and knows that ZA did not say so.
  const bytes = await bundleBytes(home, { numberBlocks: new Map(), statusPages: new Map() })
  const bundle = parseBundle(bytes ?? new Uint8Array())
  if (!bundle.ok) throw new Error(bundle.refusals[0].code)
  const standard = { pins: new Set<string>(), acceptDemonstration: true, verify: nodeVerify() }
  const remembered = rememberedAfter(trust)
  const read = await openTrust(bundle.value, { ...standard, now: clock, remembered })
  expect(read).toMatchObject({ ok: true, value: { versions: { targets: 2 } } })
  // The change leads away from keys that are named no more.
  expect(await codeOf(announceCommand(args()))).toBe('PARTICIPANTS_ROOT_FORM')
}, 60_000)
