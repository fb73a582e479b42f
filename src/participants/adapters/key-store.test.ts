import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSoftToken, type SoftToken } from '../../../test/soft-token.ts'
import { hasLowS } from '../../crypto/signature.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Outcome } from '../../values/outcome.ts'
import { newestKey } from '../keys.ts'
import type { KeyStoreRefusal } from '../signer-refusals.ts'
import { ensureKeys, type KeyStore } from './key-store.ts'
import { type FileStorePlace, openFileStore } from './key-store-file.ts'
import { openPkcs11Store } from './key-store-pkcs11.ts'
import { publicKeyOf } from './node-signer.ts'
import { nodeVerify } from './node-verify.ts'
import { openKeyStore } from './open-key-store.ts'

const [CD, ZA] = ['CD', 'ZA'] as PartyCode[] as [PartyCode, PartyCode]
const verify = nodeVerify()
let folder = ''
let token: SoftToken

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-store-'))
  token = await makeSoftToken()
})
afterAll(async () => {
  await token.remove()
  await rm(folder, { recursive: true })
})

function filePlace(change: Partial<FileStorePlace> = {}): FileStorePlace {
  return {
    path: join(folder, 'keys.store'),
    environment: 'demonstration',
    passphrase: Buffer.from('correct horse battery staple'),
    passphraseFile: 'passphrase',
    ...change,
  }
}

function opened(outcome: Outcome<KeyStore, KeyStoreRefusal>): KeyStore {
  if (outcome.ok) return outcome.value
  throw new Error(outcome.refusals[0].code)
}

describe.each([
  ['an encrypted file', () => openFileStore(filePlace())],
  ['a PKCS#11 token', () => openPkcs11Store(token, 'demonstration')],
] as const)('%s', (_, open) => {
  test('makes keys, signs with them, and has them after it was closed', async () => {
    const store = opened(await open())
    expect(store.list()).toEqual([])
    const made = await ensureKeys(store, [
      { party: CD, usage: 'certificate' },
      { party: CD, usage: 'status' },
      { party: ZA, usage: 'certificate' },
      { party: ZA, usage: 'log' },
    ])
    expect(made.map(({ party, usage, key }) => `${party} ${usage} ${key.alg}`)).toEqual([
      'CD certificate ESP256',
      'CD status ESP256',
      'ZA certificate ESP256',
      'ZA log Ed25519',
    ])
    await store.close()
    const again = opened(await open())
    expect([...again.list()].sort(byName)).toEqual([...made].sort(byName))
    const message = Buffer.from('carats')
    for (const own of again.list()) {
      // Half of all signatures come with a high s: eight of them say whether it is made low.
      for (let time = 0; time < 8; time += 1) {
        const signature = await again.signerOf(own).sign(message)
        expect(own.key.alg === 'Ed25519' || hasLowS(signature)).toBe(true)
        expect(await verify(own.key, message, signature)).toBe(true)
      }
    }
    await again.close()
  })

  test('makes no key twice, and of two the later signs', async () => {
    const store = opened(await open())
    const before = store.list().length
    await ensureKeys(store, [{ party: CD, usage: 'certificate' }])
    expect(store.list()).toHaveLength(before)
    const [later] = await store.create([{ party: CD, usage: 'certificate' }])
    expect(newestKey(store.list(), CD, 'certificate')).toEqual(later)
    expect(newestKey(store.list(), CD, 'confirm')).toBeUndefined()
    await store.close()
  })

  test('does not sign with a key that it does not hold', async () => {
    const store = opened(await open())
    const key = publicKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    const foreign = { party: CD, usage: 'certificate', key, madeAt: 1 } as const
    expect(() => store.signerOf(foreign)).toThrow()
    await store.close()
  })
})

function byName(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

describe('the encrypted file', () => {
  test('is its user’s alone, whole, and without a draft beside it', async () => {
    const { path } = filePlace()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['keys.store'])
    expect((await readFile(path)).includes('PRIVATE')).toBe(false)
  })

  test('opens with its passphrase alone', async () => {
    const wrong = await openFileStore(filePlace({ passphrase: Buffer.from('wrong') }))
    expect(wrong).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_PASSPHRASE_WRONG' }] })
    expect(JSON.stringify(wrong)).not.toContain('wrong')
  })

  test('opens in its own environment alone', async () => {
    const other = await openFileStore(filePlace({ environment: 'production' }))
    expect(other).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_KEY_STORE_ENVIRONMENT' }] })
  })

  test('shows that any one byte was changed', async () => {
    const bytes = await readFile(filePlace().path)
    const path = join(folder, 'changed.store')
    // The head byte by byte, which is in clear, and the rest here and there.
    const places = [...bytes.keys()].filter((at) => at < 90 || at % 97 === 0)
    for (const at of [...places, bytes.length - 1]) {
      // A changed cost of the passphrase would be paid before it is found out.
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ 1
      await writeFile(path, changed)
      const refused = await openFileStore(filePlace({ path }))
      expect([at, refused.ok]).toEqual([at, false])
    }
    await rm(path)
  }, 120_000)

  test.each([
    ['nothing', ''],
    ['text', Buffer.from('PRIVATE KEY').toString('hex')],
    ['a passphrase that costs a terabyte', ''],
  ])('%s is not taken for one', async (what, hex) => {
    const path = join(folder, 'other.store')
    const costly = (await readFile(filePlace().path))
      .toString('hex')
      .replace('831a0001', '831a4000')
    await writeFile(path, Buffer.from(what.startsWith('a pass') ? costly : hex, 'hex'))
    const refused = await openFileStore(filePlace({ path }))
    expect(refused).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_KEY_STORE_DAMAGED' }] })
    await rm(path)
  })

  test('keeps every key of two that add at the same time', async () => {
    const place = filePlace({ path: join(folder, 'busy.store') })
    const store = opened(await openFileStore(place))
    const parties = ['BW', 'NA', 'LS', 'SL'] as PartyCode[]
    await Promise.all(parties.map((party) => store.create([{ party, usage: 'confirm' }])))
    await store.close()
    expect(opened(await openFileStore(place)).list()).toHaveLength(parties.length)
    await rm(place.path)
  })

  test('keeps what it had when the disk takes no more', async () => {
    const place = filePlace({ path: join(folder, 'full', 'keys.store') })
    const store = opened(await openFileStore(place))
    await store.create([{ party: CD, usage: 'confirm' }])
    await rm(join(folder, 'full'), { recursive: true })
    await writeFile(join(folder, 'full'), 'not a folder')
    await expect(store.create([{ party: ZA, usage: 'confirm' }])).rejects.toThrow()
    expect(store.list()).toHaveLength(1)
    await rm(join(folder, 'full'))
  })
})

test('what a start left that was killed is swept away, and keys are not', async () => {
  const signer = join(folder, 'signer')
  const place = { folder: signer, environment: 'demonstration', pkcs11: undefined } as const
  const open = () => openKeyStore({ ...place, passphraseFile: undefined })
  const store = opened(await open())
  await store.create([{ party: CD, usage: 'confirm' }])
  await writeFile(join(signer, 'keys.store.1.draft'), 'half')
  await writeFile(join(signer, 'passphrase.1.draft'), 'half')
  expect(opened(await open()).list()).toEqual(store.list())
  expect((await readdir(signer)).sort()).toEqual(['keys.store', 'passphrase'])
  await rm(join(signer, 'passphrase'))
  expect(await open()).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_PASSPHRASE_MISSING' }] })
  await rm(signer, { recursive: true })
})

describe('the token', () => {
  test('makes keys that cannot leave it, and leaves the keys of others alone', async () => {
    const { default: p11 } = await import('pkcs11js')
    const module = new p11.PKCS11()
    module.load(token.module)
    const store = opened(await openPkcs11Store(token, 'demonstration'))
    const [slot] = module.C_GetSlotList(true)
    const session = module.C_OpenSession(slot as Buffer, p11.CKF_SERIAL_SESSION)
    module.C_FindObjectsInit(session, [{ type: p11.CKA_CLASS, value: p11.CKO_PRIVATE_KEY }])
    const handles = module.C_FindObjects(session, 100)
    module.C_FindObjectsFinal(session)
    expect(handles).toHaveLength(store.list().length)
    for (const handle of handles) {
      const read = (type: number) =>
        module.C_GetAttributeValue(session, handle, [{ type }])[0]?.value as Buffer
      expect(read(p11.CKA_LABEL).toString()).toMatch(/^openkp demonstration (CD|ZA) \w+ \d+$/)
      expect([read(p11.CKA_EXTRACTABLE)[0], read(p11.CKA_NEVER_EXTRACTABLE)[0]]).toEqual([0, 1])
      expect(() => read(p11.CKA_VALUE)).toThrow('CKR_ATTRIBUTE_SENSITIVE')
    }
    const production = opened(await openPkcs11Store(token, 'production'))
    expect(production.list()).toEqual([])
    // Everything that was signed in is gone, as after a device was taken out: it signs in again.
    await production.close()
    module.close()
    const [own] = store.list()
    if (own === undefined) throw new Error('no key')
    const signature = await store.signerOf(own).sign(Buffer.from('again'))
    expect(await verify(own.key, Buffer.from('again'), signature)).toBe(true)
    await store.close()
  })

  test.each([
    ['PARTICIPANTS_PKCS11_MODULE', { module: '/nowhere/lib.so' }],
    ['PARTICIPANTS_PKCS11_TOKEN', { token: 'another' }],
    ['PARTICIPANTS_PKCS11_SETTING', { pinFile: '/nowhere/pin' }],
  ])('%s', async (code, change) => {
    const refused = await openPkcs11Store({ ...token, ...change }, 'demonstration')
    expect(refused).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  test('a wrong PIN is refused by name, and the PIN is not told', async () => {
    const pinFile = join(folder, 'pin')
    await writeFile(pinFile, '999999')
    await chmod(pinFile, 0o600)
    const refused = await openPkcs11Store({ ...token, pinFile }, 'demonstration')
    expect(refused).toMatchObject({
      refusals: [{ code: 'PARTICIPANTS_PKCS11_PIN', detail: { reason: 'CKR_PIN_INCORRECT' } }],
    })
    expect(JSON.stringify(refused)).not.toContain('999999')
    await rm(pinFile)
  })
})
