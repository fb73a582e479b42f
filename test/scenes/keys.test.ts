import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readNote, writeNoteKey } from '../../src/crypto/note.ts'
import { readMonitorConfig } from '../../src/main/monitor-config.ts'
import { openMonitor } from '../../src/main/monitor-pass.ts'
import { keepReport } from '../../src/main/monitor-report.ts'
import { encodeEntry } from '../../src/transparency/entry.ts'
import { type LogInMemory, logInMemory } from '../log-in-memory.ts'
import { startBegunNode } from '../node-under-test.ts'
import {
  expectAccessible,
  expectHeading,
  openStage,
  PHONE,
  picture,
  SCENE_MS,
  type Stage,
} from './stage.ts'

/** A key officer makes a key and proposes it, the other one reads what that means and approves it. */

let stage: Stage
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-logs-'))
  stage = await openStage(startBegunNode({ OPENKP_MONITOR: join(folder, 'monitor') }))
})
afterAll(async () => {
  await stage.close()
  await rm(folder, { recursive: true, force: true })
})

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
    await mark.getByLabel('Time of that day').fill('18:30')
    await mark.getByText('Nothing had been witnessed by then').waitFor()
    await mark.getByLabel('Why').fill('The laptop of the signing room is gone.')
    await expectAccessible(other)
    await picture(other, 'keys-compromised')
    await mark.getByRole('button', { name: 'Propose' }).click()
    await one.reload()
    await panel(one, 'Waits for a second officer').getByRole('button', { name: 'Approve' }).click()
    await panel(one, CERTIFICATES).getByText('Compromised', { exact: true }).waitFor()
    const kept = await one.request.get('/api/participants/keys')
    expect(await kept.text()).toContain('"since":"2026-01-05T18:30:00.000Z"')
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

/** The logs of four authorities as the node serves them, and one that whoever runs it can write anew. */
async function monitorBeside() {
  const { baseUrl } = stage.node
  const origin = 'demonstration.invalid/stolen/NE'
  const real = ['AE', 'EU', 'US', 'ZA'].map((party) => ({
    party,
    place: `${baseUrl}/log/${party}`,
  }))
  const keys = [writeNoteKey(logInMemory(origin, 1).key)]
  const logs = [{ party: 'NE', place: 'ne', origin, keys }, ...real]
  const path = join(folder, 'monitor.json')
  const said = { folder: 'monitor', trust: baseUrl, acceptDemonstration: true, logs }
  await writeFile(path, JSON.stringify(said))
  const config = await readMonitorConfig(path)
  if (!config.ok) throw new Error(config.refusals[0].code)
  const monitor = await openMonitor(config.value, () => Math.floor(Date.now() / 1000))
  return {
    look: async () => keepReport(config.value.folder, await monitor.pass()),
    close: monitor.close,
    serve: async (...certificates: readonly number[]) => writeLog(logOf(origin, certificates)),
  }
}

/** Of what is in it twice, every byte is the same. */
const BEGUN = Math.floor(Date.now() / 1000)
function logOf(origin: string, certificates: readonly number[]): LogInMemory {
  const log = logInMemory(origin, 1)
  const iat = BEGUN
  const digest = (at: number) => new Uint8Array(32).fill(at)
  const block = { kind: 'number-block', slot: 0, iat, exp: null, subject: null, digest: digest(0) }
  const signed = certificates.map((at) => ({
    ...{ kind: 'certificate', slot: at % 100, iat, exp: iat + 5_184_000, subject: null },
    digest: digest(at),
  }))
  log.append([block, ...signed].map(encodeEntry))
  return log
}

async function writeLog(log: LogInMemory): Promise<void> {
  for (const [name, bytes] of await log.files()) {
    const path = join(folder, 'ne', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
}

test(
  'what a monitor found in the logs: to a visitor in French, and with its evidence to an administrator',
  async () => {
    const visitor = await stage.window(PHONE, 'fr-FR')
    await visitor.goto('/logs')
    await expectHeading(visitor, 'Journaux publics')
    await visitor.getByText('Le premier regard n’est pas encore fait').waitFor()
    await expectAccessible(visitor)
    const monitor = await monitorBeside()
    await monitor.serve(1, 2, 3)
    await monitor.look()
    await visitor.reload()
    await visitor.getByText('5 journaux ont été regardés').waitFor()
    await visitor.getByText('attestée').first().waitFor()
    await picture(visitor, 'logs-calm')

    await monitor.serve(1, 2, 3, 102)
    await monitor.look()
    await monitor.serve(1, 2, 4, 5)
    await monitor.look()
    await monitor.close()
    await visitor.reload()
    await visitor.getByText('Deux histoires d’un même journal').waitFor()
    await visitor.getByText('Les preuves sont là pour les agents').first().waitFor()

    const page = await stage.windowOf('administrator@eu')
    await page.getByRole('link', { name: 'Logs', exact: true }).click()
    await expectHeading(page, 'Logs')
    await page.getByText('One alarm holds in this look.').waitFor()
    await page.getByText('Two histories of one log').waitFor()
    await picture(page, 'logs')
    await page.getByText('One earlier alarm').click()
    await page.getByRole('heading', { name: 'Two certificates of one number' }).waitFor()
    await expectAccessible(page)
    const file = page.getByRole('link', { name: 'checkpoint-5-1.note' })
    const answer = await page.request.get((await file.getAttribute('href')) ?? '')
    expect([answer.status(), answer.headers()['content-disposition']]).toEqual([
      200,
      expect.stringContaining('checkpoint-5-1.note'),
    ])
    const note = readNote(new Uint8Array(await answer.body()))
    expect(note.ok && note.value.text).toContain('demonstration.invalid/stolen/NE\n5\n')
  },
  SCENE_MS,
)
