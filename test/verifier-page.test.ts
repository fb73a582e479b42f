import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codePicture } from '../src/main/tour-files.ts'
import { expectHeading, openStage, PHONE, SCENE_MS, type Stage } from './scenes/stage.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/** What the page of an inspector asks of others, which is nothing, and what it weighs. */

const WEB = join(import.meta.dirname, '..', 'dist', 'web')

let stage: Stage
let shipment: Shipment
let pdf: Uint8Array
beforeAll(async () => {
  stage = await openStage()
  shipment = await stepsOf(stage.caller).exported()
  pdf = await stage.caller.file('exporter@cd', `/${shipment.number}/sheet.pdf`)
})
afterAll(() => stage.close())

async function opened(): Promise<Page> {
  const page = await stage.window(PHONE)
  await page.goto('/verify/')
  await page.getByText('The lists are the newest there are.').waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  return page
}

/** The three ways without a camera, each ending with the verdict. */
async function checkEveryWay(page: Page): Promise<void> {
  const again = async () => {
    await expectHeading(page, 'VALID')
    await page.getByText(shipment.number).first().waitFor()
    await page.getByRole('button', { name: 'Check another' }).click()
    await expectHeading(page, 'Is this certificate good?')
  }
  const code = page.getByLabel('Text of the code')
  await code.fill(shipment.qr)
  await code.press('Enter')
  await again()
  const show = (name: string, mimeType: string, bytes: Uint8Array) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) })
  await show('sheet.pdf', 'application/pdf', pdf)
  await again()
  await show('code.png', 'image/png', codePicture(shipment.qr))
  await again()
}

test(
  'with a line, nothing that is checked leaves the device',
  async () => {
    const page = await opened()
    const asked: Request[] = []
    page.context().on('request', (request) => asked.push(request))
    await checkEveryWay(page)
    const { origin } = new URL(page.url())
    const telling = asked.filter((request) => {
      const { origin: to, pathname, search } = new URL(request.url())
      const isOwnFile = to === origin && /^\/(assets|verify)\//.test(pathname) && search === ''
      const isLists =
        to === origin &&
        pathname === '/api/participants/trust-bundle' &&
        /^(\?since=[0-9a-f]{64})?$/.test(search)
      const isGiven = ['blob:', 'data:'].some((scheme) => request.url().startsWith(scheme))
      return !((isOwnFile || isLists || isGiven) && request.method() === 'GET')
    })
    expect(telling.map((request) => `${request.method()} ${request.url()}`)).toEqual([])
    // No door is left open for what the page does not know of itself.
    const policy = (await page.request.get('/verify/')).headers()['content-security-policy'] ?? ''
    expect(policy).toMatch(/(connect|default)-src 'self'/)
    await page.context().close()
  },
  SCENE_MS,
)

test(
  'without a line, text, a PDF and a picture are judged alike',
  async () => {
    const page = await opened()
    await page.context().setOffline(true)
    await page.reload()
    await page.getByText('No line to the server.').waitFor()
    await checkEveryWay(page)
    await page.context().close()
  },
  SCENE_MS,
)

test(
  'a window takes what changed and tells the others; damaged changes cost a whole fetch and nothing else',
  async () => {
    const page = await opened()
    const other = await page.context().newPage()
    await other.goto('/verify/')
    await other.getByText('The lists are the newest there are.').waitFor()
    const answers: string[] = []
    page.on('response', async (response) => {
      if (!response.url().includes('trust-bundle')) return
      const { since, etag } = {
        since: response.url().includes('since='),
        etag: await response.headerValue('etag'),
      }
      answers.push(since ? (etag?.includes('.since.') ? 'changes' : 'same') : 'whole')
    })
    const fetchNow = (on: Page) => on.getByRole('button', { name: 'Fetch the lists now' }).click()
    const next = await stepsOf(stage.caller).exported()
    await expect
      .poll(async () => {
        await fetchNow(page)
        return answers
      })
      .toContain('changes')
    expect(answers).not.toContain('whole')
    // The other window has not asked, and knows it all the same.
    await other.context().setOffline(true)
    const code = other.getByLabel('Text of the code')
    await expect
      .poll(async () => {
        await code.fill(next.qr)
        await code.press('Enter')
        const word = await other.locator('h1').innerText()
        await other.getByRole('button', { name: 'Check another' }).click()
        return word
      })
      .toBe('VALID')
    await other.context().setOffline(false)

    const half = async (on: Page) => {
      await on.route('**/trust-bundle?since=*', async (route) => {
        const response = await route.fetch()
        const body = await response.body()
        await route.fulfill({ response, body: body.subarray(0, body.length / 2) })
      })
    }
    await half(page)
    await stepsOf(stage.caller).exported()
    answers.length = 0
    await expect
      .poll(async () => {
        await fetchNow(page)
        return answers
      })
      .toContain('whole')
    await page.getByText('The lists are the newest there are.').waitFor()
    expect(await page.getByText('were refused').count()).toBe(0)
    await page.context().close()
  },
  SCENE_MS,
)

test('all of its JavaScript is at most 200 KB when packed', () => {
  const [worker] = /\[[^\]]+\]/.exec(
    readFileSync(join(WEB, 'verify', 'sw.js'), 'utf8').replaceAll('\\"', '"'),
  ) ?? ['[]']
  const scripts = (JSON.parse(worker) as string[]).filter((path) => path.endsWith('.js'))
  // What the worker keeps is what the page needs offline; the page itself names the same files.
  const page = readFileSync(join(WEB, 'verify', 'index.html'), 'utf8')
  const named = [...page.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path)
  expect(scripts).toEqual(expect.arrayContaining(named))
  expect(scripts.length).toBeGreaterThan(5)
  const sizes = ['/verify/sw.js', ...scripts].map(
    (path) => gzipSync(readFileSync(join(WEB, path)), { level: 9 }).length,
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(200_000)
  expect(existsSync(join(WEB, 'verify', 'manifest.webmanifest'))).toBe(true)
  expect(readdirSync(WEB)).toContain('icon.svg')
})

test('the lists that it carries are less than 400 KB', async () => {
  const answer = await fetch(`${stage.node.baseUrl}/api/participants/trust-bundle`)
  const { byteLength } = await answer.arrayBuffer()
  expect(byteLength).toBeGreaterThan(10_000)
  expect(byteLength).toBeLessThan(400_000)
})
