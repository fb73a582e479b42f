import { sign } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import { toHex } from '../src/crypto/bytes.ts'
import { readNote } from '../src/crypto/note.ts'
import { headText } from '../src/crypto/tree-head.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import type { JsonObject } from '../src/participants/canonical-json.ts'
import { changeBytes } from '../src/participants/delegation-change.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { cosign, cosignaturesOf } from '../src/transparency/cosignature.ts'
import { decodeEntry } from '../src/transparency/entry.ts'
import { registerPage } from '../src/transparency/register.ts'
import { encodeRegisterPage } from '../src/transparency/register-codec.ts'
import type { RegisterPage } from '../src/transparency/register-page.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { ed25519Signer } from './ed25519.ts'
import { ISSUED, KEYS, keysJson, keyTable, testKey } from './hand-made-list.ts'
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
  evidenceOf,
  HOUR,
  ORIGIN,
  opened,
  openScene,
  scene,
  serve,
  signedBy,
  WITNESS,
  WITNESS_NAME,
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

  test('a register page out of the bundle of a node is held against the log', async () => {
    scene.za.append([await announcement(), ...certificates(0, 30)])
    const head = readCheckpoint(await scene.za.checkpoint())
    if (!head.ok) throw new Error('no checkpoint')
    const { root } = head.value
    const logged = [await announcement(), ...certificates(0, 30)].map(decodeEntry)
    const whole = registerPage(
      logged.filter((each) => each !== undefined),
      root,
      ISSUED + 60,
    )
    const put = async (name: string, page: RegisterPage, cti: string, key = 1) => {
      const body = encodeRegisterPage(page)
      const bytes = await signedBy(key, 'register-page', { iat: ISSUED + 60, cti, body })
      const text = headText({ origin: scene.za.origin, size: page.size, root: page.root })
      const cosignature = await cosign(text, ISSUED, WITNESS_NAME, WITNESS)
      const signature = cosignature.bytes.subarray(8)
      const cosignatures = [{ witness: 'GB' as PartyCode, time: ISSUED, signature }]
      const copy = new Map([['ZA' as PartyCode, { page: bytes, cosignatures }]])
      await writeList({}, undefined, { name, page: copy })
    }
    await put('list.kpbundle', whole, 'in the list')
    await put('node.kpbundle', whole, 'at the node')
    const config = await configured(
      { ZA: await serve(() => cosigned(scene.za, scene.now)) },
      { bundles: ['node.kpbundle', 'away.kpbundle'] },
    )
    const monitor = await opened(config)
    expect(await monitor.pass()).toMatchObject({
      alarms: [],
      logs: [{ page: { size: 31, signedAt: new Date((ISSUED + 60) * 1000).toISOString() } }],
      problems: [{ where: join(scene.folder, 'away.kpbundle'), cause: 'ENOENT' }],
    })
    // Another list for this reader: one certificate is not in it.
    await put('node.kpbundle', { ...whole, slots: whole.slots.slice(1) }, 'hides one')
    expect(await codes(monitor)).toEqual(['MONITOR_PAGE_DIFFERS'])
    // As long as it is handed out, it rings.
    expect(await codes(monitor)).toEqual(['MONITOR_PAGE_DIFFERS'])
    const evidence = await evidenceOf(monitor, 'MONITOR_PAGE_DIFFERS')
    expect([...evidence.keys()]).toEqual(['page.cose', 'rebuilt.cbor', 'head.note'])
    const note = readNote(evidence.get('head.note') as Uint8Array)
    const key = { name: WITNESS_NAME, type: 'cosignature' as const, x: WITNESS.key.x }
    expect(note.ok && (await cosignaturesOf(note.value, [key], nodeVerify()))).toHaveLength(1)
    // A page that its author did not sign says something of the node, and nothing of the author.
    await put('node.kpbundle', { ...whole, slots: [] }, 'forged', 2)
    const forged = await monitor.pass()
    expect(forged.alarms.filter(({ now }) => now)).toEqual([])
    expect(forged.problems).toContainEqual({
      where: join(scene.folder, 'node.kpbundle'),
      cause: 'a register page that no status key of ZA signed',
    })
  })

  test('other keys that sign for a party ring too', async () => {
    scene.za.append([await announcement()])
    const monitor = await opened(
      await configured({ ZA: await serve(() => cosigned(scene.za, scene.now)) }),
    )
    expect(await codes(monitor)).toEqual([])
    const more = testKey()
    const keysOf = (...own: Parameters<typeof keyTable>[0]) => {
      return { keys: Object.values(keyTable(own)) as JsonObject[], threshold: 1 }
    }
    const [previous, next] = [keysOf(KEYS.GB[0]), keysOf(KEYS.GB[0], more)]
    const facts = { name: 'GB' as PartyCode, version: 2, previous, next }
    const agreement = changeBytes(facts, 'demonstration')
    const sig = sign('sha256', agreement, KEYS.GB[0].privateKey).toString('hex')
    const change = { ...facts, agreed: [{ keyid: KEYS.GB[0].id, sig }], published: null }
    await writeList(
      {
        edit: {
          'targets.json': (signed) => {
            Object.assign(signed, { version: 2, changes: [change] })
            const { keys, roles } = signed.delegations as {
              keys: Record<string, unknown>
              roles: { name: string; keyids: string[] }[]
            }
            Object.assign(keys, keyTable([more]))
            roles.find(({ name }) => name === 'GB')?.keyids.push(more.id)
          },
        },
      },
      '2026-01-01T01:00:00Z',
    )
    const { alarms } = await monitor.pass()
    expect(alarms.map(({ code, detail }) => [code, detail.party, detail.gone])).toEqual([
      ['MONITOR_KEYS_CHANGED', 'GB', '–'],
    ])
    expect(alarms[0]?.detail.come).toMatch(
      /^delegation [0-9a-f]{64}; delegation 2 agreed by the party$/,
    )
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
