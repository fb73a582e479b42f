import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import {
  expectAccessible,
  expectHeading,
  openStage,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

/** An auditor looks for what one officer did, and finds each act and each knock that was refused. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test(
  'the auditor reads who did what, of one officer, about one certificate',
  async () => {
    const { number } = await stepsOf(stage.caller).validated()
    await stage.caller.call('exporter@cd', 'POST', `/api/certificates/${number}/validate`, {})
    const page = await stage.windowOf('auditor@cd')
    await page.getByRole('link', { name: 'Journal' }).click()
    await expectHeading(page, 'Audit journal')
    const table = page.getByRole('table')
    const about = () =>
      table.getByRole('button', { name: `Only the entries about ${number}` }).first()
    // An entry is chained within a second, and reading asks for none again by itself.
    await expect
      .poll(
        async () => {
          await page.reload()
          await table.waitFor()
          return about().count()
        },
        { timeout: 20_000 },
      )
      .toBe(1)
    await expectAccessible(page)
    await picture(page, 'journal')

    await about().click()
    await page.getByText(`Only about ${number}`).waitFor()
    await table.getByText('Validate and sign a certificate').first().waitFor()
    await table.getByText('Refused: ACCESS_NOT_ALLOWED').waitFor()
    await table.getByText('Done, 1 change').first().click()
    await table.getByText(`certificate ${number}: state issued → state validated`).waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()

    const officer = table.getByRole('button', { name: /^Only the entries of/ }).first()
    const name = (await officer.innerText()).trim()
    await officer.click()
    await page.getByText(`Only of ${name}`).waitFor()
    // The page says what it will show before it has it.
    await expect
      .poll(() => table.getByRole('button', { name: /^Only the entries of/ }).allInnerTexts())
      .toEqual(expect.arrayContaining([name]))
    await expectAccessible(page)
  },
  SCENE_MS,
)
