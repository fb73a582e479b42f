import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { writeNoteKey } from '../src/crypto/note.ts'
import { readMonitorConfig } from '../src/main/monitor-config.ts'
import {
  announcement,
  certificate,
  certificates,
  configured,
  cosigned,
  digest,
  entry,
  ORIGIN,
  openScene,
  scene,
  serve,
  servers,
} from './log-monitor-scene.ts'
import { runBuilt } from './run-program.ts'

/** `openkp monitor` as a program of its own. */

openScene()

describe('the program', () => {
  async function program(...options: readonly string[]) {
    const started = runBuilt('monitor', join(scene.folder, 'monitor.json'), '--json', ...options)
    const [exit] = await once(started.child, 'close')
    const text = started.said()
    return { exit, text, said: JSON.parse(text.slice(text.indexOf('{'))) }
  }

  test('exit codes: nothing rings, something rings, nothing can be told', async () => {
    scene.za.append([await announcement(), ...certificates(0, 40)])
    const place = await serve(() => cosigned(scene.za, Math.floor(Date.now() / 1000)))
    const calm = { staleHours: 8760, loggingHours: 8760, confirmationDays: 3650 }
    await configured({ ZA: place }, calm)
    expect(await program('--once')).toMatchObject({ exit: 0, said: { alarms: [] } })
    scene.za.append([certificate(5, { digest: digest('twin') })])
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
    expect(await readFile(join(scene.folder, 'monitor', 'status.html'), 'utf8')).toContain(
      'MONITOR_TWIN',
    )
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
    expect(await program('--once')).toMatchObject({
      exit: 2,
      said: { problems: [{ cause: 'ECONNREFUSED' }] },
    })
    await configured({ ZA: place }, { ...calm, folder: 'new', acceptDemonstration: false })
    expect(await program('--once')).toMatchObject({ exit: 2, said: { code: 'CLI_MONITOR_BLIND' } })
    await writeFile(join(scene.folder, 'monitor.json'), '{"logs":[]}')
    expect(await program('--once')).toMatchObject({ exit: 1, said: { code: 'CLI_MONITOR_CONFIG' } })
  })

  test('killed at any moment, it goes on where it was, and tells everything once', async () => {
    const many = Array.from({ length: 16_000 }, (_, at) =>
      entry({ kind: 'discrepancy', slot: null, digest: digest(`d${at}`) }),
    )
    scene.za.append([await announcement(), ...certificates(0, 40)])
    for (let round = 0; round < 5; round += 1) scene.za.append(many)
    scene.za.append([certificate(5, { digest: digest('twin') })])
    const files = await cosigned(scene.za, Math.floor(Date.now() / 1000))
    const calm = { staleHours: 8760, loggingHours: 8760, confirmationDays: 3650 }
    await configured({ ZA: await serve(() => files) }, calm)
    for (const wait of [700, 1000, 1400, 1900]) {
      const started = runBuilt('monitor', join(scene.folder, 'monitor.json'), '--once')
      await sleep(wait)
      started.child.kill('SIGKILL')
    }
    const whole = await program('--once')
    expect(whole.said).toMatchObject({
      logs: [{ size: scene.za.size(), isWhole: true }],
      problems: [],
    })
    const told = await readFile(join(scene.folder, 'monitor', 'alarms.jsonl'), 'utf8')
    expect(
      told
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).code),
    ).toEqual(['MONITOR_TWIN'])
    expect((await program('--once')).exit).toBe(0)
  })

  test('shows its page at this machine until it is stopped', async () => {
    scene.za.append([await announcement()])
    await configured({ ZA: await serve(() => cosigned(scene.za, Math.floor(Date.now() / 1000))) })
    const started = runBuilt('monitor', join(scene.folder, 'monitor.json'), '--listen', '0')
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
    ['a file for a list and no logs', JSON.stringify({ trust: 'x' })],
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
    const path = join(scene.folder, 'bad.json')
    await writeFile(path, text)
    const read = await readMonitorConfig(path)
    expect(read.ok || read.refusals[0].code).toBe('CLI_MONITOR_CONFIG')
  })
})

/** Written out once, so that a key in a configuration is known to be read. */
test('keys of a log may stand in the file', async () => {
  const path = join(scene.folder, 'keys.json')
  const log = {
    party: 'ZA',
    place: 'x',
    origin: scene.za.origin,
    keys: [writeNoteKey(scene.za.key)],
  }
  await writeFile(path, JSON.stringify({ trust: 'x', logs: [log] }))
  const read = await readMonitorConfig(path)
  expect(read.ok && read.value.logs?.[0]?.keys).toEqual([scene.za.key])
})
