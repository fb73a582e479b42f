import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import { expectHeading, openStage, PHONE, picture, SCENE_MS, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test(
  'scene 6: a visitor, in French, on a telephone, learns whether a number is good',
  async () => {
    const { number, qr } = await stepsOf(stage.caller).exported()
    const page = await stage.window(PHONE, 'fr-FR')
    await page.goto('/')
    await expectHeading(page, 'Se connecter')
    await picture(page, 'visitor-home', { sizes: [PHONE] })
    const faults: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('Error: ')) faults.push(message.text())
    })
    await page.getByRole('link', { name: /Voir les journaux publics/ }).click()
    await expectHeading(page, 'Journaux publics')
    // No page of officers on the way: a slow line would show its failure for long.
    expect(faults).toEqual([])
    await page.getByRole('link', { name: /Ouvrir le vérificateur/ }).click()
    await expectHeading(page, 'Ce certificat est-il bon ?')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await page.getByText('SPÉCIMEN').first().waitFor()
    await picture(page, 'visitor-verifier', { sizes: [PHONE] })
    await page.getByText(/Un certificat du Processus de Kimberley accompagne/).waitFor()
    const logs = page.getByRole('link', { name: /les journaux publics/ })
    expect(await logs.getAttribute('href')).toBe('/logs')

    const code = page.getByLabel('Texte du code')
    await code.fill(qr)
    await code.press('Enter')
    await expectHeading(page, 'VALABLE')
    await page.getByText('Comparez maintenant la feuille').waitFor()
    await page.getByText(number).first().waitFor()
    await picture(page, 'visitor-verdict', { sizes: [PHONE] })
    await picture(page, 'visitor-facts', {
      sizes: [PHONE],
      of: page.getByRole('region', { name: 'Ce que dit le certificat' }),
    })
  },
  SCENE_MS,
)
