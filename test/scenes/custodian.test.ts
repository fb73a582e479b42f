import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import {
  DESK,
  expectAccessible,
  expectHeading,
  openStage,
  PHONE,
  SCENE_MS,
  type Stage,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test(
  'a custodian hands over the next numbers, is told at the field why not, and takes them back',
  async () => {
    const page = await stage.windowOf('stationery@cd')
    await page.goto('/numbers')
    await expectHeading(page, 'Numbers and stationery')
    await page.getByText('Nothing is handed over').waitFor()

    const dialog = page.getByRole('dialog')
    const handOver = page.getByRole('button', { name: 'Hand over blanks' })
    await handOver.click()
    await expectAccessible(page)
    await expect.poll(() => dialog.getByLabel('First').inputValue()).toBe('CD000001')
    await expect.poll(() => dialog.getByLabel('Last').inputValue()).toBe('CD000050')
    await dialog.getByLabel('Officer').selectOption('Clarisse Ngandu-Mbaya')
    await dialog.getByRole('button', { name: 'Hand over blanks' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const row = page.getByRole('row', { name: /Clarisse Ngandu-Mbaya/ })
    await expect.poll(() => row.innerText()).toMatch(/CD000001\s+CD000050\s+50\s/)

    await handOver.click()
    await expect.poll(() => dialog.getByLabel('First').inputValue()).toBe('CD000051')
    await dialog.getByLabel('First').fill('cd 000 050')
    await dialog.getByLabel('Officer').selectOption('Clarisse Ngandu-Mbaya')
    await dialog.getByRole('button', { name: 'Hand over blanks' }).click()
    await dialog
      .getByText(/CD000050 is not in stock: it is in the hands of Clarisse Ngandu-Mbaya\./)
      .waitFor()
    const wrong = dialog.getByLabel('First')
    await expect.poll(() => wrong.evaluate((box) => box === document.activeElement)).toBe(true)
    expect(await wrong.getAttribute('aria-invalid')).toBe('true')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    const { number } = await stepsOf(stage.caller).issued()
    expect(number).toBe('CD000001')
    await page.reload()
    await row.getByRole('cell', { name: 'CD000002', exact: true }).waitFor()
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size)
      await expectAccessible(page)
    }
    await row.getByRole('button', { name: /^Take back/ }).click()
    await dialog.getByRole('button', { name: 'Take back' }).click()
    await page.getByText('Nothing is handed over').waitFor()
  },
  SCENE_MS,
)

test(
  'an issuing officer sees who holds what, and has no buttons for it',
  async () => {
    const page = await stage.windowOf('issuing@cd')
    await page.goto('/numbers')
    await page.getByRole('heading', { name: 'In the hands of officers' }).waitFor()
    expect(await page.getByRole('button', { name: /Hand over|Take back|Announce/ }).count()).toBe(0)
  },
  SCENE_MS,
)
