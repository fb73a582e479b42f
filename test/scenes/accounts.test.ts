import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticatorApp } from '../authenticator-app.ts'
import { giveAuthenticator } from '../virtual-authenticator.ts'
import { DESK, expectHeading, openStage, picture, SCENE_MS, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function signOut(page: Page): Promise<void> {
  await page.locator('.person summary').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expectHeading(page, 'Sign in')
}

test(
  'an officer adds a passkey, and signs in with it without typing anything',
  async () => {
    const page = await stage.windowOf('issuing@cd')
    await giveAuthenticator(page)
    await page.goto('/account')
    await page.getByLabel('Name of the new passkey').fill('Work phone')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('button', { name: 'Remove Work phone' }).waitFor()
    await picture(page, 'account')
    await signOut(page)
    await picture(page, 'sign-in')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('heading', { level: 1, name: /Your account|Votre compte/ }).waitFor()
  },
  SCENE_MS,
)

test(
  'an officer sets up codes with a telephone, and needs one at the next sign-in',
  async () => {
    const page = await stage.windowOf('validating@bw')
    await page.goto('/account')
    await page.getByLabel('Your password now').first().fill(stage.passwordOf('validating@bw'))
    await page.getByRole('button', { name: 'Set up codes' }).click()
    const scan = page.getByRole('img', { name: 'The secret for your authenticator application' })
    await scan.waitFor()
    const secret = ((await page.locator('.secret-code .code').textContent()) ?? '').replaceAll(
      ' ',
      '',
    )
    const app = authenticatorApp(`otpauth://totp/x?secret=${secret}`)
    await picture(page, 'account-codes', { of: scan })
    await page.getByLabel('The code that it shows now').fill(app.code(-1))
    await page.getByRole('button', { name: 'Turn codes on' }).click()
    await page.getByRole('heading', { name: 'Backup codes' }).waitFor()
    await expect.poll(() => page.locator('.backup-codes li').count()).toBe(10)
    await page.getByRole('button', { name: 'I have them' }).click()
    await page.getByText('10 backup codes are left').waitFor()
    await signOut(page)

    await page.getByLabel('E-mail').fill('validating@bw.demo.openkp.example')
    await page.getByLabel('Password').fill(stage.passwordOf('validating@bw'))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectHeading(page, 'Type the code')
    await page.getByRole('textbox', { name: 'Code' }).fill('000000')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This code is not right.').waitFor()
    await picture(page, 'sign-in-code')
    await page.getByRole('textbox', { name: 'Code' }).fill(app.code())
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expectHeading(page, 'Your account')
  },
  SCENE_MS,
)

test(
  'an administrator invites somebody, who comes in by the link, adds a passkey and finds their work',
  async () => {
    const page = await stage.windowOf('administrator@eu')
    await page.getByRole('link', { name: 'Officers' }).click()
    await expectHeading(page, 'Officers')
    await picture(page, 'officers')
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Marijke Vandenbroeck')
    await page.getByLabel('E-mail').fill('marijke@douane.example')
    await page.getByLabel('Verifier').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByText('Proposed. It is done once').first().waitFor()
    const second = await stage.windowOf('accounts@eu')
    await second.getByRole('link', { name: 'Officers' }).click()
    await second.getByText('marijke@douane.example').waitFor()
    await picture(second, 'officer-proposed')
    await second.getByRole('button', { name: 'Approve' }).click()
    const link = await second.getByLabel(/^Good once, for seven days/).inputValue()
    await second.getByRole('button', { name: 'I have it' }).click()
    await page.reload()
    await page.getByText('marijke@douane.example').waitFor()

    const guest = await stage.window(DESK)
    await giveAuthenticator(guest)
    await guest.goto(link)
    await expectHeading(guest, 'Welcome, Marijke Vandenbroeck')
    await picture(guest, 'welcome')
    await guest.getByLabel('New password').fill('marijke2026!')
    await guest.getByRole('button', { name: 'Keep it and come in' }).click()
    await guest.getByText('among the first that a stranger would try').waitFor()
    await guest.getByLabel('New password').fill('drie kasseien in de regen')
    await guest.getByRole('button', { name: 'Keep it and come in' }).click()
    // The authority asks for a second factor: whatever page is asked for, it is this one.
    await expectHeading(guest, 'Your account')
    await guest.getByText('Your authority asks for a second factor').waitFor()
    await picture(guest, 'account-second-factor')
    await guest.goto('/')
    await expectHeading(guest, 'Your account')
    await guest.getByLabel('Name of the new passkey').fill('Telephone')
    await guest.getByRole('button', { name: 'Add a passkey' }).click()
    // Who proposed her asks her for the digits; who handed the link over is not asked.
    const digits = (await guest.getByText(/^\d{3} \d{3}$/).textContent()) ?? ''
    await picture(guest, 'account-to-confirm')
    await second.reload()
    await second.getByText('another person confirms').waitFor()
    await page.reload()
    await page.getByLabel('Six digits that Marijke Vandenbroeck reads to you').fill('000 000')
    await page.getByRole('button', { name: 'Confirm the account of Marijke Vandenbroeck' }).click()
    await page.getByText('not the six digits on the screen').waitFor()
    await picture(page, 'officer-to-confirm')
    await page.getByLabel('Six digits that Marijke Vandenbroeck reads to you').fill(digits)
    await page.getByRole('button', { name: 'Confirm the account of Marijke Vandenbroeck' }).click()
    await guest.getByRole('link', { name: 'Work list' }).click()
    await expectHeading(guest, 'Work list')
    const again = await stage.window(DESK)
    await again.goto(link)
    await expectHeading(again, 'This link is not valid')
  },
  SCENE_MS,
)

test(
  'somebody makes a token for a program, sees where they are signed in, and ends the rest',
  async () => {
    const elsewhere = await stage.windowOf('issuing@ao')
    const page = await stage.windowOf('issuing@ao')
    await page.goto('/account')
    await page.getByRole('button', { name: 'End all others' }).click()
    await page.getByText('Ended.').waitFor()
    await elsewhere.goto('/account')
    await expectHeading(elsewhere, 'Sign in')
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByLabel('What it is for').fill('Mine system')
    await page
      .getByLabel('Last day')
      .fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10))
    await page.getByLabel('Search', { exact: true }).check()
    await picture(page, 'account-token', { sizes: [DESK] })
    await page.getByRole('button', { name: 'Make the token' }).click()
    const token = await page.getByLabel(/^Copy it now/).inputValue()
    const me = await fetch(`${stage.node.baseUrl}/api/access/me`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await me.json()).toMatchObject({ officer: { scope: ['certificates:search'] } })
  },
  SCENE_MS,
)
