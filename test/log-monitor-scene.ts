import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, beforeEach } from 'vitest'
import { encodeBlock } from '../src/certificates/blocks.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { signStatement } from '../src/crypto/statement.ts'
import { type MonitorConfig, readMonitorConfig } from '../src/main/monitor-config.ts'
import { type Monitor, openMonitor } from '../src/main/monitor-pass.ts'
import { nodeSigner } from '../src/participants/adapters/node-signer.ts'
import { encodeBundle, type RegisterCopy } from '../src/participants/bundle.ts'
import { typOf } from '../src/participants/kinds.ts'
import { readCheckpoint, writeCheckpoint } from '../src/transparency/checkpoint.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import { encodeEntry, type LogEntry } from '../src/transparency/entry.ts'
import type { PartyCode } from '../src/values/codes.ts'
import type { Day } from '../src/values/day.ts'
import { ed25519Signer } from './ed25519.ts'
import {
  bytesOf,
  handMadeList,
  ISSUED,
  KEYS,
  keysJson,
  type Recipe,
  type TestKey,
} from './hand-made-list.ts'
import { type LogInMemory, logInMemory } from './log-in-memory.ts'
import { endPrograms } from './run-program.ts'

/** `openkp monitor` over real files and real servers, with logs, keys and times that are the same in every run. */

export const ORIGIN = 'kp.example/2026'
const ZA = 'ZA' as PartyCode
export const HOUR = 3600
export const DAY = 86_400

/** What one test changes as it goes. */
export const scene = {
  folder: '',
  /** Epoch seconds. */
  now: ISSUED,
  za: logInMemory(`${ORIGIN}/ZA`, 1),
  gb: logInMemory(`${ORIGIN}/GB`, 2),
}
const monitors: Monitor[] = []
export const servers: Server[] = []

/** A folder, two logs and a list for every test of a file, and nothing left of them. */
export function openScene(): void {
  beforeEach(async () => {
    scene.folder = await mkdtemp(join(tmpdir(), 'openkp-monitor-'))
    scene.now = ISSUED + HOUR
    scene.za = logInMemory(`${ORIGIN}/ZA`, 1)
    scene.gb = logInMemory(`${ORIGIN}/GB`, 2)
    await writeList()
  })
  afterEach(async () => {
    for (const monitor of monitors.splice(0)) await monitor.close()
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
    await endPrograms()
    await rm(scene.folder, { recursive: true, force: true })
  })
}

/** In which file, and with which register pages. */
type ListOf = { readonly name?: string; readonly page?: ReadonlyMap<PartyCode, RegisterCopy> }

/** A list with the keys of both logs, and of a witness at an observer's. */
export async function writeList(
  recipe: Recipe = {},
  issued?: string,
  { name = 'list.kpbundle', page }: ListOf = {},
): Promise<void> {
  const keys = (
    party: string,
    log: LogInMemory,
    others: readonly (readonly [string, number])[],
  ) => {
    const json = keysJson(party, others) as { keys: unknown[] }
    const times = { notBefore: ISSUED - DAY, notAfter: ISSUED + 365 * DAY, state: 'active' }
    json.keys.push({ key: { alg: 'Ed25519', x: toHex(log.key.x) }, usage: 'log', ...times })
    if (party === 'GB') {
      json.keys.push({
        key: { alg: 'Ed25519', x: toHex(WITNESS.key.x) },
        usage: 'witness',
        ...times,
      })
    }
    return bytesOf(json)
  }
  const list = handMadeList({
    targets: {
      'ZA/keys.json': keys('ZA', scene.za, [
        ['certificate', 0],
        ['status', 1],
      ]),
      'GB/keys.json': keys('GB', scene.gb, [['confirm', 2]]),
    },
    edit: {
      'root.json': (signed) => {
        Object.assign(signed, {
          ...{ environment: 'demonstration', register: 'on' },
          logs: { origin: ORIGIN, quorum: 1, operators: {} },
        })
      },
      ...(issued !== undefined && {
        'timestamp.json': (signed) => void Object.assign(signed, { issued, version: 2 }),
      }),
      ...recipe.edit,
    },
  })
  const blocks = new Map([[ZA, [await blockStatement()]]])
  const shown = { numberBlocks: blocks, ...(page !== undefined && { register: page }) }
  await writeFile(join(scene.folder, name), encodeBundle({ ...list, ...shown }))
}

export const WITNESS = ed25519Signer(9)
export const WITNESS_NAME = `${ORIGIN}/GB/witness`

export const BLOCK_NUMBERS = 100
export function blockStatement(): Promise<Uint8Array> {
  const block = { series: 'ZA', width: 6, first: 1, last: BLOCK_NUMBERS, firstSlot: 0 }
  const body = encodeBlock({ ...block, stationery: 'TEST-1', validFrom: '2026-01-01' as Day })
  return signedBy(0, 'number-block', { iat: ISSUED - 100, cti: 'block', body })
}

/** P-256 signatures differ in each run, so one statement is signed once and kept. */
const signed = new Map<string, Promise<Uint8Array>>()
export function signedBy(
  key: number,
  kind: 'number-block' | 'register-page',
  {
    iat,
    cti,
    body,
  }: { iat: number; cti: string; body: Parameters<typeof signStatement>[2]['body'] },
): Promise<Uint8Array> {
  const signer = nodeSigner((KEYS.usage[key] as TestKey).privateKey)
  const made =
    signed.get(cti) ??
    signStatement(signer, typOf(kind, 'demonstration'), { iss: ZA, iat, exp: null, cti, body })
  signed.set(cti, made)
  return made
}

export const digest = (word: string) => sha256(new TextEncoder().encode(word))

export async function announcement(): Promise<Uint8Array> {
  const bytes = await blockStatement()
  return entry({
    kind: 'number-block',
    slot: 0,
    iat: ISSUED - 100,
    exp: null,
    digest: sha256(bytes),
  })
}

export function entry(of: Partial<LogEntry>): Uint8Array {
  const standard = { kind: 'certificate', slot: 0, iat: ISSUED, exp: ISSUED + 60 * DAY }
  return encodeEntry({ ...standard, subject: null, digest: digest('none'), ...of })
}

export function certificate(slot: number, more: Partial<LogEntry> = {}): Uint8Array {
  return entry({ slot, digest: digest(`certificate ${slot}`), ...more })
}

export function certificates(from: number, to: number): Uint8Array[] {
  return Array.from({ length: to - from }, (_, at) => certificate(from + at))
}

export type Files = Map<string, Uint8Array>
/** A server over whatever the log has at the time. */
export async function serve(
  filesOf: () => Files | Promise<Files>,
  change: (files: Files) => void = () => undefined,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const files = new Map(await filesOf())
    change(files)
    const bytes = files.get(String(request.url).slice(1))
    if (bytes === undefined) response.writeHead(404).end()
    else response.end(bytes)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The checkpoint of the log, cosigned by the witness at a time. */
export async function cosigned(log: LogInMemory, time: number): Promise<Files> {
  const files = await log.files()
  const read = readCheckpoint(files.get('checkpoint') as Uint8Array)
  if (!read.ok) throw new Error('the log signs no checkpoint')
  const { note } = read.value
  const signatures = [...note.signatures, await cosign(note.text, time, WITNESS_NAME, WITNESS)]
  files.set('checkpoint', writeCheckpoint({ ...read.value, note: { ...note, signatures } }))
  return files
}

export async function configured(places: Readonly<Record<string, string>>, more: object = {}) {
  const logs = Object.entries(places).map(([party, place]) => ({ party, place }))
  const path = join(scene.folder, 'monitor.json')
  const text = { trust: 'list.kpbundle', acceptDemonstration: true, logs, ...more }
  await writeFile(path, JSON.stringify(text))
  const config = await readMonitorConfig(path)
  if (!config.ok) throw new Error(JSON.stringify(config.refusals))
  return config.value
}

export async function opened(config: MonitorConfig): Promise<Monitor> {
  const monitor = await openMonitor(config, () => scene.now)
  monitors.push(monitor)
  return monitor
}

export async function codes(monitor: Monitor): Promise<readonly string[]> {
  const report = await monitor.pass()
  return report.alarms.filter(({ now: rings }) => rings).map(({ code }) => code)
}

export async function evidenceOf(monitor: Monitor, code: string): Promise<Map<string, Uint8Array>> {
  const { alarms } = await monitor.pass()
  const told = alarms.find((each) => each.code === code)
  const files = (told?.evidence ?? []).map(async (path) => {
    return [
      path.split('/').at(-1) ?? '',
      new Uint8Array(await readFile(join(scene.folder, 'monitor', path))),
    ] as const
  })
  return new Map(await Promise.all(files))
}
