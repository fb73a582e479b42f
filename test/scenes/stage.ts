import { mkdtempSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { accountsAt, callerAt } from '../at-a-node.ts'
import { launchBrowser } from '../browser.ts'
import type { Caller } from '../caller.ts'
import { type NodeUnderTest, startBegunNode } from '../node-under-test.ts'

const KEPT = process.env.OPENKP_PICTURES === '1'

/** In the repository when they are asked for, so that a run of the tests leaves the tree as it was. */
export const PICTURES = KEPT
  ? join(import.meta.dirname, '..', '..', 'docs', 'pictures')
  : mkdtempSync(join(tmpdir(), 'openkp-pictures-'))

/** A whole scene on a machine that does other things too. */
export const SCENE_MS = 300_000

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

export type Stage = {
  readonly node: NodeUnderTest
  readonly browser: Browser
  /** Acts over HTTP, for what is not played: `issuing@cd`. */
  readonly caller: Caller
  /** A window of somebody's own; a telephone where the size is one. */
  readonly window: (size: typeof DESK, locale?: string) => Promise<Page>
  /** The same with somebody signed in by the buttons of a demonstration node. */
  readonly windowOf: (who: string, size?: typeof DESK) => Promise<Page>
  readonly passwordOf: (who: string) => string
  readonly close: () => Promise<void>
}

/** A real node with data of its own and a real browser. Start it in `beforeAll`. */
export async function openStage(node: Promise<NodeUnderTest> = startBegunNode()): Promise<Stage> {
  const running = await node
  const [browser, accounts] = [await launchBrowser(), accountsAt(running)]
  const window: Stage['window'] = (size, locale) => openWindow(browser, running, size, locale)
  return {
    node: running,
    browser,
    caller: callerAt(running),
    window,
    windowOf: async (who, size = DESK) => {
      // Late in the evening it is tomorrow in Lubumbashi, and no office takes goods tomorrow.
      const zone = who.endsWith('@eu') ? 'Europe/Brussels' : undefined
      const page = await openWindow(browser, running, size, 'en-GB', zone)
      const account = accounts.get(who)
      if (account === undefined) throw new Error(`nobody is called ${who}`)
      await page.goto('/')
      await page.getByRole('button', { name: `Sign in as ${account.name},` }).click()
      await expectHeading(page, 'Work list')
      return page
    },
    passwordOf: (who) => accounts.get(who)?.password ?? '',
    close: async () => {
      await browser.close()
      await running.dispose()
      if (!KEPT) await rm(PICTURES, { recursive: true, force: true })
    },
  }
}

export async function openWindow(
  browser: Browser,
  { baseUrl }: NodeUnderTest,
  size: typeof DESK,
  locale = 'en-GB',
  timezoneId = 'Africa/Lubumbashi',
): Promise<Page> {
  const phone = size.width < 500
  const context: BrowserContext = await browser.newContext({
    baseURL: baseUrl,
    viewport: size,
    locale,
    timezoneId,
    hasTouch: phone,
    permissions: ['camera'],
  })
  // Long enough for a busy machine.
  context.setDefaultTimeout(30_000)
  return context.newPage()
}

export async function expectHeading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** The screen as it is breaks no rule of accessibility that a program can check. */
export async function expectAccessible(page: Page): Promise<void> {
  // Frames of strangers are put together on a page beside, which takes as long again; we have none.
  expect(page.frames(), page.url()).toHaveLength(1)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // Every rule is tried all the same; what keeps to it is only not listed node by node.
    .options({ resultTypes: ['violations'] })
    .analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join()}`)
  expect(told, page.url()).toEqual([])
}

type PictureOptions = {
  /** What the picture is of, brought to the top of the window. */
  readonly of?: Locator
  readonly sizes?: readonly (typeof DESK)[]
}

/** Whatever a demonstration shows, nobody can mistake it for the real thing. */
async function expectSpecimen(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator('body').innerText(), { message: page.url() })
    .toMatch(/SP[EÉ]CIMEN/)
}

/** Checks the screen in each size and takes its picture: `issue-1440.png`, or `issue.png` of one size. */
export async function picture(
  page: Page,
  name: string,
  { of, sizes = [DESK, PHONE] }: PictureOptions = {},
): Promise<void> {
  const before = page.viewportSize()
  await mkdir(PICTURES, { recursive: true })
  // What was said of the act before lies over the next screen for some seconds.
  if (KEPT) await page.locator('.toast').waitFor({ state: 'hidden' })
  for (const size of sizes) {
    await page.setViewportSize(size)
    if (of === undefined) await page.evaluate(() => scrollTo(0, 0))
    else await of.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await expectAccessible(page)
    await expectSpecimen(page)
    const file = sizes.length === 1 ? `${name}.png` : `${name}-${size.width}.png`
    await page.screenshot({ path: join(PICTURES, file), animations: 'disabled' })
  }
  if (before !== null) await page.setViewportSize(before)
}
