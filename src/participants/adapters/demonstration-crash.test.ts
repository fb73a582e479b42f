import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartyCode } from '../../values/codes.ts'
import { ensureDemonstration } from './demonstration.ts'
import { loadRegistryFiles } from './registry-files.ts'
import { openStoreKeys } from './store-keys.ts'

const NOW = 1_767_268_800

/** Starts the demonstration when told to, and is killed before it can say that it has. */
const CHILD = `
  import { once } from 'node:events'
  import { ensureDemonstration } from '${new URL('./demonstration.ts', import.meta.url).href}'
  import { loadRegistryFiles } from '${new URL('./registry-files.ts', import.meta.url).href}'
  import { openStoreKeys } from '${new URL('./store-keys.ts', import.meta.url).href}'
  const { registry } = loadRegistryFiles()
  process.stdout.write('ready')
  await once(process.stdin, 'data')
  const folder = process.env.TRUST_TEST_FOLDER
  const { ensure } = await openStoreKeys(folder + '/signer')
  await ensureDemonstration(folder, registry, ${NOW}, ensure)
  process.stdout.write('done')
`

const { registry } = loadRegistryFiles()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-crash-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Kills a first start after `delay` milliseconds; how much it had written by then. */
async function killAfter(delay: number, dataDir: string): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', CHILD],
    { env: { ...process.env, TRUST_TEST_FOLDER: dataDir }, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  child.stdin.write('go')
  await new Promise((resolve) => setTimeout(resolve, delay))
  child.kill('SIGKILL')
  await once(child, 'exit')
  return (await readdir(dataDir, { recursive: true }).catch(() => [])).length
}

test('killed at any moment of its first start, the next start is whole', async () => {
  const written: number[] = []
  // The key of the store is derived first, which takes a tenth of a second or, on a busy machine, a whole one.
  for (const delay of [60, 200, 400, 800, 1600, 3200]) {
    const dataDir = join(folder, String(delay))
    written.push(await killAfter(delay, dataDir))
    const keys = await openStoreKeys(join(dataDir, 'signer'))
    const trust = await ensureDemonstration(dataDir, registry, NOW + 60, keys.ensure)
    for (const [party, listed] of trust.keys) {
      for (const { usage, key } of listed) {
        expect(keys.signerOf(party as PartyCode, usage).key).toEqual(key)
      }
    }
    const left = await readdir(dataDir, { recursive: true })
    expect(left.filter((name) => name.endsWith('.draft'))).toEqual([])
    expect(trust.keys.size).toBe(61)
  }
  // Two different amounts of work at least, or the moments say nothing.
  expect(new Set(written).size).toBeGreaterThan(1)
}, 120_000)
