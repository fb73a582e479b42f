import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type NodeUnderTest, startBegunNode, startNode } from './node-under-test.ts'

/** One node, again and again: each test leaves it stopped, and the next one begins with what it left. */
let node: NodeUnderTest
beforeAll(async () => {
  node = await startNode()
})
afterAll(() => node.dispose())

test('starts, answers a browser, and ends with code 0 when it is asked to', async () => {
  const health = await fetch(`${node.baseUrl}/api/health`)
  expect(await health.json()).toMatchObject({ status: 'ok', database: 'reachable' })
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const answer = await page.goto(`${node.baseUrl}/api/health`)
    expect(answer?.status()).toBe(200)
    expect(await page.evaluate('crypto.subtle !== undefined')).toBe(true)
  } finally {
    await browser.close()
  }
  expect(await node.stop()).toBe(0)
})

test('starts again over everything that a kill left behind', async () => {
  node = await node.startAgain()
  await node.kill9()
  node = await node.startAgain()
  expect((await fetch(`${node.baseUrl}/api/health`)).ok).toBe(true)
  expect(await node.stop()).toBe(0)
})

type Ended = { readonly code: number | null; readonly said: string }

/** A start that is expected to be refused: in at most two lines, and never with a stack. */
async function refused(env: Record<string, string>): Promise<Ended> {
  const server = join(import.meta.dirname, '..', 'dist', 'main', 'server.js')
  const child = spawn(process.execPath, [server], {
    env: { ...process.env, DATABASE_URL: '', OPENKP_PORT: '0', ...env },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, said }
}

test.each([
  [{ OPENKP_PORT: '99999' }, 64, 'PLATFORM_PORT'],
  [{ OPENKP_HOST: 'a b' }, 64, 'PLATFORM_HOST'],
  [{ DATABASE_URL: 'mysql://x' }, 64, 'PLATFORM_DATABASE_URL'],
  [{ OPENKP_DATA: '/dev/null' }, 1, 'PLATFORM_DATA_FOLDER_DENIED'],
  [{ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }, 1, 'PLATFORM_DATABASE_NO_ANSWER'],
])('%j ends with code %i and says why', async (env, code, refusal) => {
  expect(await refused(env)).toEqual({ code, said: expect.stringMatching(`^${refusal}: .+\n$`) })
})

test('a port that is taken is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { code, said } = await refused({ ...ownData(), OPENKP_PORT: String(port) })
  server.close()
  expect([code, said]).toEqual([1, expect.stringMatching(/^PLATFORM_LISTEN: .*EADDRINUSE.*\n$/)])
})

test('keys that cannot be made anew stop the start, all of them at once, until they are restored', async () => {
  const keys = ['root-1.pem', 'session.secret'].map((name) => join(node.dataFolder, 'keys', name))
  const kept = await Promise.all(keys.map((path) => readFile(path)))
  const [root = '', secret = ''] = keys
  await rm(root)
  await writeFile(secret, 'short')
  const { code, said } = await refused(ownData())
  const lines = `^PLATFORM_KEYS_LOST: .*root-1.pem.*\\nPLATFORM_SESSION_SECRET: .*session.secret.*\\n$`
  expect([code, said]).toEqual([1, expect.stringMatching(lines)])
  // Nothing was put in the place of what is lost.
  expect(existsSync(root)).toBe(false)
  await Promise.all(keys.map((path, at) => writeFile(path, kept[at] ?? '')))
  // Neither of the two starts that were refused holds the folder.
  node = await node.startAgain()
  expect((await fetch(`${node.baseUrl}/api/health`)).ok).toBe(true)
})

function ownData(): Record<string, string> {
  const { dataFolder, databaseUrl } = node
  return {
    OPENKP_DATA: dataFolder,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  }
}

test('on every address of the machine it speaks TLS', async () => {
  const open = await startBegunNode({ OPENKP_HOST: '0.0.0.0' })
  try {
    expect(open.baseUrl).toMatch(/^https:/)
    await expect(fetch(open.baseUrl.replace('https:', 'http:'))).rejects.toThrow()
    expect(open.output()).toContain('certificate of its own making')
  } finally {
    await open.dispose()
  }
})
