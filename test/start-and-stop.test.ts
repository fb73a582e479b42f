import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type NodeUnderTest, startBegunNode, startNode } from './node-under-test.ts'

const nodes: NodeUnderTest[] = []
afterEach(async () => {
  for (const each of nodes.splice(0)) await each.dispose()
})

async function start(make = startBegunNode()): Promise<NodeUnderTest> {
  const node = await make
  nodes.push(node)
  return node
}

test('starts, answers, and ends with code 0 when it is asked to', async () => {
  const node = await start(startNode())
  const health = await fetch(`${node.baseUrl}/api/health`)
  expect(await health.json()).toMatchObject({ status: 'ok', database: 'reachable' })
  expect(await node.stop()).toBe(0)
})

test('starts again over everything that a kill left behind', async () => {
  const node = await start()
  await node.kill9()
  const again = await node.startAgain()
  nodes.push(again)
  expect((await fetch(`${again.baseUrl}/api/health`)).ok).toBe(true)
  expect(await again.stop()).toBe(0)
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

test('a port that is taken is named, and the data folder is free again', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const node = await start()
  await node.stop()
  const { code, said } = await refused({
    OPENKP_DATA: node.dataFolder,
    OPENKP_PORT: String(port),
    ...(node.databaseUrl !== undefined && { DATABASE_URL: node.databaseUrl }),
  })
  server.close()
  expect([code, said]).toEqual([1, expect.stringMatching(/^PLATFORM_LISTEN: .*EADDRINUSE.*\n$/)])
  nodes.push(await node.startAgain())
})

test('keys that cannot be made anew stop the start, all of them at once, until they are restored', async () => {
  const node = await start()
  await node.stop()
  const keys = ['root-1.pem', 'session.secret'].map((name) => join(node.dataFolder, 'keys', name))
  const kept = await Promise.all(keys.map((path) => readFile(path)))
  const [root = '', secret = ''] = keys
  await rm(root)
  await writeFile(secret, 'short')
  const { code, said } = await refused({
    OPENKP_DATA: node.dataFolder,
    ...(node.databaseUrl !== undefined && { DATABASE_URL: node.databaseUrl }),
  })
  const lines = `^PLATFORM_KEYS_LOST: .*root-1.pem.*\\nPLATFORM_SESSION_SECRET: .*session.secret.*\\n$`
  expect([code, said]).toEqual([1, expect.stringMatching(lines)])
  // Nothing was put in the place of what is lost.
  expect(existsSync(root)).toBe(false)
  await Promise.all(keys.map((path, at) => writeFile(path, kept[at] ?? '')))
  nodes.push(await node.startAgain())
})

test('a browser opens what it serves', async () => {
  const node = await start()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const answer = await page.goto(`${node.baseUrl}/api/health`)
    expect(answer?.status()).toBe(200)
    expect(await page.evaluate('crypto.subtle !== undefined')).toBe(true)
  } finally {
    await browser.close()
  }
})

test('on every address of the machine it speaks TLS', async () => {
  const node = await start(startBegunNode({ OPENKP_HOST: '0.0.0.0' }))
  expect(node.baseUrl).toMatch(/^https:/)
  await expect(fetch(node.baseUrl.replace('https:', 'http:'))).rejects.toThrow()
  expect(node.output()).toContain('certificate of its own making')
})
