import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepsOf } from '../shipment.ts'
import { DESK, expectAccessible, expectHeading, openStage, SCENE_MS, type Stage } from './stage.ts'

let stage: Stage
let number = ''
beforeAll(async () => {
  stage = await openStage()
  number = (await stepsOf(stage.caller).exported()).number
})
afterAll(() => stage.close())

test(
  'the work list is there before any script runs, in the language that was chosen, for its reader alone',
  async () => {
    await stepsOf(stage.caller).submitted()
    const signedIn = await stage.windowOf('issuing@cd')
    const cookies = await signedIn.context().cookies()
    const context = await stage.browser.newContext({
      baseURL: stage.node.baseUrl,
      javaScriptEnabled: false,
      viewport: DESK,
    })
    const page = await context.newPage()
    await context.addCookies(cookies)
    await page.goto('/')
    await expectHeading(page, 'Work list')
    await expect.poll(() => page.locator('a[data-row]').count()).toBe(1)
    await page.getByText('SPECIMEN').first().waitFor()

    const french = { name: 'openkp-language', value: 'fr', url: stage.node.baseUrl }
    await context.addCookies([french])
    const answer = await page.goto('/')
    await expectHeading(page, 'Liste de travail')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(answer?.headers()['cache-control']).toBe('no-store')

    await context.clearCookies()
    await page.goto('/')
    expect(await page.locator('a[data-row]').count()).toBe(0)
    await context.close()
  },
  SCENE_MS,
)

test(
  'counts open their lists, and the search box finds a firm',
  async () => {
    const page = await stage.windowOf('issuing@cd')
    await page.getByRole('button', { name: /^Exported/ }).click()
    await page.getByRole('link', { name: new RegExp(`^${number}`) }).click()
    await expectHeading(page, `Certificate ${number}`)
    await page.goBack()
    await page.getByRole('button', { name: /^Exported/, pressed: true }).waitFor()
    await expectAccessible(page)

    const box = page.getByRole('searchbox')
    await box.fill('ostaeyen')
    await box.press('Enter')
    await page.getByRole('list', { name: 'What was found' }).getByText(number).waitFor()
    // The importer finds what is on its way to its own firm, and an exporter nothing that comes in.
    const find = async (who: string) =>
      (await stage.caller.ask(who, 'GET', '/search?q=ostaeyen')).hits?.map(({ what }) =>
        String(what),
      )
    await expect.poll(() => find('importer@eu'), { timeout: 20_000 }).toContain('arrival')
    expect(await find('exporter@eu')).toEqual([])
    await box.fill('o'.repeat(500))
    await box.press('Enter')
    await page
      .getByRole('search')
      .getByRole('alert')
      .getByText(/too long/)
      .waitFor()
  },
  SCENE_MS,
)

test(
  'who signs in with a password reads their own language; a choice by hand outweighs it',
  async () => {
    const email = 'issuing@cd.demo.openkp.example'
    const password = stage.passwordOf('issuing@cd')
    const page = await stage.window(DESK)
    await page.goto('/')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectHeading(page, 'Liste de travail')
    await page.locator('.person summary').click()
    await page.getByLabel('Langue').selectOption('en')
    await expectHeading(page, 'Work list')
    await page.reload()
    await expectHeading(page, 'Work list')

    // What the server said in words changes too, without a reload.
    await page.goto(`/certificates/${number}`)
    await page.getByText('Marked as exported.').waitFor()
    await page.locator('.person summary').click()
    await page.getByLabel('Language').selectOption('fr')
    await page.getByText('Exportation notée.').waitFor()
    await page.getByText('Pays d’origine').first().waitFor()
  },
  SCENE_MS,
)
