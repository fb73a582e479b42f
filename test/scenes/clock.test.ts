import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import { expectHeading, openStage, PHONE, picture, SCENE_MS, type Stage } from './stage.ts'

/** The telephone of an inspector whose clock is wrong, with the newest lists that there are. */

const ONE = { sizes: [PHONE] }
const DAY_MS = 86_400_000

let stage: Stage
let qr: string
beforeAll(async () => {
  stage = await openStage()
  qr = (await stepsOf(stage.caller).exported()).qr
}, 240_000)
afterAll(() => stage.close())

/** Its clock runs on, so many days off; the lists are fetched by it. */
async function telephone(days: number, locale: string): Promise<Page> {
  const page = await stage.window(PHONE, locale)
  await page.clock.install({ time: Date.now() + days * DAY_MS })
  await page.goto('/verify/')
  return page
}

async function check(page: Page, label: string): Promise<void> {
  const code = page.getByLabel(label)
  await code.fill(qr)
  await code.press('Enter')
}

test.each([
  [
    'en-GB',
    'Text of the code',
    'VALID',
    'dated later than the clock',
    'Set the clock of this device',
  ],
  [
    'fr-FR',
    'Texte du code',
    'VALABLE',
    'plus tardive que l’horloge',
    'Réglez l’horloge de cet appareil',
  ],
])(
  '%s: a week behind it judges by the time of its lists, and says to set the clock',
  async (locale, label, word, lists, act) => {
    const page = await telephone(-7, locale)
    await page.getByText(lists).waitFor()
    await check(page, label)
    await expectHeading(page, word)
    await page.locator('.note').getByText(act).waitFor()
    expect(await page.getByText('CLOCK_BEHIND', { exact: true }).count()).toBe(1)
    await picture(page, `clock-behind-${locale.slice(0, 2)}`, ONE)
    await page.context().close()
  },
  SCENE_MS,
)

test.each([
  [
    'en-GB',
    'Text of the code',
    'INVALID',
    'Its clock may be ahead',
    'Compare its date with another clock',
  ],
  [
    'fr-FR',
    'Texte du code',
    'NON VALABLE',
    'Son horloge avance peut-être',
    'Comparez sa date avec une autre horloge',
  ],
])(
  '%s: a year ahead it says that the answer may hang on its clock',
  async (locale, label, word, lists, act) => {
    const page = await telephone(365, locale)
    await page.getByText(lists).waitFor()
    const of = page.getByRole('region', { name: /^(How old the lists are|L’âge des listes)/ })
    await picture(page, `clock-ahead-lists-${locale.slice(0, 2)}`, { ...ONE, of })
    await check(page, label)
    await expectHeading(page, word)
    await page.locator('.note').getByText(act).waitFor()
    expect(await page.getByText('CLOCK_PERHAPS_AHEAD', { exact: true }).count()).toBe(1)
    await picture(page, `clock-ahead-${locale.slice(0, 2)}`, ONE)
    await page.context().close()
  },
  SCENE_MS,
)
