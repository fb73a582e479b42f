import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import { DESK, expectHeading, openStage, PICTURES, picture, SCENE_MS, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function present(page: Page, code: string): Promise<void> {
  await page.getByRole('link', { name: 'Present a certificate' }).click()
  await expectHeading(page, 'Present a certificate')
  await page.getByRole('textbox', { name: 'Place' }).fill('Antwerp')
  const box = page.getByLabel('Code or number')
  await box.fill(code)
  await box.press('Enter')
}

/** The desk tells every step as the verifier does, folded away until somebody asks. */
async function explained(page: Page): Promise<void> {
  const title = page.getByText('How this was decided')
  const steps = page.locator('.step-explained')
  await expect.poll(() => steps.count()).toBe(12)
  expect(await steps.first().isVisible()).toBe(false)
  await title.click()
  await steps.nth(7).getByText('Under this number it names this certificate.').waitFor()
  await picture(page, 'arrival-explained', { of: title })
  await title.click()
}

async function weigh(page: Page): Promise<void> {
  await page.getByLabel('Carats found of 7102.31').fill('11.93')
  await page.getByLabel('Carats found of 7102.21').fill('100.00')
  await page.getByLabel('Parcels found').fill('2')
  await page.getByText('-0.37').first().waitFor()
}

test(
  'scene 5: 0.37 ct less than declared, and the exporting authority sees it',
  async () => {
    const { number, qr } = await stepsOf(stage.caller).exported()
    const page = await stage.windowOf('importing@eu')
    await present(page, qr)
    await expectHeading(page, `Arrival ${number}`)
    await picture(page, 'arrival-seals', { sizes: [DESK] })
    await explained(page)
    await page.getByRole('button', { name: 'All intact' }).click()
    await page.getByRole('button', { name: 'Keep what I saw' }).click()
    await page.getByText(/there and intact/).waitFor()
    await weigh(page)
    await picture(page, 'arrival-weighing', {
      of: page.getByRole('heading', { name: '3. Weighing' }),
    })
    await page.getByRole('button', { name: 'Keep the weights' }).click()
    await page.getByText('Less weight than declared').waitFor()
    await picture(page, 'arrival-outcome', {
      sizes: [DESK],
      of: page.getByRole('heading', { name: '4. Outcome' }),
    })
    await page.getByLabel('Note to the exporting authority').fill('Weighed twice, on two balances.')
    await page.getByRole('button', { name: 'Confirm receipt' }).click()
    await page.getByRole('link', { name: 'Print the confirmation slip' }).click()
    await expectHeading(page, `Confirmation of receipt ${number}`)
    await picture(page, 'confirmation-slip', { sizes: [DESK] })

    const morning = await stage.windowOf('issuing@cd')
    const row = morning.locator('a[data-row]').filter({ hasText: number })
    await expect
      .poll(
        async () => {
          await morning.reload()
          await expectHeading(morning, 'Work list')
          await morning.locator('.table-frame, .empty').first().waitFor()
          return row.count()
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    await picture(morning, 'work-list-next-morning')
    await morning.getByText('Received with a discrepancy').waitFor()
    await morning.getByRole('link', { name: `Open the certificate ${number}` }).click()
    await expectHeading(morning, `Certificate ${number}`)
    await morning.getByText('11.93 (-0.37)').waitFor()
    await morning.getByText('An alarm is open.').waitFor()
    await picture(morning, 'certificate-discrepancy')
    await morning.goto('/alarms')
    await morning.getByText(/Compare what was found with what was declared/).waitFor()
    await picture(morning, 'alarm-next-morning', { sizes: [DESK] })
    await morning.getByRole('link', { name: number }).click()
    await morning.getByRole('button', { name: 'Acknowledge' }).click()
    await morning.getByText(/Acknowledged by Clarisse/).waitFor()
  },
  SCENE_MS,
)

test(
  'a certificate on a desk, and its sheet',
  async () => {
    const { number } = await stepsOf(stage.caller).exported()
    const page = await stage.windowOf('issuing@cd')
    await page.goto(`/certificates/${number}`)
    await expectHeading(page, `Certificate ${number}`)
    await picture(page, 'certificate-desk', { sizes: [{ width: 1440, height: 1100 }] })

    const sheet = await page.request.get(`/api/certificates/${number}/sheet.pdf`)
    expect(sheet.headers()['content-type']).toBe('application/pdf')
    if (process.env.OPENKP_PICTURES === '1') await drawFirstPage(await sheet.body())
  },
  SCENE_MS,
)

/** By the program of Poppler, which whoever makes the pictures anew has to install. */
async function drawFirstPage(pdf: Buffer): Promise<void> {
  const file = join(PICTURES, 'sheet.pdf')
  await writeFile(file, pdf)
  const options = ['-png', '-gray', '-singlefile', '-scale-to', '1000']
  await promisify(execFile)('pdftoppm', [...options, file, join(PICTURES, 'sheet')])
  await promisify(execFile)('rm', [file])
}
