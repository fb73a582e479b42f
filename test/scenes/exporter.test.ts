import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoice } from '../../src/main/tour-files.ts'
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

const INVOICE = Buffer.from(invoice(['Invoice 2026-118', 'Comptoir Lubilandi SARL', 'US$ 5600.00']))

async function fillParties(page: Page) {
  const importer = page.getByRole('region', { name: 'Importer' })
  const exporter = page.getByRole('region', { name: 'Exporter' })
  await exporter.getByLabel('Street and number').fill('12 avenue Inga')
  await exporter.getByLabel('Town').fill('Mbuji-Mayi')
  await importer.getByLabel('Name').fill('Van Ostaeyen & Dochters NV')
  await importer.getByLabel('Street and number').fill('Hoveniersstraat 30')
  await importer.getByLabel('Town').fill('Antwerp')
  await importer.getByLabel('Country').selectOption('BE')
}

async function fillGoods(page: Page) {
  await page.getByLabel('HS code, parcel 1').selectOption('7102.31')
  await page.getByLabel('Carats, parcel 1').fill('12.30')
  await page.getByLabel('Value in US$, parcel 1').fill('4500.00')
  await page.getByRole('button', { name: 'Add a parcel' }).click()
  await page.getByLabel('HS code, parcel 2').selectOption('7102.21')
  await page.getByLabel('Carats, parcel 2').fill('100.00')
  await page.getByLabel('Value in US$, parcel 2').fill('1100.00')
}

async function fillRest(page: Page) {
  await page.getByLabel('All in one country').check()
  await page.getByRole('combobox', { name: 'Country of origin' }).selectOption('CD')
  await page.getByLabel('Source 1', { exact: true }).selectOption('own_production')
  await page.getByLabel('Reference', { exact: true }).fill('Licence 118/2026')
  await page.getByLabel('I declare this').check()
  await page.getByLabel('Name of the person who declares').fill('Espérance Tshibola')
}

test(
  'scene 1: a first application, by the form alone, with the line lost half way',
  async () => {
    const page = await stage.windowOf('exporter@cd')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'New application' }).click()
    await expectHeading(page, /^Application/)

    // Sent too early, the page says what is missing and where.
    await page.getByRole('button', { name: 'Send to the authority' }).click()
    const summary = page.getByRole('region', { name: /points to put right/ })
    await summary.waitFor()
    await picture(page, 'application-what-is-missing', { sizes: [DESK] })

    await page.getByLabel('Destination').selectOption('EU')
    await page.getByLabel('Purpose').selectOption('sale')
    await fillParties(page)
    await page.getByText(/^Saved \d/).waitFor()

    await page.context().setOffline(true)
    await fillGoods(page)
    await page
      .getByText(/kept on this device/)
      .first()
      .waitFor()
    await page.getByText('No connection.').waitFor()
    await picture(page, 'application-line-lost', {
      of: page.getByRole('region', { name: 'Goods', exact: true }),
    })

    // The page is closed without a line and opened again when it is back.
    await page.context().setOffline(false)
    await page.getByText(/^Saved \d/).waitFor()
    await page.reload()
    await expectHeading(page, /^Application/)
    await expect.poll(() => page.getByLabel('Carats, parcel 2').inputValue()).toBe('100.00')
    await fillRest(page)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'invoice.pdf', mimeType: 'application/pdf', buffer: INVOICE })
    await page.getByRole('link', { name: 'invoice.pdf' }).waitFor()
    await page.getByText('Nothing is missing.').waitFor()
    await picture(page, 'application-ready', { sizes: [DESK] })
    await page.getByRole('button', { name: 'Send to the authority' }).click()
    await page.getByRole('status').getByText('Sent to the authority').waitFor()
    await expectHeading(page, 'Work list')
    await expectAccessible(page)

    const { applications } = await stage.caller.ask(
      'exporter@cd',
      'GET',
      '/applications?state=submitted',
    )
    expect(applications).toHaveLength(1)
  },
  SCENE_MS,
)
