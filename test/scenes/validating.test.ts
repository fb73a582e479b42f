import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import { DESK, expectHeading, openStage, picture, SCENE_MS, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const PHOTOGRAPH = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test(
  'scene 3: a parcel too many and a broken seal: nothing is signed, it goes back',
  async () => {
    const { number, id } = await stepsOf(stage.caller).issued()
    const page = await stage.windowOf('validating@cd')
    await page.getByRole('link', { name: /^Validate and sign/ }).click()
    await expectHeading(page, `Validate ${number}`)

    await page.getByLabel('Carats found of 7102.31').fill('12.30')
    await page.getByLabel('Carats found of 7102.21').fill('100.00')
    await page.getByLabel('Parcels found').fill('3')
    await page
      .getByRole('row', { name: /^Parcels/ })
      .getByText('+1 differs')
      .waitFor()
    const seal = page.getByLabel('Seal number')
    await seal.fill('CD-1001')
    await seal.press('Enter')
    await seal.fill('CD-1001')
    await seal.press('Enter')
    await page.getByText('Seal CD-1001 is already on the list.').waitFor()
    const camera = page.getByLabel('Take a photograph')
    const file = (name: string) => page.getByRole('link', { name, exact: true })
    // A telephone calls every photograph by one name.
    for (const kept of ['image.png', 'image 2.png']) {
      await camera.setInputFiles({
        name: 'image.png',
        mimeType: 'image/png',
        buffer: PHOTOGRAPH,
      })
      await file(kept).waitFor()
    }
    await page.getByRole('button', { name: 'Remove image.png', exact: true }).click()
    await file('image.png').waitFor({ state: 'hidden' })
    await page.getByText('what you found must agree with the declaration').waitFor()
    const sign = page.getByRole('button', { name: 'Validate and sign' })
    await expect.poll(() => sign.isDisabled()).toBe(true)
    await picture(page, 'validate-differs')

    await page.getByRole('button', { name: 'The contents do not agree: send back' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByLabel('What does not agree')
      .fill('Three parcels in the box instead of two. The seal of the mine on it is broken.')
    await picture(page, 'validate-send-back', { sizes: [DESK] })
    await dialog.getByRole('button', { name: 'Send back to the firm' }).click()
    await page.getByText(`Sent back. The number ${number} is spoiled.`).waitFor()
    await expectHeading(page, 'Work list')

    const certificate = await stage.caller.ask('issuing@cd', 'GET', `/${number}`)
    expect(certificate.state).toBe('spoiled')
    expect(certificate.attachments).toMatchObject([{ name: 'image 2.png' }])
    const firm = await stage.windowOf('exporter@cd')
    await firm.goto(`/applications/${id}`)
    await firm.getByRole('region', { name: 'Sent back by the authority' }).waitFor()
    await firm.getByText('The seal of the mine on it is broken.').waitFor()
    await picture(firm, 'application-sent-back', { sizes: [DESK] })
  },
  SCENE_MS,
)
