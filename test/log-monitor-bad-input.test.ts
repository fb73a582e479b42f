import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { statusPage } from '../src/main/monitor-page.ts'
import { logInMemory } from './log-in-memory.ts'
import {
  announcement,
  certificates,
  codes,
  configured,
  cosigned,
  entry,
  type Files,
  opened,
  openScene,
  scene,
  serve,
  servers,
} from './log-monitor-scene.ts'

/** Bad input for a monitor: each has its code, and spoils nothing that comes after it. */

openScene()

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
    scene.za.append([
      await announcement(),
      ...certificates(0, 100),
      ...Array.from({ length: 200 }, () => entry({ kind: 'discrepancy', slot: null })),
    ])
    let isBad = true
    const place = await serve(
      () => cosigned(scene.za, scene.now),
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
    scene.za.append([await announcement()])
    const strangers = [logInMemory('kp.example/2026/XX', 1), logInMemory(scene.za.origin, 5)]
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

  test('a server that goes away in the middle, and one whose answer never ends', async () => {
    scene.za.append([await announcement()])
    const other = { kind: 'discrepancy', slot: null }
    for (let at = 0; at < 4; at += 1) {
      scene.za.append(Array.from({ length: 16_000 }, () => entry(other)))
    }
    const files = await cosigned(scene.za, scene.now)
    let left = 300
    let isEndless = false
    const server = createServer((request, response) => {
      left -= 1
      const bytes = files.get(String(request.url).slice(1))
      if (left < 0) request.socket.destroy()
      else if (bytes === undefined) response.writeHead(404).end()
      else if (!isEndless) response.end(bytes)
      else pipeline(Readable.from(endless()), response).catch(() => undefined)
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const monitor = await opened(await configured({ ZA: place }))
    const cut = await monitor.pass()
    expect(cut).toMatchObject({ alarms: [], logs: [{ isWhole: false }] })
    expect(cut.problems).toHaveLength(1)
    left = 10_000
    expect(await monitor.pass()).toMatchObject({
      alarms: [],
      logs: [{ size: 64_001, isWhole: true }],
    })
    // What was read before was not read again: 251 places have two files each, and some above them.
    expect(10_000 - left).toBeLessThan(300)
    isEndless = true
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code }) => code)).toEqual(['MONITOR_CHECKPOINT'])
  })

  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield new Uint8Array(65_536).fill(65)
  }

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
            isWitnessed: null,
            page: null,
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
