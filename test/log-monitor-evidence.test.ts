import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeNoteKey } from '../src/crypto/note.ts'
import { evidenceCommand } from '../src/main/cli-evidence.ts'
import { MAX_ALIKE } from '../src/transparency/alarm.ts'
import { logInMemory } from './log-in-memory.ts'
import {
  announcement,
  certificate,
  certificates,
  codes,
  configured,
  cosigned,
  digest,
  HOUR,
  ORIGIN,
  opened,
  openScene,
  scene,
  serve,
  writeList,
} from './log-monitor-scene.ts'

/** What a monitor keeps of an alarm, in the hands of somebody who believes neither it nor the log. */

openScene()

/** The folder of the one alarm that was told. */
async function kept(): Promise<string> {
  const folder = join(scene.folder, 'monitor', 'evidence')
  const [only, ...more] = await readdir(folder)
  expect(more).toEqual([])
  return join(folder, only ?? '')
}

async function checked(folder: string, ...keys: readonly string[]) {
  const answer = await evidenceCommand({ folder, keys })
  if (!answer.ok) return { exit: 1, code: answer.refusals[0].code, text: '' }
  const { json, exit, text } = answer.value
  return { exit, code: (json as { code: string }).code, text }
}

const keyOf = (log: typeof scene.za) => writeNoteKey(log.key)

describe('evidence is checked under the key of the log alone', () => {
  test('two heads of one size; of two sizes with a consistency proof; twins with their proofs', async () => {
    scene.za.append([await announcement(), ...certificates(0, 40)])
    const found: unknown[] = []
    const histories = {
      'of one size': certificates(50, 90),
      'of two sizes': certificates(1, 80),
    }
    for (const [name, history] of Object.entries(histories)) {
      let shown = scene.za
      const place = await serve(() => cosigned(shown, scene.now))
      const monitor = await opened(await configured({ ZA: place }, { folder: name }))
      expect(await codes(monitor)).toEqual([])
      shown = logInMemory(scene.za.origin, 1)
      shown.append([await announcement(), ...history])
      await monitor.pass()
      const folder = join(scene.folder, name, 'evidence')
      for (const each of await readdir(folder)) {
        const files = await readdir(join(folder, each))
        if (!files.some((file) => file.startsWith('checkpoint-'))) continue
        const { exit, code } = await checked(join(folder, each), keyOf(scene.za))
        found.push([name, exit, code])
      }
    }
    expect(found).toEqual([
      ['of one size', 0, 'FORK'],
      ['of two sizes', 0, 'FORK'],
    ])
  })

  test('a twin, with the key beside it, with another key, with a changed entry', async () => {
    scene.za.append([
      await announcement(),
      ...certificates(0, 40),
      certificate(7, { digest: digest('twin') }),
    ])
    const place = await serve(() => cosigned(scene.za, scene.now))
    const monitor = await opened(await configured({ ZA: place }))
    expect(await codes(monitor)).toEqual(['MONITOR_TWIN'])
    const folder = await kept()
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 0, code: 'TWIN' })
    const unnamed = await checked(folder)
    expect(unnamed).toMatchObject({ exit: 2, code: 'TWIN' })
    expect(unnamed.text).toContain(keyOf(scene.za))
    expect(await checked(folder, keyOf(scene.gb))).toMatchObject({ exit: 1, code: 'REFUTED' })
    const entry = join(folder, 'entry-41.cbor')
    const bytes = await readFile(entry)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    await writeFile(entry, bytes)
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 1, code: 'REFUTED' })
  })

  test('heads that fit each other prove nothing; what is no evidence cannot be told', async () => {
    const folder = join(scene.folder, 'forged')
    await mkdir(folder)
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 2, code: 'NOTHING' })
    expect(await checked(join(folder, 'none'))).toMatchObject({ code: 'CLI_NO_EVIDENCE' })
    scene.za.append([await announcement()])
    await writeFile(join(folder, 'checkpoint-1-1.note'), await scene.za.checkpoint())
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 2, code: 'CANNOT_TELL' })
    await writeFile(join(folder, 'checkpoint-1-2.note'), await scene.za.checkpoint())
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 1, code: 'REFUTED' })
    const other = logInMemory(scene.za.origin, 5)
    other.append(certificates(0, 1))
    await writeFile(join(folder, 'checkpoint-1-2.note'), await other.checkpoint())
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 1, code: 'REFUTED' })
    // An honest log that grew, with its own proof, is no fork.
    scene.za.append(certificates(0, 4))
    const hashes = scene.za
      .consistency(1)
      .map((hash) => `${Buffer.from(hash).toString('base64')}\n`)
    const first = logInMemory(scene.za.origin, 1)
    first.append([await announcement()])
    const [, , root = ''] = Buffer.from(await first.checkpoint())
      .toString()
      .split('\n')
    await rm(join(folder, 'checkpoint-1-2.note'))
    await writeFile(join(folder, 'checkpoint-1-1.note'), await first.checkpoint())
    await writeFile(join(folder, 'checkpoint-5-2.note'), await scene.za.checkpoint())
    await writeFile(join(folder, 'consistency.txt'), `old 1\nroot ${root}\n${hashes.join('')}`)
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 1, code: 'REFUTED' })
    // Nor is it one with a right proof of what stood between the two.
    const between = scene.za
      .consistency(2)
      .map((hash) => `${Buffer.from(hash).toString('base64')}\n`)
    first.append(certificates(0, 1))
    const [, , second = ''] = Buffer.from(await first.checkpoint())
      .toString()
      .split('\n')
    const proof = `old 2\nroot ${second}\n${between.join('')}`
    await writeFile(join(folder, 'consistency.txt'), proof)
    expect(await checked(folder, keyOf(scene.za))).toMatchObject({ exit: 1, code: 'REFUTED' })
  })

  test('two logs are no two histories of one', async () => {
    const folder = join(scene.folder, 'two-logs')
    await mkdir(folder)
    scene.za.append(certificates(0, 3))
    scene.gb.append(certificates(4, 7))
    await writeFile(join(folder, 'checkpoint-3-1.note'), await scene.za.checkpoint())
    await writeFile(join(folder, 'checkpoint-3-2.note'), await scene.gb.checkpoint())
    const keys = [keyOf(scene.za), keyOf(scene.gb)]
    expect(await checked(folder, ...keys)).toMatchObject({ exit: 1, code: 'REFUTED' })
  })
})

describe('a log that is wrong throughout', () => {
  test('wrong throughout is said, counted and not proved entry by entry', async () => {
    const twins = Array.from({ length: 5000 }, (_, at) =>
      certificate(7, { digest: digest(`twin ${at}`) }),
    )
    scene.za.append([await announcement(), ...twins])
    const files = await cosigned(scene.za, scene.now)
    let asked = 0
    const place = await serve(() => {
      asked += 1
      return files
    })
    const monitor = await opened(await configured({ ZA: place }))
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code }) => code)).toEqual([
      ...Array.from({ length: MAX_ALIKE }, () => 'MONITOR_TWIN'),
      'MONITOR_MORE',
    ])
    expect(alarms.at(-1)?.detail).toMatchObject({ alarm: 'MONITOR_TWIN', count: 4999 - MAX_ALIKE })
    // Twenty places have two files each; a proof takes four more, and there are two an alarm.
    expect(asked).toBeLessThan(300)
    expect(await codes(monitor)).toEqual([])
  })

  test('cosigned by nodes of its own host alone, it is witnessed by nobody', async () => {
    const host = { origin: ORIGIN, quorum: 1, operators: { ZA: 'X-HOST', GB: 'X-HOST' } }
    const rules = (signed: object) =>
      void Object.assign(signed, { environment: 'demonstration', register: 'on', logs: host })
    await writeList({ edit: { 'root.json': rules } })
    scene.za.append([await announcement(), ...certificates(0, 40)])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    const first = await monitor.pass()
    expect(first).toMatchObject({ alarms: [], logs: [{ isWitnessed: false }] })
    scene.now += 3 * HOUR
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code, detail }) => [code, detail.count, detail.operators])).toEqual([
      ['MONITOR_FEW_OPERATORS', 1, 0],
    ])
  })
})
