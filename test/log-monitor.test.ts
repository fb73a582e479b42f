import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { fromBase64 } from '../src/crypto/base64.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { isConsistent } from '../src/crypto/merkle.ts'
import { openMonitor } from '../src/main/monitor-pass.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { digestOf } from '../src/transparency/adapters/witness-memory.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { proveLogged } from '../src/transparency/log-proof.ts'
import { ISSUED } from './hand-made-list.ts'
import { logInMemory } from './log-in-memory.ts'
import {
  announcement,
  BLOCK_NUMBERS,
  certificate,
  certificates,
  codes,
  configured,
  cosigned,
  DAY,
  digest,
  entry,
  evidenceOf,
  HOUR,
  ORIGIN,
  opened,
  openScene,
  scene,
  serve,
  servers,
  WITNESS_NAME,
  writeList,
} from './log-monitor-scene.ts'

/** `openkp monitor` beside logs that are honest, and logs that are not. */

openScene()

describe('an honest scheme', () => {
  test('rings nowhere, pass after pass, as its logs grow', async () => {
    scene.za.append([await announcement(), ...certificates(0, 60)])
    scene.gb.append([])
    const places = {
      ZA: await serve(() => cosigned(scene.za, scene.now - 60)),
      GB: await serve(() => cosigned(scene.gb, scene.now - 60)),
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
    scene.za.append(certificates(60, 100))
    scene.gb.append([
      entry({
        kind: 'import-confirmation',
        slot: null,
        subject: digest('certificate 3'),
        digest: digest('receipt'),
      }),
    ])
    scene.now += HOUR
    expect(await monitor.pass()).toMatchObject({
      alarms: [],
      problems: [],
      logs: [{ size: 101 }, { size: 1 }],
    })
  })

  test('is remembered by a monitor that is started again, which reads only what is new', async () => {
    scene.za.append([await announcement(), ...certificates(0, 90)])
    const asked: string[] = []
    const files = async () => cosigned(scene.za, scene.now)
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
    const first = await openMonitor(config, () => scene.now)
    expect((await first.pass()).logs).toMatchObject([{ size: 91 }])
    await first.close()
    asked.length = 0
    const second = await opened(config)
    expect(await codes(second)).toEqual([])
    expect(asked).toEqual(['/checkpoint'])
    scene.za.append([certificate(5, { digest: digest('another') })])
    expect(await codes(second)).toEqual(['MONITOR_TWIN'])
  })
})

describe('a log that is not honest', () => {
  test('two heads of one size are kept, and anybody can check them', async () => {
    scene.za.append([await announcement(), ...certificates(0, 40)])
    let shown = scene.za
    const place = await serve(() => cosigned(shown, scene.now))
    const monitor = await opened(await configured({ ZA: place }))
    expect(await codes(monitor)).toEqual([])
    shown = logInMemory(scene.za.origin, 1)
    shown.append([await announcement(), ...certificates(50, 90)])
    expect(await codes(monitor)).toEqual(['MONITOR_FORK'])
    expect(await codes(monitor)).toEqual(['MONITOR_FORK'])
    expect((await monitor.pass()).alarms).toHaveLength(1)
    const evidence = [...(await evidenceOf(monitor, 'MONITOR_FORK'))]
    const notes = evidence
      .filter(([name]) => name.endsWith('.note'))
      .map(([, bytes]) => readCheckpoint(bytes))
    expect(notes.map((each) => each.ok && toHex(each.value.root)).sort()).toHaveLength(2)
  })

  test('a larger tree that does not begin with what was seen is proved by its own tiles', async () => {
    scene.za.append([await announcement(), ...certificates(0, 40)])
    let shown = scene.za
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(shown, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual([])
    shown = logInMemory(scene.za.origin, 1)
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
    scene.za.append([await announcement(), ...certificates(0, 40)])
    const other = logInMemory(scene.za.origin, 1)
    other.append([await announcement(), ...certificates(0, 39), certificate(77)])
    const witness = await serve(
      async () => new Map([[`checkpoints/${digestOf(scene.za.origin)}`, await other.checkpoint()]]),
    )
    const monitor = await opened(
      await configured(
        { ZA: await serve(() => cosigned(scene.za, scene.now)) },
        { witnesses: [witness] },
      ),
    )
    expect(await codes(monitor)).toEqual(['MONITOR_FORK'])
  })

  test('a witness that has seen more, for longer than a log needs to publish', async () => {
    scene.za.append([await announcement(), ...certificates(0, 10)])
    const more = logInMemory(scene.za.origin, 1)
    more.append([await announcement(), ...certificates(0, 50)])
    const seenAt = scene.now
    const witness = await serve(async () => {
      return new Map([
        [
          `checkpoints/${digestOf(scene.za.origin)}`,
          (await cosigned(more, seenAt)).get('checkpoint') as Uint8Array,
        ],
      ])
    })
    const place = await serve(() => cosigned(scene.za, seenAt))
    const monitor = await opened(await configured({ ZA: place }, { witnesses: [witness] }))
    expect(await codes(monitor)).toEqual([])
    scene.now += 3 * HOUR
    expect(await codes(monitor)).toEqual(['MONITOR_BEHIND'])
  })

  test('a log that shrank', async () => {
    scene.za.append([await announcement(), ...certificates(0, 40)])
    let shown = scene.za
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(shown, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual([])
    shown = logInMemory(scene.za.origin, 1)
    shown.append([await announcement(), ...certificates(0, 20)])
    expect(await codes(monitor)).toEqual(['MONITOR_ROLLED_BACK'])
    shown = scene.za
    expect(await codes(monitor)).toEqual([])
  })

  test('a second certificate of one number, with proofs that a stranger can check', async () => {
    scene.za.append([
      await announcement(),
      ...certificates(0, 40),
      certificate(7, { digest: digest('twin') }),
    ])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual(['MONITOR_TWIN'])
    const evidence = await evidenceOf(monitor, 'MONITOR_TWIN')
    for (const index of [8, 41]) {
      const proof = evidence.get(`entry-${index}.tlog-proof`) as Uint8Array
      const proved = await proveLogged(
        proof,
        evidence.get(`entry-${index}.cbor`) as Uint8Array,
        { origin: scene.za.origin, keys: [scene.za.key] },
        nodeVerify(),
      )
      expect(proved.ok).toBe(true)
    }
  })

  test('a number that nobody announced, or only afterwards', async () => {
    scene.za.append([
      certificate(0),
      await announcement(),
      certificate(BLOCK_NUMBERS - 1),
      certificate(BLOCK_NUMBERS),
    ])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code, detail }) => [code, detail.slot])).toEqual([
      ['MONITOR_OUTSIDE_BLOCKS', 0],
      ['MONITOR_OUTSIDE_BLOCKS', BLOCK_NUMBERS],
    ])
  })

  test('a certificate that is dated before a head that has not got it', async () => {
    scene.za.append([await announcement(), ...certificates(0, 5)])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual([])
    scene.now += 2 * DAY
    await writeList({}, new Date((scene.now - HOUR) * 1000).toISOString().replace('.000', ''))
    scene.za.append([certificate(5, { iat: scene.now - HOUR })])
    expect(await codes(monitor)).toEqual([])
    scene.now += 60
    const late = certificate(6, { iat: scene.now - 30 * HOUR })
    const early = certificate(7, { iat: scene.now + 2 * HOUR })
    scene.za.append([late, early])
    expect(await codes(monitor)).toEqual(['MONITOR_BACKDATED', 'MONITOR_POSTDATED'])
  })

  test('other keys for a party that are announced in it, seven days before they may be named', async () => {
    scene.za.append([await announcement()])
    const place = await serve(() => cosigned(scene.za, ISSUED))
    const monitor = await opened(await configured({ ZA: place }))
    expect(await codes(monitor)).toEqual([])
    const other = { slot: null, exp: null, digest: digest('change') }
    scene.za.append([entry({ ...other, kind: 'key-state/x-ddi', iat: ISSUED - 30 * DAY })])
    const { alarms } = await monitor.pass()
    const detail = { log: `${ORIGIN}/ZA`, index: 1, party: 'X-DDI', from: '2026-01-08' }
    expect(alarms).toMatchObject([{ code: 'MONITOR_KEYS_ANNOUNCED', detail }])
    expect(alarms[0]?.evidence.some((path) => path.endsWith('.tlog-proof'))).toBe(true)
  })

  test('an entry that is none', async () => {
    scene.za.append([await announcement(), new TextEncoder().encode('no entry')])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual(['MONITOR_ENTRY_MALFORMED'])
  })
})
