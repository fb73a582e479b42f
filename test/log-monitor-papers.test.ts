import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import { toHex } from '../src/crypto/bytes.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { registerPage } from '../src/transparency/register.ts'
import { encodeRegisterPage } from '../src/transparency/register-codec.ts'
import { ed25519Signer } from './ed25519.ts'
import { ISSUED, keysJson } from './hand-made-list.ts'
import { logInMemory } from './log-in-memory.ts'
import {
  announcement,
  blockStatement,
  certificate,
  certificates,
  codes,
  configured,
  cosigned,
  DAY,
  digest,
  entry,
  HOUR,
  ORIGIN,
  opened,
  openScene,
  scene,
  serve,
  signedBy,
  writeList,
} from './log-monitor-scene.ts'

/** What a monitor makes of several logs together, and of what their authors showed elsewhere. */

openScene()

describe('what logs owe each other', () => {
  const monitorOfBoth = async () =>
    opened(
      await configured({
        ZA: await serve(() => cosigned(scene.za, scene.now)),
        GB: await serve(() => cosigned(scene.gb, scene.now)),
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
    scene.za.append([
      await announcement(),
      ...certificates(0, 3),
      certificate(3, { subject: digest('certificate 4') }),
      certificate(4),
      entry({ ...closing, subject: digest('certificate 2') }),
    ])
    scene.gb.append([confirmed('certificate 0'), confirmed('certificate 3')])
    const monitor = await monitorOfBoth()
    expect(await codes(monitor)).toEqual([])
    scene.now = ISSUED + 91 * DAY
    const { alarms } = await monitor.pass()
    const unconfirmed = alarms.filter(({ code }) => code === 'MONITOR_UNCONFIRMED')
    expect(unconfirmed.map(({ detail }) => detail.certificate)).toEqual([
      toHex(digest('certificate 1').subarray(0, 16)),
    ])
  })

  test('a certificate for every confirmation, once its issuer had its time', async () => {
    scene.za.append([await announcement(), ...certificates(0, 3)])
    scene.gb.append([confirmed('certificate 1'), confirmed('nothing', ISSUED)])
    const monitor = await monitorOfBoth()
    expect(await codes(monitor)).toEqual([])
    scene.now = ISSUED + 25 * HOUR
    expect(await codes(monitor)).toContain('MONITOR_CONFIRMED_UNKNOWN')
    expect((await codes(monitor)).filter((code) => code.includes('CONFIRM'))).toHaveLength(1)
  })
})

describe('what was shown elsewhere', () => {
  test('a statement that its author never logged', async () => {
    scene.za.append(certificates(0, 1))
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    expect(await codes(monitor)).not.toContain('MONITOR_NOT_LOGGED')
    scene.now = ISSUED + 25 * HOUR
    expect(await codes(monitor)).toContain('MONITOR_NOT_LOGGED')
    scene.za.append([await announcement()])
    expect(await codes(monitor)).not.toContain('MONITOR_NOT_LOGGED')
  })

  test('a register page is made anew, byte for byte', async () => {
    const block = await blockStatement()
    scene.za.append([await announcement(), ...certificates(0, 30)])
    const head = readCheckpoint(await scene.za.checkpoint())
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
    await mkdir(join(scene.folder, 'shown'))
    const write = async (name: string, of: typeof page) => {
      const body = encodeRegisterPage(of)
      const bytes = await signedBy(1, 'register-page', { iat: ISSUED + 60, cti: name, body })
      await writeFile(join(scene.folder, 'shown', name), bytes)
    }
    await write('honest.cose', page)
    const config = await configured(
      { ZA: await serve(() => cosigned(scene.za, scene.now)) },
      { statements: 'shown' },
    )
    const monitor = await opened(config)
    expect(await codes(monitor)).toEqual([])
    await write('hides-one.cose', { ...page, slots: page.slots.slice(1) })
    await write('another-root.cose', { ...page, root: digest('root') })
    await write('ahead.cose', { ...page, size: 1000 })
    expect(await codes(monitor)).toEqual(['MONITOR_PAGE_DIFFERS', 'MONITOR_PAGE_DIFFERS'])
    scene.now += 2 * DAY
    expect(await codes(monitor)).toContain('MONITOR_NOT_LOGGED')
  })

  test('a trust list with other keys, an older one, and one that nobody renews', async () => {
    scene.za.append([await announcement(), ...certificates(0, 3)])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual([])
    const stolen = ed25519Signer(7)
    const json = keysJson('GB', [['confirm', 2]]) as { keys: unknown[] }
    const times = { notBefore: ISSUED, notAfter: ISSUED + DAY, state: 'active' }
    json.keys.push({ key: { alg: 'Ed25519', x: toHex(stolen.key.x) }, usage: 'log', ...times })
    const before = await readFile(join(scene.folder, 'list.kpbundle'))
    const other = logInMemory(`${ORIGIN}/GB`, 7)
    const kept = scene.gb
    scene.gb = other
    await writeList({}, '2026-01-01T01:00:00Z')
    scene.gb = kept
    expect(await codes(monitor)).toEqual(['MONITOR_KEYS_CHANGED'])
    await writeFile(join(scene.folder, 'list.kpbundle'), before)
    expect(await codes(monitor)).toEqual(['MONITOR_LIST_REFUSED'])
    expect((await monitor.pass()).alarms.at(-1)?.detail).toEqual({ cause: 'TRUST_ROLLED_BACK' })
    await writeList({}, '2026-01-01T02:00:00Z')
    scene.now += 3 * DAY
    expect(await codes(monitor)).toContain('MONITOR_LIST_FROZEN')
  })

  test('a log that no quorum has seen for a day', async () => {
    scene.za.append([await announcement(), ...certificates(0, 3)])
    const at = scene.now
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, at)) }),
    )
    expect(await codes(monitor)).toEqual([])
    scene.now += 25 * HOUR
    expect(await codes(monitor)).toEqual(['MONITOR_LIST_FROZEN', 'MONITOR_FROZEN'])
  })
})
