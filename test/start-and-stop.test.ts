import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'

const nodes: NodeUnderTest[] = []
afterEach(async () => {
  for (const each of nodes.splice(0)) await each.dispose()
})

async function start(env: Record<string, string> = {}): Promise<NodeUnderTest> {
  const node = await startNode(env)
  nodes.push(node)
  return node
}

test('starts, answers, and ends with code 0 when it is asked to', async () => {
  const node = await start()
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

test.each([
  [{ OPENKP_PORT: '99999' }, 64, 'PLATFORM_PORT'],
  [{ OPENKP_HOST: 'a b' }, 64, 'PLATFORM_HOST'],
  [{ DATABASE_URL: 'mysql://x' }, 64, 'PLATFORM_DATABASE_URL'],
  [{ OPENKP_DATA: '/dev/null' }, 1, 'PLATFORM_DATA_FOLDER_DENIED'],
])('%j ends with code %i and says why', async (env, code, refusal) => {
  const server = join(import.meta.dirname, '..', 'dist', 'main', 'server.js')
  const child = spawn(process.execPath, [server], {
    env: { ...process.env, DATABASE_URL: '', ...env },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  expect(await new Promise((done) => child.once('close', done))).toBe(code)
  expect(said).toContain(refusal)
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
  const node = await start({ OPENKP_HOST: '0.0.0.0' })
  expect(node.baseUrl).toMatch(/^https:/)
  await expect(fetch(node.baseUrl.replace('https:', 'http:'))).rejects.toThrow()
  expect(node.output()).toContain('certificate of its own making')
})
