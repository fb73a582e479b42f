import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import {
  DESK,
  expectAccessible,
  expectHeading,
  openStage,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

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

test(
  'a firm is licensed to issue for its own goods, and suspended, each by two',
  async () => {
    const day = (ahead: number) =>
      new Date(Date.now() - 5 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
    const issuing = await stage.windowOf('issuing@us')
    await issuing.getByRole('link', { name: 'Numbers' }).click()
    await issuing.getByRole('link', { name: 'Licensed issuers' }).click()
    await expectHeading(issuing, 'Licensed issuers')
    await issuing.getByText('USKPA licensee for its own use').waitFor()
    await issuing.getByRole('button', { name: 'License a firm' }).click()
    const dialog = issuing.getByRole('dialog')
    await dialog.getByLabel('Firm, exactly').fill('Hudson Yard Rough LLC')
    await dialog.getByLabel('First day').fill(day(0))
    await dialog.getByLabel('Last day').fill(day(900))
    await dialog.getByLabel('Origins, as codes').fill('AU, BW')
    await dialog.getByLabel('Most certificates').fill('40')
    await dialog.getByRole('button', { name: 'License a firm' }).click()
    await dialog.getByText('runs for at most 12 months').waitFor()
    await picture(issuing, 'licence-grant')
    await dialog.getByLabel('Last day').fill(day(300))
    await dialog.getByRole('button', { name: 'License a firm' }).click()
    await issuing.getByText('Proposed. It is done once a second officer approves it.').waitFor()

    const validating = await stage.windowOf('validating@us')
    await panel(validating).getByText('Hudson Yard Rough LLC').waitFor()
    await panel(validating).getByRole('button', { name: 'Approve' }).click()
    await validating.getByText('Approved. It is done.').waitFor()
    await validating.goto('/licences')
    await validating.getByText('In force').waitFor()
    await validating.getByRole('button', { name: 'Suspend Hudson Yard Rough LLC' }).waitFor()
    await picture(validating, 'licences')

    await validating.getByRole('button', { name: 'Suspend Hudson Yard Rough LLC' }).click()
    const suspending = validating.getByRole('dialog')
    await suspending.getByLabel('Reason').fill('The books of October were not shown.')
    await suspending.getByRole('button', { name: 'Suspend', exact: true }).click()
    await validating.getByText('Proposed. It is done once a second officer approves it.').waitFor()
    await issuing.goto('/')
    await panel(issuing).getByText('The books of October were not shown.').waitFor()
    await panel(issuing).getByRole('button', { name: 'Approve' }).click()
    await issuing.getByText('Approved. It is done.').waitFor()
    await issuing.goto('/licences')
    await issuing.getByText('Suspended', { exact: true }).waitFor()
    await picture(issuing, 'licence-suspended', { sizes: [DESK] })
  },
  SCENE_MS,
)
