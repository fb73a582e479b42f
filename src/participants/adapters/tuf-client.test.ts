import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Updater } from 'tuf-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureDemonstration, refreshDemonstration } from './demonstration.ts'
import { loadRegistryFiles } from './registry-files.ts'
import { openStoreKeys } from './store-keys.ts'
import { readRepository, trustFolder } from './trust-files.ts'

/** tuf-js believes the machine's clock and takes no other, so the list is signed now. */
const now = Math.floor(Date.now() / 1000)
const { registry } = loadRegistryFiles()
let folder = ''
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-tuf-'))
  const { ensure } = await openStoreKeys(join(folder, 'signer'))
  await ensureDemonstration(folder, registry, now - 13 * 3600, ensure)
  server = createServer((request, response) => {
    readFile(join(trustFolder(folder), new URL(request.url ?? '/', 'http://x').pathname)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

/** A client of the standard that trusts the first root, in a folder of its own. */
async function client(name: string): Promise<Updater> {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [metadataDir, targetDir] = [join(folder, name, 'metadata'), join(folder, name, 'targets')]
  await mkdir(metadataDir, { recursive: true })
  await mkdir(targetDir, { recursive: true })
  const root = await readFile(join(trustFolder(folder), 'metadata', '1.root.json'))
  await writeFile(join(metadataDir, 'root.json'), root)
  return new Updater({
    metadataDir,
    targetDir,
    metadataBaseUrl: `${base}/metadata`,
    targetBaseUrl: `${base}/targets`,
  })
}

test('tuf-js reads the same targets as we do, before and after a refresh', async () => {
  for (const round of ['first', 'refreshed']) {
    if (round === 'refreshed') await refreshDemonstration(folder, now)
    const list = await readRepository(folder)
    const updater = await client('reader')
    const targets = [...(list?.parts ?? [])].filter(
      ([path]) => path.includes('/') || path === 'participants.json',
    )
    expect(targets.length).toBe(62)
    for (const [path, bytes] of targets) {
      const info = await updater.getTargetInfo(path)
      if (info === undefined) throw new Error(`tuf-js does not find ${path}`)
      expect(new Uint8Array(await readFile(await updater.downloadTarget(info)))).toEqual(bytes)
    }
  }
})

test('tuf-js finds nothing of one party in the hands of another', async () => {
  const updater = await client('stranger')
  expect(await updater.getTargetInfo('ZA/other.json')).toBeUndefined()
  expect(await updater.getTargetInfo('XX/keys.json')).toBeUndefined()
})
