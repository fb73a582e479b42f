import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeBlock } from '../src/certificates/blocks.ts'
import { fromBase64 } from '../src/crypto/base64.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { isConsistent } from '../src/crypto/merkle.ts'
import { writeNoteKey } from '../src/crypto/note.ts'
import { signStatement } from '../src/crypto/statement.ts'
import { type MonitorConfig, readMonitorConfig } from '../src/main/monitor-config.ts'
import { statusPage } from '../src/main/monitor-page.ts'
import { type Monitor, openMonitor } from '../src/main/monitor-pass.ts'
import { nodeSigner } from '../src/participants/adapters/node-signer.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { encodeBundle } from '../src/participants/bundle.ts'
import { typOf } from '../src/participants/kinds.ts'
import { digestOf } from '../src/transparency/adapters/witness-memory.ts'
import { readCheckpoint, writeCheckpoint } from '../src/transparency/checkpoint.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import { encodeEntry, type LogEntry } from '../src/transparency/entry.ts'
import { proveLogged } from '../src/transparency/log-proof.ts'
import { registerPage } from '../src/transparency/register.ts'
import { encodeRegisterPage } from '../src/transparency/register-codec.ts'
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
import { endPrograms, runBuilt } from './run-program.ts'

/** `openkp monitor` over real files and real servers, with logs, keys and times that are the same in every run. */

const ORIGIN = 'kp.example/2026'
const ZA = 'ZA' as PartyCode
const HOUR = 3600
const DAY = 86_400

let folder = ''
let now = ISSUED
let za: LogInMemory
let gb: LogInMemory
const monitors: Monitor[] = []
const servers: Server[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-monitor-'))
  now = ISSUED + HOUR
  za = logInMemory(`${ORIGIN}/ZA`, 1)
  gb = logInMemory(`${ORIGIN}/GB`, 2)
  await writeList()
})
afterEach(async () => {
  for (const monitor of monitors.splice(0)) await monitor.close()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  await endPrograms()
  await rm(folder, { recursive: true, force: true })
})

/** A list with the keys of both logs, and of a witness at an observer's. */
async function writeList(recipe: Recipe = {}, issued?: string): Promise<void> {
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
      'ZA/keys.json': keys('ZA', za, [
        ['certificate', 0],
        ['status', 1],
      ]),
      'GB/keys.json': keys('GB', gb, [['confirm', 2]]),
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
    },
    ...recipe,
  })
  const blocks = new Map([[ZA, [await blockStatement()]]])
  await writeFile(join(folder, 'list.kpbundle'), encodeBundle({ ...list, numberBlocks: blocks }))
}

const WITNESS = ed25519Signer(9)
const WITNESS_NAME = `${ORIGIN}/GB/witness`

const BLOCK_NUMBERS = 100
function blockStatement(): Promise<Uint8Array> {
  const block = { series: 'ZA', width: 6, first: 1, last: BLOCK_NUMBERS, firstSlot: 0 }
  const body = encodeBlock({ ...block, stationery: 'TEST-1', validFrom: '2026-01-01' as Day })
  return signedBy(0, 'number-block', { iat: ISSUED - 100, cti: 'block', body })
}

/** P-256 signatures differ in each run, so one statement is signed once and kept. */
const signed = new Map<string, Promise<Uint8Array>>()
function signedBy(
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

const digest = (word: string) => sha256(new TextEncoder().encode(word))

async function announcement(): Promise<Uint8Array> {
  const bytes = await blockStatement()
  return entry({
    kind: 'number-block',
    slot: 0,
    iat: ISSUED - 100,
    exp: null,
    digest: sha256(bytes),
  })
}

function entry(of: Partial<LogEntry>): Uint8Array {
  const standard = { kind: 'certificate', slot: 0, iat: ISSUED, exp: ISSUED + 60 * DAY }
  return encodeEntry({ ...standard, subject: null, digest: digest('none'), ...of })
}

function certificate(slot: number, more: Partial<LogEntry> = {}): Uint8Array {
  return entry({ slot, digest: digest(`certificate ${slot}`), ...more })
}

function certificates(from: number, to: number): Uint8Array[] {
  return Array.from({ length: to - from }, (_, at) => certificate(from + at))
}

type Files = Map<string, Uint8Array>
/** A server over whatever the log has at the time. */
async function serve(
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
async function cosigned(log: LogInMemory, time: number): Promise<Files> {
  const files = await log.files()
  const read = readCheckpoint(files.get('checkpoint') as Uint8Array)
  if (!read.ok) throw new Error('the log signs no checkpoint')
  const { note } = read.value
  const signatures = [...note.signatures, await cosign(note.text, time, WITNESS_NAME, WITNESS)]
  files.set('checkpoint', writeCheckpoint({ ...read.value, note: { ...note, signatures } }))
  return files
}

async function configured(places: Readonly<Record<string, string>>, more: object = {}) {
  const logs = Object.entries(places).map(([party, place]) => ({ party, place }))
  const path = join(folder, 'monitor.json')
  const text = { trust: 'list.kpbundle', acceptDemonstration: true, logs, ...more }
  await writeFile(path, JSON.stringify(text))
  const config = await readMonitorConfig(path)
  if (!config.ok) throw new Error(JSON.stringify(config.refusals))
  return config.value
}

async function opened(config: MonitorConfig): Promise<Monitor> {
  const monitor = await openMonitor(config, () => now)
  monitors.push(monitor)
  return monitor
}

async function codes(monitor: Monitor): Promise<readonly string[]> {
  const report = await monitor.pass()
  return report.alarms.filter(({ now: rings }) => rings).map(({ code }) => code)
}

async function evidenceOf(monitor: Monitor, code: string): Promise<Map<string, Uint8Array>> {
  const { alarms } = await monitor.pass()
  const told = alarms.find((each) => each.code === code)
  const files = (told?.evidence ?? []).map(async (path) => {
    return [
      path.split('/').at(-1) ?? '',
      new Uint8Array(await readFile(join(folder, 'monitor', path))),
    ] as const
  })
  return new Map(await Promise.all(files))
}

describe('an honest scheme', () => {
  test('rings nowhere, pass after pass, as its logs grow', async () => {
    za.append([await announcement(), ...certificates(0, 60)])
    gb.append([])
    const places = {
      ZA: await serve(() => cosigned(za, now - 60)),
      GB: await serve(() => cosigned(gb, now - 60)),
    }
    const monitor = await opened(await configured(places))
    const first = await monitor.pass()
    expect(first).toMatchObject({ alarms: [], problems: [] })
    expect(first.logs).toMatchObject([
      {
        origin: `${ORIGIN}/ZA`,
        size: 61,
        ageSeconds: 60,
        isWhole: true,
        witnesses: [WITNESS_NAME],
      },
      { origin: `${ORIGIN}/GB`, size: 0, isWhole: true },
    ])
    za.append(certificates(60, 100))
    gb.append([
      entry({
        kind: 'import-confirmation',
        slot: null,
        subject: digest('certificate 3'),
        digest: digest('receipt'),
      }),
    ])
    now += HOUR
    expect(await monitor.pass()).toMatchObject({
      alarms: [],
      problems: [],
      logs: [{ size: 101 }, { size: 1 }],
    })
  })

  test('is remembered by a monitor that is started again, which reads only what is new', async () => {
    za.append([await announcement(), ...certificates(0, 90)])
    const asked: string[] = []
    const files = async () => cosigned(za, now)
    const server = createServer(async (request, response) => {
      asked.push(String(request.url))
      const bytes = (await files()).get(String(request.url).slice(1))
      if (bytes === undefined) response.writeHead(404).end()
      else response.end(bytes)
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const config = await configured({ ZA: place })
    const first = await openMonitor(config, () => now)
    expect((await first.pass()).logs).toMatchObject([{ size: 91 }])
    await first.close()
    asked.length = 0
    const second = await opened(config)
    expect(await codes(second)).toEqual([])
    expect(asked).toEqual(['/checkpoint'])
    za.append([certificate(5, { digest: digest('another') })])
    expect(await codes(second)).toEqual(['MONITOR_TWIN'])
  })
})

describe('a log that is not honest', () => {
  test('two heads of one size are kept, and anybody can check them', async () => {
    za.append([await announcement(), ...certificates(0, 40)])
    let shown = za
    const place = await serve(() => cosigned(shown, now))
    const monitor = await opened(await configured({ ZA: place }))
    expect(await codes(monitor)).toEqual([])
    shown = logInMemory(za.origin, 1)
    shown.append([await announcement(), ...certificates(50, 90)])
    expect(await codes(monitor)).toEqual(['MONITOR_FORK'])
    expect(await codes(monitor)).toEqual(['MONITOR_FORK'])
    expect((await monitor.pass()).alarms).toHaveLength(1)
    const notes = [...(await evidenceOf(monitor, 'MONITOR_FORK')).values()].map(readCheckpoint)
    // Both are of one size, so both have one name, and the later one would hide the former.
    expect(notes.map((each) => each.ok && toHex(each.value.root)).sort()).toHaveLength(2)
  })

  test('a larger tree that does not begin with what was seen is proved by its own tiles', async () => {
    za.append([await announcement(), ...certificates(0, 40)])
    let shown = za
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(shown, now)) }))
    expect(await codes(monitor)).toEqual([])
    shown = logInMemory(za.origin, 1)
    shown.append([await announcement(), ...certificates(1, 80)])
    expect(await codes(monitor)).toContain('MONITOR_FORK')
    const evidence = await evidenceOf(monitor, 'MONITOR_FORK')
    const [small, large] = ['checkpoint-41-1.note', 'checkpoint-80-2.note'].map((name) =>
      readCheckpoint(evidence.get(name) as Uint8Array),
    )
    const lines = new TextDecoder().decode(evidence.get('consistency.txt')).trim().split('\n')
    const oldRoot = fromBase64(lines[1]?.slice('root '.length) ?? '') as Uint8Array
    const proof = lines.slice(2).map((line) => fromBase64(line) as Uint8Array)
    if (!small?.ok || !large?.ok) throw new Error('unreadable evidence')
    const { size, root } = large.value
    expect(isConsistent({ oldSize: 41, oldRoot, size, root, proof })).toBe(true)
    expect(toHex(oldRoot)).not.toBe(toHex(small.value.root))
  })

  test('one head for the witness and another for the monitor', async () => {
    za.append([await announcement(), ...certificates(0, 40)])
    const other = logInMemory(za.origin, 1)
    other.append([await announcement(), ...certificates(0, 39), certificate(77)])
    const witness = await serve(
      async () => new Map([[`checkpoints/${digestOf(za.origin)}`, await other.checkpoint()]]),
    )
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(za, now)) }, { witnesses: [witness] }),
    )
    expect(await codes(monitor)).toEqual(['MONITOR_FORK'])
  })

  test('a witness that has seen more, for longer than a log needs to publish', async () => {
    za.append([await announcement(), ...certificates(0, 10)])
    const more = logInMemory(za.origin, 1)
    more.append([await announcement(), ...certificates(0, 50)])
    const seenAt = now
    const witness = await serve(async () => {
      return new Map([
        [
          `checkpoints/${digestOf(za.origin)}`,
          (await cosigned(more, seenAt)).get('checkpoint') as Uint8Array,
        ],
      ])
    })
    const place = await serve(() => cosigned(za, seenAt))
    const monitor = await opened(await configured({ ZA: place }, { witnesses: [witness] }))
    expect(await codes(monitor)).toEqual([])
    now += 3 * HOUR
    expect(await codes(monitor)).toEqual(['MONITOR_BEHIND'])
  })

  test('a log that shrank', async () => {
    za.append([await announcement(), ...certificates(0, 40)])
    let shown = za
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(shown, now)) }))
    expect(await codes(monitor)).toEqual([])
    shown = logInMemory(za.origin, 1)
    shown.append([await announcement(), ...certificates(0, 20)])
    expect(await codes(monitor)).toEqual(['MONITOR_ROLLED_BACK'])
    shown = za
    expect(await codes(monitor)).toEqual([])
  })

  test('a second certificate of one number, with proofs that a stranger can check', async () => {
    za.append([
      await announcement(),
      ...certificates(0, 40),
      certificate(7, { digest: digest('twin') }),
    ])
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, now)) }))
    expect(await codes(monitor)).toEqual(['MONITOR_TWIN'])
    const evidence = await evidenceOf(monitor, 'MONITOR_TWIN')
    for (const index of [8, 41]) {
      const proof = evidence.get(`entry-${index}.tlog-proof`) as Uint8Array
      const proved = await proveLogged(
        proof,
        evidence.get(`entry-${index}.cbor`) as Uint8Array,
        { origin: za.origin, keys: [za.key] },
        nodeVerify(),
      )
      expect(proved.ok).toBe(true)
    }
  })

  test('a number that nobody announced, or only afterwards', async () => {
    za.append([
      certificate(0),
      await announcement(),
      certificate(BLOCK_NUMBERS - 1),
      certificate(BLOCK_NUMBERS),
    ])
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, now)) }))
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code, detail }) => [code, detail.slot])).toEqual([
      ['MONITOR_OUTSIDE_BLOCKS', 0],
      ['MONITOR_OUTSIDE_BLOCKS', BLOCK_NUMBERS],
    ])
  })

  test('a certificate that is dated before a head that has not got it', async () => {
    za.append([await announcement(), ...certificates(0, 5)])
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, now)) }))
    expect(await codes(monitor)).toEqual([])
    now += 2 * DAY
    await writeList({}, new Date((now - HOUR) * 1000).toISOString().replace('.000', ''))
    za.append([certificate(5, { iat: now - HOUR })])
    expect(await codes(monitor)).toEqual([])
    now += 60
    const late = certificate(6, { iat: now - 30 * HOUR })
    const early = certificate(7, { iat: now + 2 * HOUR })
    za.append([late, early])
    expect(await codes(monitor)).toEqual(['MONITOR_BACKDATED', 'MONITOR_POSTDATED'])
  })

  test('an entry that is none', async () => {
    za.append([await announcement(), new TextEncoder().encode('no entry')])
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, now)) }))
    expect(await codes(monitor)).toEqual(['MONITOR_ENTRY_MALFORMED'])
  })
})

describe('what logs owe each other', () => {
  const monitorOfBoth = async () =>
    opened(
      await configured({
        ZA: await serve(() => cosigned(za, now)),
        GB: await serve(() => cosigned(gb, now)),
      }),
    )
  const confirmed = (word: string, iat = ISSUED) =>
    entry({
      kind: 'import-confirmation',
      slot: null,
      iat,
      subject: digest(word),
      digest: digest(`of ${word}`),
    })

  test('a confirmation, thirty days after the end, unless the number was closed', async () => {
    const closing = { kind: 'certificate-status/void', slot: 2, exp: null, digest: digest('void') }
    za.append([
      await announcement(),
      ...certificates(0, 3),
      certificate(3, { subject: digest('certificate 4') }),
      certificate(4),
      entry({ ...closing, subject: digest('certificate 2') }),
    ])
    gb.append([confirmed('certificate 0'), confirmed('certificate 3')])
    const monitor = await monitorOfBoth()
    expect(await codes(monitor)).toEqual([])
    now = ISSUED + 91 * DAY
    const { alarms } = await monitor.pass()
    const unconfirmed = alarms.filter(({ code }) => code === 'MONITOR_UNCONFIRMED')
    expect(unconfirmed.map(({ detail }) => detail.certificate)).toEqual([
      toHex(digest('certificate 1').subarray(0, 16)),
    ])
  })

  test('a certificate for every confirmation, once its issuer had its time', async () => {
    za.append([await announcement(), ...certificates(0, 3)])
    gb.append([confirmed('certificate 1'), confirmed('nothing', ISSUED)])
    const monitor = await monitorOfBoth()
    expect(await codes(monitor)).toEqual([])
    now = ISSUED + 25 * HOUR
    expect(await codes(monitor)).toContain('MONITOR_CONFIRMED_UNKNOWN')
    expect((await codes(monitor)).filter((code) => code.includes('CONFIRM'))).toHaveLength(1)
  })
})

describe('what was shown elsewhere', () => {
  test('a statement that its author never logged', async () => {
    za.append(certificates(0, 1))
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, now)) }))
    expect(await codes(monitor)).not.toContain('MONITOR_NOT_LOGGED')
    now = ISSUED + 25 * HOUR
    expect(await codes(monitor)).toContain('MONITOR_NOT_LOGGED')
    za.append([await announcement()])
    expect(await codes(monitor)).not.toContain('MONITOR_NOT_LOGGED')
  })

  test('a register page is made anew, byte for byte', async () => {
    const block = await blockStatement()
    za.append([await announcement(), ...certificates(0, 30)])
    const head = readCheckpoint(await za.checkpoint())
    if (!head.ok) throw new Error('no checkpoint')
    const logged = certificates(0, 30).map((_, slot) => ({
      ...{ kind: 'certificate', slot, iat: ISSUED, exp: ISSUED + 60 * DAY, subject: null },
      digest: digest(`certificate ${slot}`),
    }))
    const first = {
      kind: 'number-block',
      slot: 0,
      iat: ISSUED,
      exp: null,
      subject: null,
      digest: sha256(block),
    }
    const page = registerPage([first, ...logged], head.value.root, ISSUED + 60)
    await mkdir(join(folder, 'shown'))
    const write = async (name: string, of: typeof page) => {
      const body = encodeRegisterPage(of)
      const bytes = await signedBy(1, 'register-page', { iat: ISSUED + 60, cti: name, body })
      await writeFile(join(folder, 'shown', name), bytes)
    }
    await write('honest.cose', page)
    const config = await configured(
      { ZA: await serve(() => cosigned(za, now)) },
      { statements: 'shown' },
    )
    const monitor = await opened(config)
    expect(await codes(monitor)).toEqual([])
    await write('hides-one.cose', { ...page, slots: page.slots.slice(1) })
    await write('another-root.cose', { ...page, root: digest('root') })
    await write('ahead.cose', { ...page, size: 1000 })
    expect(await codes(monitor)).toEqual(['MONITOR_PAGE_DIFFERS', 'MONITOR_PAGE_DIFFERS'])
    now += 2 * DAY
    expect(await codes(monitor)).toContain('MONITOR_NOT_LOGGED')
  })

  test('a trust list with other keys, an older one, and one that nobody renews', async () => {
    za.append([await announcement(), ...certificates(0, 3)])
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, now)) }))
    expect(await codes(monitor)).toEqual([])
    const stolen = ed25519Signer(7)
    const json = keysJson('GB', [['confirm', 2]]) as { keys: unknown[] }
    const times = { notBefore: ISSUED, notAfter: ISSUED + DAY, state: 'active' }
    json.keys.push({ key: { alg: 'Ed25519', x: toHex(stolen.key.x) }, usage: 'log', ...times })
    const before = await readFile(join(folder, 'list.kpbundle'))
    const other = logInMemory(`${ORIGIN}/GB`, 7)
    const kept = gb
    gb = other
    await writeList({}, '2026-01-01T01:00:00Z')
    gb = kept
    expect(await codes(monitor)).toEqual(['MONITOR_KEYS_CHANGED'])
    await writeFile(join(folder, 'list.kpbundle'), before)
    expect(await codes(monitor)).toEqual(['MONITOR_LIST_REFUSED'])
    expect((await monitor.pass()).alarms.at(-1)?.detail).toEqual({ cause: 'TRUST_ROLLED_BACK' })
    await writeList({}, '2026-01-01T02:00:00Z')
    now += 3 * DAY
    expect(await codes(monitor)).toContain('MONITOR_LIST_FROZEN')
  })

  test('a log that no quorum has seen for a day', async () => {
    za.append([await announcement(), ...certificates(0, 3)])
    const at = now
    const monitor = await opened(await configured({ ZA: await serve(() => cosigned(za, at)) }))
    expect(await codes(monitor)).toEqual([])
    now += 25 * HOUR
    expect(await codes(monitor)).toEqual(['MONITOR_LIST_FROZEN', 'MONITOR_FROZEN'])
  })
})

describe('bad input', () => {
  const flipped = (bytes: Uint8Array, at: number) =>
    bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
  const change = (path: string, of: (bytes: Uint8Array) => Uint8Array) => (files: Files) => {
    files.set(path, of(files.get(path) as Uint8Array))
  }
  const FAULTS: Readonly<Record<string, readonly [(files: Files) => void, string, string]>> = {
    'a bit in a tile': [
      change('tile/0/000', (bytes) => flipped(bytes, 40)),
      'MONITOR_FILES',
      'LOG_TILE_DIFFERS',
    ],
    'a bit in an entry': [
      change('tile/entries/000', (bytes) => flipped(bytes, 90)),
      'MONITOR_FILES',
      'LOG_ROOT_DIFFERS',
    ],
    'a tile cut short': [
      change('tile/0/000', (bytes) => bytes.slice(0, 99)),
      'MONITOR_FILES',
      'LOG_TILE_DIFFERS',
    ],
    'a tile that is too long': [
      change('tile/0/000', () => new Uint8Array(1_000_000)),
      'MONITOR_FILES',
      'LOG_FILE_MISSING',
    ],
    'entries cut short': [
      change('tile/entries/000', (bytes) => bytes.slice(0, -3)),
      'MONITOR_FILES',
      'LOG_ENTRIES_MALFORMED',
    ],
    'entries that are too many': [
      change('tile/entries/000', () => new Uint8Array(2_000_000)),
      'MONITOR_FILES',
      'LOG_FILE_MISSING',
    ],
    'an entry that is withheld': [
      (files) => files.delete('tile/entries/001.p/45'),
      'MONITOR_FILES',
      'LOG_FILE_MISSING',
    ],
    'no checkpoint': [
      (files) => files.delete('checkpoint'),
      'MONITOR_CHECKPOINT',
      'NOTE_MALFORMED',
    ],
    'an endless checkpoint': [
      change('checkpoint', () => new Uint8Array(200_000).fill(65)),
      'MONITOR_CHECKPOINT',
      'NOTE_MALFORMED',
    ],
  }
  test.each(Object.entries(FAULTS))('%s', async (_, [fault, code, cause]) => {
    za.append([
      await announcement(),
      ...certificates(0, 100),
      ...Array.from({ length: 200 }, () => entry({ kind: 'discrepancy', slot: null })),
    ])
    let isBad = true
    const place = await serve(
      () => cosigned(za, now),
      (files) => isBad && fault(files),
    )
    const monitor = await opened(await configured({ ZA: place }))
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code: each, detail }) => [each, detail.cause])).toContainEqual([
      code,
      cause,
    ])
    isBad = false
    expect(await monitor.pass()).toMatchObject({
      logs: [{ size: 301, isWhole: true }],
      problems: [],
    })
    expect(await codes(monitor)).toEqual([])
  })

  test('a checkpoint of another log, and one under its name by another key', async () => {
    za.append([await announcement()])
    const strangers = [logInMemory('kp.example/2026/XX', 1), logInMemory(za.origin, 5)]
    const causes: unknown[] = []
    for (const stranger of strangers) {
      const place = await serve(async () => new Map([['checkpoint', await stranger.checkpoint()]]))
      const monitor = await opened(
        await configured({ ZA: place }, { folder: `of ${causes.length}` }),
      )
      const { alarms } = await monitor.pass()
      causes.push(...alarms.map(({ code, detail }) => [code, detail.cause]))
    }
    expect(causes).toEqual([
      ['MONITOR_CHECKPOINT', 'CHECKPOINT_OTHER_LOG'],
      ['MONITOR_CHECKPOINT', 'NOTE_UNSIGNED'],
    ])
  })

  test('a page shows what servers say as words, never as a page', async () => {
    const hostile = '<script>x</script>'
    const alarm = {
      code: 'MONITOR_CHECKPOINT' as const,
      where: 'x',
      about: 'x',
      text: '',
      at: 'x',
      now: true,
    }
    const html = statusPage(
      {
        ...{ at: 'now', lists: null, problems: [{ where: hostile, cause: hostile }] },
        logs: [
          {
            origin: hostile,
            party: 'ZA',
            size: 1,
            ageSeconds: 1,
            witnesses: [hostile],
            isWhole: false,
          },
        ],
        alarms: [{ ...alarm, detail: { log: hostile, cause: hostile }, evidence: [hostile] }],
      },
      'fr',
    )
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
  })
})

describe('the program', () => {
  async function program(...options: readonly string[]) {
    const started = runBuilt('monitor', join(folder, 'monitor.json'), '--json', ...options)
    const [exit] = await once(started.child, 'close')
    const text = started.said()
    return { exit, text, said: JSON.parse(text.slice(text.indexOf('{'))) }
  }

  test('exit codes: nothing rings, something rings, nothing can be told', async () => {
    za.append([await announcement(), ...certificates(0, 40)])
    const place = await serve(() => cosigned(za, Math.floor(Date.now() / 1000)))
    const calm = { staleHours: 8760, loggingHours: 8760, confirmationDays: 3650 }
    await configured({ ZA: place }, calm)
    expect(await program('--once')).toMatchObject({ exit: 0, said: { alarms: [] } })
    za.append([certificate(5, { digest: digest('twin') })])
    const rings = await program('--once')
    expect(rings).toMatchObject({
      exit: 1,
      said: { alarms: [{ code: 'MONITOR_TWIN', now: true }] },
    })
    const again = await program('--once')
    expect(again).toMatchObject({
      exit: 0,
      said: { alarms: [{ code: 'MONITOR_TWIN', now: false }] },
    })
    expect(await readFile(join(folder, 'monitor', 'status.html'), 'utf8')).toContain('MONITOR_TWIN')
    await configured({ ZA: 'http://127.0.0.1:1' }, calm)
    expect(await program('--once')).toMatchObject({
      exit: 2,
      said: { problems: [{ cause: 'ECONNREFUSED' }] },
    })
    await configured({ ZA: place }, { ...calm, folder: 'new', acceptDemonstration: false })
    expect(await program('--once')).toMatchObject({ exit: 2, said: { code: 'CLI_MONITOR_BLIND' } })
    await writeFile(join(folder, 'monitor.json'), '{"logs":[]}')
    expect(await program('--once')).toMatchObject({ exit: 1, said: { code: 'CLI_MONITOR_CONFIG' } })
  })

  test('killed at any moment, it goes on where it was, and tells everything once', async () => {
    const many = Array.from({ length: 16_000 }, (_, at) =>
      entry({ kind: 'discrepancy', slot: null, digest: digest(`d${at}`) }),
    )
    za.append([await announcement(), ...certificates(0, 40)])
    for (let round = 0; round < 12; round += 1) za.append(many)
    za.append([certificate(5, { digest: digest('twin') })])
    const files = await cosigned(za, Math.floor(Date.now() / 1000))
    const calm = { staleHours: 8760, loggingHours: 8760, confirmationDays: 3650 }
    await configured({ ZA: await serve(() => files) }, calm)
    for (const wait of [700, 1000, 1400, 1900]) {
      const started = runBuilt('monitor', join(folder, 'monitor.json'), '--once')
      await sleep(wait)
      started.child.kill('SIGKILL')
    }
    const whole = await program('--once')
    expect(whole.said).toMatchObject({ logs: [{ size: za.size(), isWhole: true }], problems: [] })
    const told = await readFile(join(folder, 'monitor', 'alarms.jsonl'), 'utf8')
    expect(
      told
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).code),
    ).toEqual(['MONITOR_TWIN'])
    expect((await program('--once')).exit).toBe(0)
  })

  test('shows its page at this machine until it is stopped', async () => {
    za.append([await announcement()])
    await configured({ ZA: await serve(() => cosigned(za, Math.floor(Date.now() / 1000))) })
    const started = runBuilt('monitor', join(folder, 'monitor.json'), '--listen', '0')
    await expect.poll(started.said).toContain('not looked at')
    const address = /at (http:\S+)/.exec(started.said())?.[1] ?? ''
    const page = await fetch(address)
    expect(await page.text()).toContain(`${ORIGIN}/ZA`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const ended = once(started.child, 'exit')
    started.child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  test.each([
    ['no JSON', '{'],
    ['no log', JSON.stringify({ trust: 'x', logs: [] })],
    ['a party that is none', JSON.stringify({ trust: 'x', logs: [{ party: 'zz', place: 'x' }] })],
    [
      'a word that nobody knows',
      JSON.stringify({ trust: 'x', log: 1, logs: [{ party: 'ZA', place: 'x' }] }),
    ],
    [
      'a pin that is none',
      JSON.stringify({ trust: 'x', pins: ['1'], logs: [{ party: 'ZA', place: 'x' }] }),
    ],
  ])('does not start with %s in its file', async (_, text) => {
    const path = join(folder, 'bad.json')
    await writeFile(path, text)
    const read = await readMonitorConfig(path)
    expect(read.ok || read.refusals[0].code).toBe('CLI_MONITOR_CONFIG')
  })
})

/** Written out once, so that a key in a configuration is known to be read. */
test('keys of a log may stand in the file', async () => {
  const path = join(folder, 'keys.json')
  const log = { party: 'ZA', place: 'x', origin: za.origin, keys: [writeNoteKey(za.key)] }
  await writeFile(path, JSON.stringify({ trust: 'x', logs: [log] }))
  const read = await readMonitorConfig(path)
  expect(read.ok && read.value.logs[0]?.keys).toEqual([za.key])
})
