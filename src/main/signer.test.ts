import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endPrograms, run, type Started } from '../../test/run-program.ts'
import { makeSoftToken } from '../../test/soft-token.ts'
import { signStatement } from '../crypto/statement.ts'
import { readKeyFile } from '../participants/adapters/key-files.ts'
import { publicKeyOf } from '../participants/adapters/node-signer.ts'
import { openKeyStore } from '../participants/adapters/open-key-store.ts'
import { openRemoteKeys, type RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { encodePem } from '../participants/der.ts'
import type { OwnKey } from '../participants/keys.ts'
import { typOf } from '../participants/kinds.ts'
import { createLogger } from '../platform/logger.ts'
import type { PartyCode } from '../values/codes.ts'

const CD = 'CD' as PartyCode
const USAGES = ['certificate', 'status', 'confirm', 'log'] as const
const SIGNER = join(import.meta.dirname, 'signer.ts')
const logger = createLogger('silent')
let folder = ''
const open: { close: () => void }[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-signer-'))
})
afterEach(async () => {
  for (const each of open.splice(0)) each.close()
  await endPrograms()
  await rm(folder, { recursive: true })
})

const data = () => join(folder, 'signer')
const settings = (change: Readonly<Record<string, string>> = {}) => ({
  OPENKP_SIGNER: join(data(), 'socket'),
  OPENKP_SIGNER_DATA: data(),
  OPENKP_SIGNER_PASSPHRASE_FILE: join(folder, 'passphrase'),
  ...change,
})

async function standalone(change: Readonly<Record<string, string>> = {}): Promise<Started> {
  await writeFile(join(folder, 'passphrase'), 'correct horse battery staple\n')
  const started = run([SIGNER], settings(change))
  await expect.poll(started.said, { timeout: 20_000 }).toContain('ready')
  return started
}

async function keysOf(path = join(data(), 'socket')): Promise<RemoteKeys> {
  const keys = openRemoteKeys({ path, revive: async () => undefined, logger })
  open.push(keys)
  if (!(await keys.reached(10_000))) throw new Error('the signer was not reached')
  return keys
}

const places = USAGES.map((usage) => ({ party: CD, usage }))
const sign = (keys: RemoteKeys) =>
  signStatement(keys.signerOf(CD, 'certificate'), typOf('number-block', 'demonstration'), {
    ...{ iss: CD, iat: 1_800_000_000, exp: null, cti: 'CD1', body: new Map() },
  })

describe('a signer of its own user', () => {
  test('starts, signs, has its keys again after a kill, and ends when it is asked to', async () => {
    const first = await standalone()
    const made = await (await keysOf()).ensure(places)
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const second = await standalone()
    const keys = await keysOf()
    expect(await keys.ensure(places)).toEqual(made)
    await sign(keys)
    second.child.kill('SIGTERM')
    const [code] = await once(second.child, 'exit')
    expect(code).toBe(0)
    expect((await readdir(data())).sort()).toEqual(['keys.store'])
    for (const name of ['', 'keys.store']) {
      expect((await stat(join(data(), name))).mode & 0o077).toBe(0)
    }
    // No key, no passphrase, no party: nothing but that it was ready.
    expect(second.said()).toBe('ready\n')
  })

  test('keeps its keys in a token when one is named', async () => {
    const token = await makeSoftToken()
    const env = {
      ...token.env,
      OPENKP_SIGNER_PKCS11: token.module,
      OPENKP_SIGNER_TOKEN: token.token,
      OPENKP_SIGNER_PIN_FILE: token.pinFile,
    }
    const first = await standalone(env)
    const made = await (await keysOf()).ensure(places)
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    await standalone(env)
    const keys = await keysOf()
    expect(await keys.ensure(places)).toEqual(made)
    await sign(keys)
    expect(await readdir(data())).not.toContain('keys.store')
    await token.remove()
  })

  test.each<[string, number, Readonly<Record<string, string>>]>([
    ['PARTICIPANTS_SIGNER_ADDRESS', 64, { OPENKP_SIGNER: '' }],
    ['PARTICIPANTS_SIGNER_ADDRESS', 64, { OPENKP_SIGNER: 'socket' }],
    ['PARTICIPANTS_SIGNER_DATA', 64, { OPENKP_SIGNER_DATA: 'here' }],
    ['PARTICIPANTS_SIGNER_ENVIRONMENT', 64, { OPENKP_SIGNER_ENVIRONMENT: 'test' }],
    ['PARTICIPANTS_PKCS11_SETTING', 64, { OPENKP_SIGNER_PKCS11: '/lib/x.so' }],
    ['PARTICIPANTS_PASSPHRASE_MISSING', 1, {}],
  ])('%s ends the start with %i', async (code, exit, change) => {
    const { child, said } = run([SIGNER], settings(change))
    expect(await once(child, 'close')).toEqual([exit, null])
    expect(said()).toMatch(new RegExp(`^${code}: .+\n$`))
  })

  test('another passphrase opens nothing and changes nothing', async () => {
    const first = await standalone()
    await (await keysOf()).ensure(places)
    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    const kept = await readFile(join(data(), 'keys.store'))
    await writeFile(join(folder, 'other'), 'another')
    const { child, said } = run(
      [SIGNER],
      settings({ OPENKP_SIGNER_PASSPHRASE_FILE: join(folder, 'other') }),
    )
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said()).toMatch(/^PARTICIPANTS_PASSPHRASE_WRONG: .+\n$/)
    expect(await readFile(join(data(), 'keys.store'))).toEqual(kept)
  })
})

/** The key file of an earlier version: a line, the public half and the private half of each key. */
async function earlierFile(party: string): Promise<void> {
  const blocks = [...USAGES, 'delegation'].map((use) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pkcs8 = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    return `Use: ${use}\n${encodePem(publicKeyOf(privateKey))}${pkcs8}`
  })
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'keys', `${party}.pem`), blocks.join('\n'), { mode: 0o600 })
}

const PARTIES = ['BW', 'CD', 'EU', 'NA', 'ZA'] as PartyCode[]
const byName = ({ party, usage, key }: Omit<OwnKey, 'madeAt'>) =>
  `${party} ${usage} ${Buffer.from(key.x).toString('hex')}`

/** As a node starts it: it belongs to whoever holds its standard input. */
const owned = () => run([SIGNER, '--of', folder], settings({ OPENKP_SIGNER_PASSPHRASE_FILE: '' }))

test('keys of an earlier version move once, whenever their move is killed', async () => {
  for (const party of PARTIES) await earlierFile(party)
  const earlier = PARTIES.flatMap((party) =>
    USAGES.map((usage) => {
      const key = readKeyFile(folder, party)?.get(usage)?.key
      if (key === undefined) throw new Error('not written')
      return byName({ party, usage, key })
    }),
  )
  const left = () => PARTIES.flatMap((party) => [...(readKeyFile(folder, party)?.keys() ?? [])])
  const all = left().length
  const moments: (readonly [string, () => boolean])[] = [
    ['before anything', () => true],
    ['with the passphrase', () => existsSync(join(data(), 'passphrase'))],
    ['with the store', () => existsSync(join(data(), 'keys.store'))],
    ['in the files', () => left().length < all],
    ['in the files again', () => left().length < all - USAGES.length],
  ]
  for (const [, isNow] of moments) {
    const { child } = owned()
    while (!isNow()) await sleep(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const { child, said } = owned()
  await expect.poll(said, { timeout: 20_000 }).toContain('ready')
  child.stdin?.end()
  await once(child, 'exit')
  for (const party of PARTIES) {
    expect([...(readKeyFile(folder, party)?.keys() ?? [])]).toEqual(['delegation'])
  }
  const place = {
    environment: 'demonstration',
    pkcs11: undefined,
    passphraseFile: undefined,
  } as const
  const store = await openKeyStore({ folder: data(), ...place })
  if (!store.ok) throw new Error(store.refusals[0].code)
  expect(store.value.list().map(byName).sort()).toEqual(earlier.sort())
}, 120_000)

/** A node as far as its signer goes: says `reached`, and signs for every line that it is told. */
async function parentProgram(): Promise<string> {
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  const path = join(folder, 'parent.mjs')
  await writeFile(
    path,
    `import { createInterface } from 'node:readline'
import { openSigner } from ${module('./open-signer.ts')}
import { createLogger } from ${module('../platform/logger.ts')}
import { signStatement } from ${module('../crypto/statement.ts')}
const dataFolder = process.argv[2]
const { keys, close } = await openSigner({ signer: undefined, dataFolder }, createLogger('silent'))
await keys.ensure([{ party: 'CD', usage: 'certificate' }])
process.stdout.write('reached\\n')
const typ = ${JSON.stringify(typOf('number-block', 'demonstration'))}
const claims = { iss: 'CD', iat: 1_800_000_000, exp: null, cti: 'CD1', body: new Map() }
for await (const line of createInterface(process.stdin)) {
  if (line === 'stop') break
  const said = await signStatement(keys.signerOf('CD', 'certificate'), typ, claims).then(
    () => 'signed', (error) => error.message)
  process.stdout.write(said + '\\n')
}
await close()
process.exit()
`,
  )
  return path
}

describe('the signer of a node', () => {
  const path = () => join(data(), 'socket')
  const isThere = () =>
    stat(path()).then(
      () => true,
      () => false,
    )

  async function parent(program: string): Promise<Started & { ask: () => Promise<string> }> {
    const started = run([program, folder])
    await expect.poll(started.said, { timeout: 30_000 }).toContain('reached')
    const ask = async () => {
      const before = started.said().length
      started.child.stdin?.write('sign\n')
      await expect.poll(() => started.said().slice(before), { timeout: 20_000 }).toContain('\n')
      return started.said().slice(before).trim()
    }
    return { ...started, ask }
  }

  test('ends with it, whether it stops or is killed, and is there again at once', async () => {
    const program = await parentProgram()
    const first = await parent(program)
    expect(await first.ask()).toBe('signed')
    first.child.stdin?.write('stop\n')
    expect(await once(first.child, 'exit')).toEqual([0, null])
    expect(await isThere()).toBe(false)
    const second = await parent(program)
    second.child.kill('SIGKILL')
    const third = await parent(program)
    expect(await third.ask()).toBe('signed')
    third.child.kill('SIGKILL')
    await expect.poll(isThere).toBe(false)
    const left = async () => (await readdir(data())).sort()
    await expect.poll(left).toEqual(['keys.store', 'passphrase'])
  }, 120_000)

  test('is shared by two on one folder, and outlives the one that started it', async () => {
    const program = await parentProgram()
    const first = await parent(program)
    const second = await parent(program)
    expect([await first.ask(), await second.ask()]).toEqual(['signed', 'signed'])
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    await expect.poll(second.ask, { timeout: 30_000 }).toBe('signed')
  }, 120_000)

  test('is started again when it dies alone', async () => {
    const first = await parent(await parentProgram())
    const lock = await readFile(join(data(), 'lock'), 'utf8')
    process.kill(Number.parseInt(lock, 10), 'SIGKILL')
    await expect.poll(first.ask, { timeout: 30_000 }).toBe('signed')
  }, 120_000)

  test('that cannot open its keys stops the start of the node, in a sentence', async () => {
    const program = await parentProgram()
    const first = await parent(program)
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    await expect.poll(isThere).toBe(false)
    await rm(join(data(), 'passphrase'))
    const { child, said } = run([program, folder])
    expect(await once(child, 'close')).not.toEqual([0, null])
    expect(said()).toContain('PARTICIPANTS_PASSPHRASE_MISSING: ')
    expect(said()).toContain('PARTICIPANTS_SIGNER_NOT_STARTED')
  }, 120_000)
})
