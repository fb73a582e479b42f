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
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
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

/** In Gaborone, two hours east of Greenwich: late in the evening it is tomorrow there. */
const TODAY = new Date(Date.now() + 2 * 3_600_000).toISOString().slice(0, 10)

test(
  'an officer who goes on leave names a deputy, who acts as himself and sees in whose place',
  async () => {
    const away = await stage.windowOf('validating@bw')
    await away.goto('/account')
    await panel(away, 'Standing in').getByRole('button', { name: 'Name a deputy' }).click()
    const dialog = away.getByRole('dialog')
    await dialog
      .getByLabel('Deputy')
      .selectOption({ label: 'Masego Ntsimane, Stationery custodian' })
    await dialog.getByLabel('First day').fill(TODAY)
    await dialog.getByLabel('Last day').fill(TODAY)
    await dialog.getByLabel('Why').fill('The training week in Gaborone.')
    await picture(away, 'deputy')
    await dialog.getByRole('button', { name: 'Name a deputy' }).click()
    const line = 'Masego Ntsimane stands in for Thabo Gaborekwe as Validating officer'
    await panel(away, 'Standing in').getByText(line).waitFor()

    const deputy = await stage.windowOf('stationery@bw')
    await deputy.getByText('you also act as Validating officer, as deputy of Thabo').waitFor()
    await deputy.goto('/account')
    await panel(deputy, 'Standing in').getByText(line).waitFor()
    await picture(deputy, 'deputy-account')
  },
  SCENE_MS,
)

test(
  'a role that is taken alone rings at the auditor, who looks at it and writes what he found',
  async () => {
    const alone = await stage.windowOf('inspector@cd')
    await alone.goto('/account')
    await alone.getByRole('button', { name: 'Take a role alone' }).click()
    const dialog = alone.getByRole('dialog')
    await dialog.getByLabel('Role').selectOption({ label: 'Issuing officer' })
    const why = 'The aircraft leaves at noon; Clarisse is in hospital.'
    await dialog.getByLabel('What cannot wait').fill(why)
    await picture(alone, 'break-glass')
    await dialog.getByRole('button', { name: 'Take it and tell them' }).click()
    await alone.getByText('you also act as Issuing officer: you took it alone').waitFor()

    const auditor = await stage.windowOf('auditor@cd')
    const rings = panel(auditor, 'Roles that were taken alone')
    await rings.getByText(why).waitFor()
    await picture(auditor, 'break-glass-rings')
    await auditor.getByRole('link', { name: /^Alarms/ }).click()
    await expectHeading(auditor, 'Alarms')
    await rings.getByText(why).waitFor()
    await picture(auditor, 'break-glass-alarm')
    await rings.getByRole('button', { name: /^I looked at what/ }).click()
    const found = auditor.getByRole('dialog')
    await found
      .getByLabel('What you found')
      .fill('One certificate issued, rightly so. I spoke to both.')
    await found.getByRole('button', { name: 'I looked at it' }).click()
    await rings.waitFor({ state: 'detached' })
    await alone.reload()
    await alone.getByText('You stand in for nobody').waitFor()
  },
  SCENE_MS,
)

test(
  'everybody takes along what is kept about them, and somebody who left is erased by two',
  async () => {
    const own = await stage.windowOf('importing@cd')
    await own.goto('/account')
    const file = own.waitForEvent('download')
    await own.getByRole('link', { name: 'As text' }).click()
    await file

    const one = await officersOf('administrator@cd')
    const change = () => one.getByRole('button', { name: 'Change Odette Bakajika' }).click()
    await change()
    const dialog = one.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Disable' }).click()
    const row = one.locator('tr', { hasText: 'Odette Bakajika' })
    await row.getByText('disabled', { exact: true }).waitFor()
    await change()
    await dialog.getByLabel('Why', { exact: true }).fill('Has retired, and asks for it in writing.')
    await picture(one, 'officer-erase')
    await dialog.getByRole('button', { name: 'Propose to erase' }).click()
    const other = await officersOf('accounts@cd')
    await panel(other, 'Waits for a second officer')
      .getByRole('button', { name: 'Approve' })
      .click()
    const left = other.getByRole('dialog')
    await left.getByText('The law asks for the following to stay').waitFor()
    await left.getByText('CORE III').first().waitFor()
    await picture(other, 'officer-erased')
    await left.getByRole('button', { name: 'I have read it' }).click()
    await other.getByText('@erased.invalid').waitFor()
  },
  SCENE_MS,
)
