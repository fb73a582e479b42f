import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import { DESK, expectAccessible, openStage, picture, SCENE_MS, type Stage } from './stage.ts'

/** One officer alone voids nothing: the other one is asked, and sees what exactly. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const panel = (page: Page) =>
  page.locator('.panel').filter({ hasText: 'Waits for a second officer' })

async function proposeVoid(page: Page, number: string): Promise<void> {
  await page.goto(`/certificates/${number}`)
  await page.getByRole('button', { name: 'Void', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('The box was mixed up with another one.')
  await dialog.getByRole('button', { name: 'Void', exact: true }).click()
  await page.getByText('Proposed. It is done once a second officer approves it.').waitFor()
}

test(
  'a voiding waits for another officer, who reads every word of it, rejects one and approves one',
  async () => {
    const steps = stepsOf(stage.caller)
    const { number } = await steps.validated()
    const issuing = await stage.windowOf('issuing@cd')
    await proposeVoid(issuing, number)
    await panel(issuing).getByText('Another officer has to approve it').waitFor()
    expect(await panel(issuing).getByRole('button', { name: 'Approve' }).count()).toBe(0)
    await expectAccessible(issuing)

    const validating = await stage.windowOf('validating@cd')
    await panel(validating).getByText(`Void: ${number}`).waitFor()
    await panel(validating).getByText('The box was mixed up with another one.').waitFor()
    await expectAccessible(validating)
    await picture(validating, 'second-officer')

    await panel(validating).getByRole('button', { name: 'Reject' }).click()
    const dialog = validating.getByRole('dialog')
    await expectAccessible(validating)
    await dialog.getByLabel('Why you reject it').fill('It is the right box: I sealed it.')
    await dialog.getByRole('button', { name: 'Reject' }).click()
    await panel(validating).waitFor({ state: 'detached' })

    await proposeVoid(issuing, number)
    await validating.goto(`/certificates/${number}`)
    await panel(validating).getByRole('button', { name: 'Approve' }).click()
    await validating.getByText('Approved. It is done.').waitFor()
    await validating.getByText('Approved by a second officer.').waitFor()
    await expectAccessible(validating)
    await picture(validating, 'second-officer-done', { sizes: [DESK] })
  },
  SCENE_MS,
)
