import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { expectHeading, openStage, picture, SCENE_MS, type Stage } from './stage.ts'

/** Who holds which role is a matter of two, and what is not kept apart stands on the page. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function officersOf(who: string): Promise<Page> {
  const page = await stage.windowOf(who)
  await page.getByRole('link', { name: 'Officers' }).click()
  await expectHeading(page, 'Officers')
  return page
}

const panel = (page: Page, title: string) => page.locator('.panel').filter({ hasText: title })

test(
  'a small office joins two duties by two people, and the page says what is no longer kept apart',
  async () => {
    const one = await officersOf('administrator@eu')
    await panel(one, 'Duties that are kept apart').getByText('keep apart all that should').waitFor()
    await one.getByLabel('Size of the office').selectOption('two')
    await one.getByRole('button', { name: 'Propose', exact: true }).click()
    await panel(one, 'Waits for a second officer').getByText('about two').waitFor()

    const other = await officersOf('accounts@eu')
    await panel(other, 'Waits for a second officer')
      .getByRole('button', { name: 'Approve' })
      .click()
    await other.getByText('This is an office of about two people.').waitFor()

    await other.getByRole('button', { name: 'Change Bram Hellebuyck' }).click()
    const dialog = other.getByRole('dialog')
    await dialog.getByLabel('Confirmation clerk').check()
    await dialog.getByLabel('Why these roles').fill('Katrien is ill until spring.')
    await picture(other, 'officer-roles')
    await dialog.getByRole('button', { name: 'Propose' }).click()
    await one.reload()
    const waits = panel(one, 'Waits for a second officer')
    await waits.getByText('Change the roles: Bram Hellebuyck').waitFor()
    await waits.getByText('Validating officer, Confirmation clerk').waitFor()
    await waits.getByRole('button', { name: 'Approve' }).click()
    const apart = panel(one, 'Duties that are kept apart')
    await apart.getByText('One person both validates exports and confirms imports.').waitFor()
    await picture(one, 'separation', { of: apart })
  },
  SCENE_MS,
)
