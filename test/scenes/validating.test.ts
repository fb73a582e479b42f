import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNode } from '../node-under-test.ts'
import { stepsOf, VALIDATION } from '../shipment.ts'
import { supervisedRegistry } from '../supervised-registry.ts'
import { DESK, expectHeading, openStage, picture, SCENE_MS, type Stage } from './stage.ts'

/** A demonstration in which the exports of Botswana are under a monitor, which they are not in truth. */
let stage: Stage
let registry: Awaited<ReturnType<typeof supervisedRegistry>>
beforeAll(async () => {
  registry = await supervisedRegistry('BW')
  stage = await openStage(startNode({ OPENKP_REGISTRY: registry.folder }))
})
afterAll(async () => {
  await stage.close()
  await registry.remove()
})

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

test(
  'a monitor from outside has the export before him: he objects to one, and approves the next',
  async () => {
    const steps = stepsOf(stage.caller)
    const { number } = await steps.issued({ origin: { mode: 'single', countries: ['BW'] } }, 'BW')
    const validate = () =>
      stage.caller.ask('validating@bw', 'POST', `/${number}/validate`, VALIDATION)
    await validate()
    const officer = await stage.windowOf('validating@bw')
    await officer.goto(`/certificates/${number}`)
    await officer.getByText('Nothing is signed before the monitor approves').waitFor()
    await officer.getByRole('button', { name: 'Take the validation back' }).waitFor()
    await picture(officer, 'monitor-waits')

    const monitor = await stage.windowOf('monitor@bw')
    await monitor.getByRole('link', { name: /^Approve or object/ }).waitFor()
    await picture(monitor, 'monitor-work')
    await monitor.getByRole('link', { name: /^Approve or object/ }).click()
    await expectHeading(monitor, `Look at ${number}`)
    await monitor.getByText('CD-1001').first().waitFor()
    await monitor.getByRole('region', { name: 'Parties' }).waitFor()
    await picture(monitor, 'monitor-look')
    await monitor.getByRole('button', { name: 'Object', exact: true }).click()
    const dialog = monitor.getByRole('dialog')
    await dialog.getByLabel('Why you object').fill('Photographs of both parcels are missing.')
    await picture(monitor, 'monitor-objects', { sizes: [DESK] })
    await dialog.getByRole('button', { name: 'Object', exact: true }).click()
    await monitor.getByText('Your objection is kept.').waitFor()
    await expectHeading(monitor, 'Work list')

    await officer.goto(`/certificates/${number}`)
    await officer.getByText('Photographs of both parcels are missing.').first().waitFor()
    await officer.getByRole('link', { name: 'Validate and sign' }).waitFor()
    await validate()
    await monitor.goto(`/certificates/${number}/monitor`)
    await monitor.getByRole('button', { name: 'Approve', exact: true }).click()
    await monitor.getByText(`${number} is signed.`).waitFor()
    await monitor.goto(`/certificates/${number}`)
    await monitor.getByText('Approved by Ottilie Brandvold').waitFor()
    await picture(monitor, 'monitor-approved', { sizes: [DESK] })
  },
  SCENE_MS,
)
