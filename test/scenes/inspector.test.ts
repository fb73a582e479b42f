import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codePicture } from '../../src/main/tour-files.ts'
import { launchBrowser } from '../browser.ts'
import { shared } from '../door.ts'
import { machineClock } from '../machine-clock.ts'
import { newDatabase, onServer } from '../new-database.ts'
import { startNode } from '../node-under-test.ts'
import { stepsOf } from '../shipment.ts'
import { withStolenKey } from '../stolen-key.ts'
import { writeFilm } from './film.ts'
import {
  expectHeading,
  openStage,
  openWindow,
  PHONE,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

type Sheets = Readonly<
  Record<'good' | 'voided' | 'lastYear' | 'newer' | 'twin' | 'neverIssued', string>
>

const LATE = 400 * 86_400

let stage: Stage
let sheets: Omit<Sheets, 'newer' | 'twin' | 'neverIssued'>
let proof: Uint8Array
let telephone: Browser
/** Takes away the database of the node, which stands on the server of the run. */
let dropLate = async () => {}

beforeAll(async () => {
  const lastYear = await issuedLastYear()
  stage = await openStage(lastYear.node)
  const { exported } = stepsOf(stage.caller)
  const [good, voided] = [await exported(), await exported({ importer: OTHER })]
  const asked = await stage.caller.ask('issuing@cd', 'POST', `/${voided.number}/void`, {
    reason: 'Stolen',
  })
  const approval = `/api/access/proposals/${String(asked.proposal?.id)}/approve`
  await stage.caller.call('validating@cd', 'POST', approval, {})
  sheets = { good: good.qr, voided: voided.qr, lastYear: lastYear.qr }
  const film = join(stage.node.dataFolder, 'camera.y4m')
  await writeFilm(film, good.qr)
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']
  telephone = await launchBrowser({ args: [...fake, `--use-file-for-fake-video-capture=${film}`] })
})

afterAll(async () => {
  await telephone?.close()
  await stage?.close()
  await dropLate()
})

const OTHER = { name: 'Zomer NV', address: '2 Market Street', place: 'Antwerp', country: 'BE' }

/** A node whose clock went late for a while, and that of its database with it; both are right now. */
async function issuedLastYear() {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-last-year-'))
  const clock = await machineClock(folder, -LATE)
  const DATABASE_URL = await lateDatabase()
  const before = await openStage(startNode({ ...clock.env, DATABASE_URL }))
  const { qr } = await stepsOf(before.caller).exported()
  await before.browser.close()
  await before.node.stop()
  await onServer(DATABASE_URL, 'drop schema late cascade')
  const NODE_OPTIONS = process.env.NODE_OPTIONS ?? ''
  const node = before.node.startAgain({ NODE_OPTIONS })
  await rm(folder, { recursive: true })
  return { qr, node }
}

/** A database that says, whenever it is asked for its clock, what it was four hundred days ago. */
async function lateDatabase(): Promise<string> {
  const server = await shared('database')
  const { name, url } = await newDatabase(server, { prefix: 'last_year' })
  dropLate = () => onServer(server, `drop database ${name} with (force)`)
  await onServer(url, 'create schema late')
  await onServer(
    url,
    `create function late.clock_timestamp() returns timestamptz language sql as
       'select pg_catalog.clock_timestamp() - interval ''${LATE} seconds'''`,
  )
  await onServer(url, 'grant usage on schema late to public')
  await onServer(url, `alter database ${name} set search_path = late, pg_catalog, public`)
  return url
}

/** Issued after the telephone had its lists, with the proof that its sender hands over. */
async function issuedLater(): Promise<string> {
  const { number, qr } = await stepsOf(stage.caller).exported()
  const file = () => stage.caller.file('exporter@cd', `/${number}/statement.tlog-proof`)
  await expect
    .poll(() =>
      file().then(
        ({ length }) => length > 0,
        () => false,
      ),
    )
    .toBe(true)
  proof = await file()
  return qr
}

/** What somebody signs who took the authority's key, and cannot write into its log. */
async function forged(good: string) {
  const { dataFolder } = stage.node
  const twin = await withStolenKey(dataFolder, good, () => ({ seals: ['CD-6666'] }))
  const neverIssued = await withStolenKey(dataFolder, good, ({ number, iat, issuedOn }) => ({
    number: `${number.slice(0, -2)}${(Number(number.slice(-2)) + 40) % 100}` as typeof number,
    iat: iat - 3 * 86_400,
    issuedOn: new Date(Date.parse(issuedOn) - 3 * 86_400_000)
      .toISOString()
      .slice(0, 10) as typeof issuedOn,
  }))
  return { twin, neverIssued }
}

/** Opened once with a line; from then on without one, and without a server. */
async function openedInFlightMode(): Promise<{ readonly page: Page; readonly all: Sheets }> {
  const page = await openWindow(telephone, stage.node, PHONE)
  await page.goto('/verify/')
  await page.getByText('The lists are the newest there are.').waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  const newer = await issuedLater()
  await page.context().setOffline(true)
  await stage.node.stop()
  const all = { ...sheets, newer, ...(await forged(sheets.good)) }
  await page.reload()
  await expectHeading(page, 'Is this certificate good?')
  await page.getByText('No line to the server.').waitFor()
  return { page, all }
}

type Photograph = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const photograph = (bytes: Uint8Array): Photograph => ({
  name: 'photograph.png',
  mimeType: 'image/png',
  buffer: Buffer.from(bytes),
})

/** What a copying machine and an unsteady hand leave of a code. */
async function photocopyOf(text: string): Promise<Photograph> {
  const page = await stage.browser.newPage({ viewport: { width: 900, height: 900 } })
  const code = Buffer.from(codePicture(text)).toString('base64')
  const worn = 'filter: blur(0.8px) contrast(0.5) brightness(0.9); transform: rotate(2deg)'
  await page.setContent(
    `<body style="background: #ccc"><img style="margin: 90px; ${worn}" src="data:image/png;base64,${code}">`,
  )
  const taken = await page.screenshot()
  await page.close()
  return photograph(taken)
}

async function show(page: Page, file: Photograph): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file)
}

async function another(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check another' }).click()
  await expectHeading(page, 'Is this certificate good?')
}

/** A digit in the middle of the code, one higher. */
function oneDigitChanged(text: string): string {
  const at = text.slice(200).search(/[0-7]/) + 200
  return `${text.slice(0, at)}${Number(text[at]) + 1}${text.slice(at + 1)}`
}

const ONE = { sizes: [PHONE] }

/** Every step is told, also by the telephone's own way back out of it. */
async function explained(page: Page, verdict: 'VALID' | 'INVALID'): Promise<void> {
  await page.getByRole('button', { name: 'How this was decided' }).click()
  await expectHeading(page, 'How this was decided')
  expect(await page.locator('.step-explained').count()).toBe(12)
  if (verdict === 'INVALID') {
    const failed = page.locator('.step-failed')
    await failed.getByText('The register', { exact: false }).first().waitFor()
    await picture(page, 'verifier-explained-failed', { of: failed })
  } else {
    await picture(page, 'verifier-explained')
    await picture(page, 'verifier-explained-witnesses', {
      of: page.locator('.step-explained').nth(7),
    })
  }
  await page.goBack()
  await expectHeading(page, verdict)
}

test(
  'scene 4: a telephone in flight mode, and nine things that people show',
  async () => {
    const { page, all } = await openedInFlightMode()
    await page.getByText('Registers of').click()
    await picture(page, 'inspector-no-line', ONE)
    const lists = page.getByRole('region', { name: 'How old the lists are' })
    await picture(page, 'verifier-lists', { of: lists })

    await page.getByRole('button', { name: 'Scan with the camera' }).click()
    await expectHeading(page, 'VALID')
    await page.getByText('Now compare the sheet, the seals and the weight').waitFor()
    await picture(page, 'inspector-good', ONE)
    const screenshot = await page.screenshot()
    await picture(page, 'verifier-ages', { of: lists })
    await explained(page, 'VALID')
    await another(page)

    await show(page, await photocopyOf(sheets.good))
    await expectHeading(page, 'VALID')
    await page.getByText('With the box and the sheet in your hand.').waitFor()
    await picture(page, 'inspector-photocopy', {
      ...ONE,
      of: page.getByRole('region', { name: 'Compare the seals and the weight' }),
    })
    await another(page)

    await show(page, photograph(codePicture(oneDigitChanged(sheets.good))))
    await expectHeading(page, 'INVALID')
    expect(await page.getByRole('heading', { name: 'What the certificate says' }).count()).toBe(0)
    await picture(page, 'inspector-digit-changed', ONE)
    await another(page)

    await show(page, photograph(codePicture(sheets.lastYear)))
    await expectHeading(page, 'INVALID')
    await page.locator('.verdict').getByText('The certificate has expired.').waitFor()
    await picture(page, 'inspector-last-year', ONE)
    await another(page)

    await show(page, photograph(codePicture(sheets.voided)))
    await expectHeading(page, 'INVALID')
    await page.locator('.verdict').getByText('made this certificate void').waitFor()
    await picture(page, 'inspector-voided', ONE)
    await another(page)

    await show(page, photograph(codePicture(all.twin)))
    await expectHeading(page, 'INVALID')
    await page.locator('.verdict').getByText('names another certificate').waitFor()
    await picture(page, 'verifier-twin')
    await another(page)

    await show(page, photograph(codePicture(all.neverIssued)))
    await expectHeading(page, 'INVALID')
    await page.locator('.verdict').getByText('signs with a stolen key').waitFor()
    await picture(page, 'verifier-not-in-register')
    await explained(page, 'INVALID')
    await another(page)

    await show(page, photograph(codePicture(all.newer)))
    await expectHeading(page, 'CANNOT TELL')
    await page.locator('.verdict').getByText('newer than that register').waitFor()
    await picture(page, 'verifier-older')
    const buffer = Buffer.from(proof)
    const given = { name: 'CD.tlog-proof', mimeType: 'text/plain', buffer }
    await page.locator('input[type=file]').first().setInputFiles(given)
    await expectHeading(page, 'VALID')
    await another(page)

    await show(page, photograph(screenshot))
    await page.getByRole('alert').getByText('No code was found in this picture.').waitFor()
    await picture(page, 'inspector-screenshot', ONE)
  },
  SCENE_MS,
)
