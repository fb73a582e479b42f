import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNode } from '../node-under-test.ts'
import { SEALS, stepsOf } from '../shipment.ts'
import { newSigner, type SignerUnderTest } from '../signer-under-test.ts'
import { giveAuthenticator, type VirtualAuthenticator } from '../virtual-authenticator.ts'
import {
  expectAccessible,
  expectHeading,
  openStage,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

/** Two officers sign a certificate with their telephones; then the signer is away, and work goes on. */

let signer: SignerUnderTest
let stage: Stage
beforeAll(async () => {
  signer = await newSigner()
  await signer.start()
  stage = await openStage(startNode(signer.env))
})
afterAll(async () => {
  await stage.close()
  await signer.dispose()
})

/** Somebody at the desk with a telephone, on which a passkey is made. */
async function withPasskey(who: string): Promise<[Page, VirtualAuthenticator]> {
  const page = await stage.windowOf(who)
  const telephone = await giveAuthenticator(page)
  await page.goto('/account')
  await page.getByLabel('Name of the new passkey').fill('Work phone')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Remove Work phone' }).waitFor()
  return [page, telephone]
}

/** Everything as declared, up to the signature. */
async function compare(page: Page): Promise<void> {
  await page.getByLabel('Carats found of 7102.31').fill('12.30')
  await page.getByLabel('Carats found of 7102.21').fill('100.00')
  await page.getByLabel('Parcels found').fill('2')
  const seal = page.getByLabel('Seal number')
  await seal.fill(SEALS[0] ?? '')
  await seal.press('Enter')
}

test(
  'issued and validated with the own passkey; without the owner’s finger nothing is done',
  async () => {
    const id = await stepsOf(stage.caller).submitted()
    const [issuing, telephone] = await withPasskey('issuing@cd')
    await issuing.goto(`/applications/${id}`)
    await issuing.getByRole('button', { name: 'Issue', exact: true }).click()
    const dialog = issuing.getByRole('dialog')
    await dialog.getByText('Confirm with your passkey').waitFor()
    await picture(issuing, 'issue-in-person')
    await telephone.setFinger(false)
    await dialog.getByRole('button', { name: 'Issue', exact: true }).click()
    await dialog.getByText('Your device did not confirm.').waitFor()
    await expectAccessible(issuing)
    const { state } = await stage.caller.ask('issuing@cd', 'GET', `/applications/${id}`)
    expect(state).toBe('submitted')
    await telephone.setFinger(true)
    await dialog.getByRole('button', { name: 'Issue', exact: true }).click()
    await issuing.getByText('is issued. A validating officer').waitFor()

    const application = await stage.caller.ask('issuing@cd', 'GET', `/applications/${id}`)
    const number = String(application.number)
    const [validating] = await withPasskey('validating@cd')
    await validating.goto(`/certificates/${number}/validate`)
    await expectHeading(validating, `Validate ${number}`)
    await compare(validating)
    const sign = validating.getByRole('button', { name: 'Validate and sign' })
    await picture(validating, 'validate-in-person', { of: sign })
    await sign.click()
    await expectHeading(validating, `Certificate ${number}`)
    const panel = validating.getByRole('region', { name: 'Who stands for it' })
    await expect.poll(() => panel.getByText('Signed in person with a passkey').count()).toBe(2)
    await panel.getByRole('link', { name: 'What the officers signed' }).waitFor()
    await picture(validating, 'certificate-in-person', { of: panel })

    await validating.goto('/cards')
    await validating.getByText('Nobody needs one to issue or to validate').waitFor()
    await validating.getByText('No card is registered').waitFor()
    await picture(validating, 'cards')

    // Who has no passkey is told of none, and the page says so of them later.
    const other = await stepsOf(stage.caller).submitted({}, 'BW')
    const plain = await stage.windowOf('issuing@bw')
    await plain.goto(`/applications/${other}`)
    await plain.getByRole('button', { name: 'Issue', exact: true }).click()
    await plain.getByRole('dialog').waitFor()
    expect(await plain.getByText('Confirm with your passkey').count()).toBe(0)
    await plain.getByRole('dialog').getByRole('button', { name: 'Issue', exact: true }).click()
    await plain.getByText('is issued. A validating officer').waitFor()
  },
  SCENE_MS,
)

test(
  'with the signer away the validation is kept, says so, and is signed when it is back',
  async () => {
    const { number } = await stepsOf(stage.caller).issued({}, 'BW')
    const page = await stage.windowOf('validating@bw')
    await page.goto(`/certificates/${number}/validate`)
    await compare(page)
    await signer.kill9()
    await page.getByRole('button', { name: 'Validate and sign' }).click()
    await expectHeading(page, `Certificate ${number}`)
    await page.getByText('nobody has to do anything').waitFor()
    await page.getByText('Without a passkey').first().waitFor()
    await picture(page, 'certificate-waiting')
    await page.goto('/')
    await page.getByText('Waiting for the signature').first().waitFor()
    await expectAccessible(page)
    await signer.start()
    const said = async () => {
      const { state, waiting } = await stage.caller.ask('validating@bw', 'GET', `/${number}`)
      return `${state} ${waiting?.refused}`
    }
    await expect.poll(said, { timeout: 30_000 }).toBe('validated undefined')
    await page.goto(`/certificates/${number}`)
    await page.getByText('Signed for the authority: the signer was back.').waitFor()
    await expectAccessible(page)
  },
  SCENE_MS,
)
