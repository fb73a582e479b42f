import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import {
  expectAccessible,
  expectHeading,
  openStage,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

/** A key officer makes a key and proposes it, the other one reads what that means and approves it. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function keysOf(who: string): Promise<Page> {
  const page = await stage.windowOf(who)
  await page.getByRole('link', { name: 'Keys', exact: true }).click()
  await expectHeading(page, 'Keys')
  return page
}

const panel = (page: Page, title: string) => page.locator('.panel').filter({ hasText: title })
const CERTIFICATES = 'Signs certificates, corrections'

test(
  'a rotation by two officers, and a key that was in other hands',
  async () => {
    const one = await keysOf('keys-1@eu')
    await one.getByText('Whoever is root there can copy them').waitFor()
    await expectAccessible(one)
    await one.getByRole('button', { name: 'Make a key: Certificates' }).click()
    await panel(one, CERTIFICATES).getByText('Prepared', { exact: true }).waitFor()
    await picture(one, 'keys')

    await panel(one, CERTIFICATES)
      .locator('tr', { hasText: 'Prepared' })
      .getByRole('button', { name: 'Change' })
      .click()
    const dialog = one.getByRole('dialog')
    await dialog.getByLabel('Why').fill('The yearly rotation.')
    await expectAccessible(one)
    await dialog.getByRole('button', { name: 'Propose' }).click()
    await panel(one, 'Waits for a second officer').getByText('Publish a key').waitFor()

    const other = await keysOf('keys-2@eu')
    const waits = panel(other, 'Waits for a second officer')
    await waits.getByText('The yearly rotation.').waitFor()
    await expectAccessible(other)
    await picture(other, 'keys-second')
    await waits.getByRole('button', { name: 'Approve' }).click()
    await panel(other, CERTIFICATES).getByText('Retiring', { exact: true }).waitFor()

    await panel(other, CERTIFICATES)
      .locator('tr', { hasText: 'Retiring' })
      .getByRole('button', { name: 'Change' })
      .click()
    const mark = other.getByRole('dialog')
    await mark.getByLabel('In other hands since').fill('2026-01-05')
    await mark.getByText('Nothing had been witnessed by then').waitFor()
    await mark.getByLabel('Why').fill('The laptop of the signing room is gone.')
    await expectAccessible(other)
    await picture(other, 'keys-compromised')
    await mark.getByRole('button', { name: 'Propose' }).click()
    await one.reload()
    await panel(one, 'Waits for a second officer').getByRole('button', { name: 'Approve' }).click()
    await panel(one, CERTIFICATES).getByText('Compromised', { exact: true }).waitFor()
    await expectAccessible(one)
  },
  SCENE_MS,
)

test(
  'a value of the profile is changed from a day on, by two who read where it comes from',
  async () => {
    const profileOf = async (who: string) => {
      const page = await stage.windowOf(who)
      await page.getByRole('link', { name: 'Profile', exact: true }).click()
      await expectHeading(page, 'Profile')
      return page
    }
    const one = await profileOf('administrator@eu')
    await one.getByText('Not established').first().waitFor()
    await expectAccessible(one)
    await picture(one, 'profile')
    await one.getByRole('button', { name: 'Change: Offices', exact: true }).click()
    const offices = one.getByRole('dialog')
    await offices.getByRole('button', { name: 'Add one' }).click()
    await offices.getByLabel('Name').last().fill('Porto harbour')
    await offices.getByLabel('Country').last().selectOption({ label: 'Portugal (PT)' })
    await picture(one, 'profile-offices')
    await offices.getByRole('button', { name: 'Leave it' }).click()
    await one
      .getByRole('button', { name: 'Change: How long a certificate is valid', exact: true })
      .click()
    const dialog = one.getByRole('dialog')
    await dialog.getByLabel('How many').fill('900')
    await dialog.getByLabel('Law and clause').fill('Regulation 2368/2002, Art. 12(5)')
    await dialog.getByLabel('Holds from').fill('2030-01-01')
    await dialog.getByLabel('Reason').fill('As amended.')
    await dialog.getByRole('button', { name: 'Propose' }).click()
    await dialog.getByText('should be a whole number').waitFor()
    await dialog.getByLabel('How many').fill('3')
    await expectAccessible(one)
    await dialog.getByRole('button', { name: 'Propose' }).click()
    await panel(one, 'Waits for a second officer').getByText('3 months').waitFor()

    // The work list says it in the same words, with what holds until then.
    const other = await profileOf('keys-1@eu')
    await other.goto('/')
    await panel(other, 'Waits for a second officer').getByText('2 months').waitFor()
    await panel(other, 'Waits for a second officer').getByText('3 months').waitFor()
    await picture(other, 'profile-second')
    await other.goto('/profile')
    await panel(other, 'Waits for a second officer')
      .getByRole('button', { name: 'Approve' })
      .click()
    await panel(other, 'What changes, and when').getByText('3 months').waitFor()
    await expectAccessible(other)
    await picture(other, 'profile-coming')
  },
  SCENE_MS,
)
