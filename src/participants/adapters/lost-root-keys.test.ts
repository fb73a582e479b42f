import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureDemonstration } from './demonstration.ts'
import { lostRootKeys } from './lost-root-keys.ts'
import { loadRegistryFiles } from './registry-files.ts'
import { openStoreKeys } from './store-keys.ts'

const NOW = 1_800_000_000
let dataDir: string
const path = (holder: string) => join(dataDir, 'keys', `${holder}.pem`)
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'openkp-roots-'))
  const { ensure } = await openStoreKeys(join(dataDir, 'signer'))
  await ensureDemonstration(dataDir, loadRegistryFiles().registry, NOW, ensure)
})
afterAll(() => rm(dataDir, { recursive: true }))

test('none before the first list, and none of a whole data folder', async () => {
  expect(await lostRootKeys(join(dataDir, 'not-yet'))).toEqual([])
  expect(await lostRootKeys(dataDir)).toEqual([])
})

test.each<[string, (at: string) => Promise<void>]>([
  ['a file that is missing', (at) => rm(at)],
  ['an empty file', (at) => writeFile(at, '')],
  ['the file of another holder', (at) => copyFile(path('root-3'), at)],
  ['the file of another role', (at) => copyFile(path('online-1'), at)],
])('%s is lost until it is restored', async (_, spoil) => {
  const kept = await readFile(path('root-2'))
  await spoil(path('root-2'))
  expect(await lostRootKeys(dataDir)).toEqual(['root-2'])
  await writeFile(path('root-2'), kept)
  expect(await lostRootKeys(dataDir)).toEqual([])
})
