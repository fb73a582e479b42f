import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoice } from '../../src/main/tour-files.ts'
import { goods } from '../shipment.ts'
import {
  DESK,
  expectAccessible,
  expectHeading,
  openStage,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const INVOICE = { name: 'invoice.pdf', bytes: invoice(['Invoice', 'Comptoir Lubilandi SARL']) }

type Content = Readonly<Record<string, unknown>>

/** Near the usual value of the country, so that no check stands out. */
function ordinary(carats: string): Content {
  return goods({
    parcels: [
      { hs: '7102.31', carats, usd: '1500.00' },
      { hs: '7102.21', carats: '100.00', usd: '1100.00' },
    ],
  })
}

/** One lot of gem stones, called industrial. */
const WRONG_CODE = goods({ parcels: [{ hs: '7102.21', carats: '41.70', usd: '92000.00' }] })
/** Not a Participant: what the Democratic Republic of the Congo sends there would be stopped. */
const NOT_ALLOWED = { ...ordinary('17.00'), destination: 'TW' }

async function sent(content: Content): Promise<string> {
  const { id } = await stage.caller.ask('exporter@cd', 'POST', '/applications', { content })
  return attachedAndSent(String(id))
}

async function attachedAndSent(id: string): Promise<string> {
  const { upload, ask } = stage.caller
  await upload('exporter@cd', `/applications/${id}/attachments`, INVOICE)
  const { version } = await ask('exporter@cd', 'GET', `/applications/${id}`)
  await ask('exporter@cd', 'POST', `/applications/${id}/submit`, { version })
  return id
}

/** Issued last week; now a copy of it, with another value. */
async function copyWithAnotherValue(): Promise<void> {
  const { ask } = stage.caller
  const earlier = await sent(ordinary('55.55'))
  await ask('issuing@cd', 'POST', `/applications/${earlier}/issue`, {})
  const { id, version } = await ask('exporter@cd', 'POST', `/applications/${earlier}/copy`)
  const content = goods({ parcels: changedValue(ordinary('55.55')) })
  await ask('exporter@cd', 'PUT', `/applications/${id}`, { version, content })
  await attachedAndSent(String(id))
}

/** Two boxes of one weight, weight for weight: only the officer can know that they are two. */
async function sameGoodsAgain(): Promise<void> {
  const earlier = await sent(ordinary('66.66'))
  await stage.caller.ask('issuing@cd', 'POST', `/applications/${earlier}/issue`, {})
  await sent(ordinary('66.66'))
}

function changedValue({ parcels }: Content): unknown {
  const [first, ...others] = parcels as readonly Content[]
  return [{ ...first, usd: '2900.00' }, ...others]
}

/** The plan of the morning: twelve, in the order in which they came. */
const WAITING = [...Array(12).keys()].map((at) =>
  at === 2
    ? 'wrong code'
    : at === 5
      ? 'not allowed'
      : at === 8
        ? 'another value'
        : at === 10
          ? 'same goods'
          : 'in order',
)

async function prepare(): Promise<void> {
  for (const [at, kind] of WAITING.entries()) {
    if (kind === 'wrong code') await sent(WRONG_CODE)
    else if (kind === 'not allowed') await sent(NOT_ALLOWED)
    else if (kind === 'another value') await copyWithAnotherValue()
    else if (kind === 'same goods') await sameGoodsAgain()
    else await sent(ordinary(`${20 + at}.50`))
  }
}

/** Walks with the Tab key, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key does not reach ${target}`)
}

async function openFirst(page: Page): Promise<void> {
  await expectHeading(page, 'Work list')
  await page.locator('a[data-row]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expectHeading(page, /^Application: /)
}

const decide = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Decide' }).getByRole('button', { name, exact: true })

async function issue(page: Page): Promise<void> {
  await tabTo(page, decide(page, 'Issue'))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('textbox').waitFor()
  await page.keyboard.press('Enter')
}

async function sendBack(page: Page, reason: string): Promise<void> {
  await tabTo(page, decide(page, 'Return with a deficiency'))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await tabTo(page, dialog.getByLabel('What is missing or wrong'))
  await page.keyboard.type(reason)
  await tabTo(page, dialog.getByRole('button', { name: 'Return with a deficiency' }))
  await page.keyboard.press('Enter')
}

const HANDLED: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'in order': issue,
  'wrong code': async (page) => {
    await page.getByText('Compare the invoice and the valuation.').waitFor()
    await picture(page, 'review-wrong-code')
    await sendBack(page, 'Stones of 2,206 US$ a carat are not industrial. Put HS code 7102.31.')
  },
  'not allowed': async (page) => {
    await page
      .getByText(/may not import rough diamonds today/)
      .first()
      .waitFor()
    await page.getByText('This cannot be issued while a check says stop.').waitFor()
    expect(await decide(page, 'Issue').count()).toBe(0)
    await picture(page, 'issue-refused', { sizes: [DESK] })
    await sendBack(page, 'Chinese Taipei may not import from here. Name another destination.')
  },
  'same goods': async (page) => {
    const reason = page.getByLabel('Issue all the same because…')
    await reason.waitFor()
    await page.getByText(/A check says stop/).waitFor()
    await expect.poll(() => decide(page, 'Issue').isDisabled()).toBe(true)
    await tabTo(page, reason)
    await page.keyboard.type('Two boxes of one weight; both lay on the scale.')
    await picture(page, 'review-answered')
    await issue(page)
  },
  'another value': async (page) => {
    await page.getByText(/The same goods stand in/).waitFor()
    await picture(page, 'review-another-value', {
      sizes: [DESK],
      of: page.getByRole('region', { name: 'Checks' }),
    })
    await sendBack(page, 'The same goods went last week for 2,600 US$. Which value is right?')
  },
}

test(
  'scene 2: twelve waiting applications, handled with the keyboard',
  async () => {
    await prepare()
    const page = await stage.windowOf('issuing@cd')
    const rows = page.locator('a[data-row]')
    await rows.nth(11).waitFor()
    await picture(page, 'work-list-issuing')
    for (const [at, kind] of WAITING.entries()) {
      await openFirst(page)
      if (at === 0) await expectAccessible(page)
      await HANDLED[kind]?.(page)
      await expectHeading(page, 'Work list')
      await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(11 - at)
    }
    await page.getByText('Nothing waits for you').waitFor()
    await expectAccessible(page)

    const states = async (state: string) => {
      const path = `/applications?state=${state}`
      return (await stage.caller.ask('issuing@cd', 'GET', path)).applications?.length
    }
    // Nine of the twelve, and the two from before.
    expect(await states('issued')).toBe(11)
    expect(await states('returned')).toBe(3)

    // What was answered stays on the time line of that certificate.
    const { items } = await stage.caller.ask(
      'issuing@cd',
      'GET',
      '/work?what=certificates&state=issued',
    )
    const twins = items?.filter(({ carats }) => String(carats) === '166.66') ?? []
    expect(twins.length).toBe(2)
    await page.goto(`/certificates/${twins[1]?.number}`)
    await page
      .getByRole('region', { name: 'What happened' })
      .getByText(/Two boxes of one weight; both lay on the scale/)
      .waitFor()
  },
  SCENE_MS,
)
