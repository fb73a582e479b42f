import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endPrograms, run } from '../../test/run-program.ts'
import { changeKeys } from '../participants/adapters/change-keys.ts'
import { ensureDemonstration } from '../participants/adapters/demonstration.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import { openRemoteKeys, type RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { fingerprintOf } from '../participants/key-ceremony.ts'
import type { Trust } from '../participants/trust.ts'
import { createLogger } from '../platform/logger.ts'
import type { PartyCode } from '../values/codes.ts'
import { officersCommand } from './cli-signer.ts'
import { missingKeys } from './missing-keys.ts'

/** The machine of the signer is lost; what was backed up is put back on another one. */

const CD = 'CD' as PartyCode
const { registry } = loadRegistryFiles()
const now = () => Math.floor(Date.now() / 1000)
let home = ''
const opened: RemoteKeys[] = []
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'openkp-backup-'))
  await writeFile(join(home, 'passphrase'), 'correct horse battery staple\n')
})
afterEach(async () => {
  for (const each of opened.splice(0)) each.close()
  await endPrograms()
  await rm(home, { recursive: true })
})

/** The signer of a machine, and how the machine is lost. */
async function machine(name: string) {
  const folder = join(home, name)
  const socket = join(folder, 'socket')
  const { child, said } = run([join(import.meta.dirname, 'signer.ts')], {
    OPENKP_SIGNER: socket,
    OPENKP_SIGNER_DATA: folder,
    OPENKP_SIGNER_PASSPHRASE_FILE: join(home, 'passphrase'),
  })
  await expect.poll(said, { timeout: 30_000 }).toContain('ready')
  const logger = createLogger('silent')
  const keys = openRemoteKeys({ path: socket, revive: async () => undefined, logger })
  opened.push(keys)
  if (!(await keys.reached(10_000))) throw new Error('the signer was not reached')
  const lose = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
    await rm(folder, { recursive: true })
  }
  return { folder, keys, lose }
}

/** What docs/operating/backup.md says to keep: the store and the lists of officers. */
async function copy(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  await mkdir(join(from, 'officers'), { recursive: true, mode: 0o700 })
  for (const name of ['keys.store', 'officers'])
    await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true })
}

const begin = (keys: RemoteKeys) =>
  ensureDemonstration(join(home, 'node'), registry, now(), keys.ensure)
const follow = (keys: RemoteKeys, trust: Trust) =>
  keys.follow({ keysOf: (party) => trust.keys.get(party) ?? [], now })

test('restored elsewhere it holds the same keys and the same officers, and signs again', async () => {
  const first = await machine('one')
  const trust = await begin(first.keys)
  const set = join(home, 'officers.json')
  const list = {
    mode: 'offered',
    rpId: 'kp.example',
    origins: ['https://kp.example'],
    officers: [],
  }
  await writeFile(set, JSON.stringify(list))
  await officersCommand({ party: 'CD', set, replace: false, folder: first.folder })
  const [held, officers] = [await first.keys.held(), await first.keys.officersOf(CD)]
  await copy(first.folder, join(home, 'safe'))
  await first.lose()

  await copy(join(home, 'safe'), join(home, 'two'))
  const { keys } = await machine('two')
  expect(await keys.held()).toEqual(held)
  expect(officers).not.toBeNull()
  expect(await keys.officersOf(CD)).toEqual(officers)
  expect(await begin(keys)).toMatchObject({ versions: trust.versions })
  follow(keys, trust)
  expect(missingKeys(trust, await keys.held())).toEqual([])
  expect(keys.signerOf(CD, 'certificate').key).toEqual(held.find((each) => each.party === CD)?.key)
}, 120_000)

test('an older copy is seen, and signs nothing with what was ended since', async () => {
  const first = await machine('one')
  await begin(first.keys)
  await copy(first.folder, join(home, 'safe'))
  const made = await first.keys.another({ party: CD, usage: 'certificate' })
  const name = fingerprintOf(made.key)
  const named = { party: CD, usage: 'certificate', name } as const
  const act = { act: 'publish', from: null, replaces: true } as const
  const change = { named, act, held: await first.keys.held() }
  expect((await changeKeys(join(home, 'node'), change, now() - 60)).ok).toBe(true)
  await first.lose()

  await copy(join(home, 'safe'), join(home, 'two'))
  const { keys } = await machine('two')
  const trust = await begin(keys)
  expect(missingKeys(trust, await keys.held()).map((each) => each.fingerprint)).toEqual([name])
  follow(keys, trust)
  expect(() => keys.signerOf(CD, 'certificate')).toThrow('PARTICIPANTS_KEY_NONE')
  expect(keys.signerOf(CD, 'status').key).toBeDefined()
}, 120_000)
