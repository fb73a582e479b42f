import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DemonstrationFile } from '../src/access/adapters/demonstration-file.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { parseBundle } from '../src/participants/bundle.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { type Caller, createCaller } from './caller.ts'
import { type MachineClock, machineClock } from './machine-clock.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
import { shortOf } from './office.ts'
import { type Shipment, stepsOf, VALIDATION } from './shipment.ts'

/**
 * A node whose machine's clock is set wrongly, and set right again, while it runs. Its database keeps the
 * true time, and so do its witnesses, which another node plays.
 */

const WEEK = 7 * 86_400
const YEAR = 365 * 86_400
const WAIT = { timeout: 40_000, interval: 250 }
const ALL = ['X-ADPA', 'X-CSC', 'X-DDI', 'X-WDC']

let folder = ''
let there: NodeUnderTest
let here: NodeUnderTest
let clock: MachineClock
let theirClock: MachineClock
let good: Shipment

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-clocks-'))
  clock = await clockIn('here')
  theirClock = await clockIn('there')
  there = await startBegunNode({ ...theirClock.env, OPENKP_PUBLISH_EVERY: '86400' })
  const witnesses = ALL.map((party) => `${party}=${there.baseUrl}/witness/${party}`).join(',')
  here = await startBegunNode({ ...clock.env, OPENKP_WITNESSES: witnesses })
  good = await stepsOf(caller()).validated()
  await vi.waitFor(async () => expect((await verdictOf(good.qr)).verdict).toBe('VALID'), WAIT)
}, 240_000)
afterAll(async () => {
  await Promise.all([here?.dispose(), there?.dispose()])
  await rm(folder, { recursive: true, force: true })
})

async function clockIn(name: string): Promise<MachineClock> {
  await mkdir(join(folder, name))
  return machineClock(join(folder, name))
}

function caller(): Caller {
  const { baseUrl, dataFolder } = here
  const text = readFileSync(join(dataFolder, 'demo-accounts.json'), 'utf8')
  const { accounts } = JSON.parse(text) as DemonstrationFile
  return createCaller(baseUrl, new Map(accounts.map((each) => [shortOf(each.email), each.token])))
}

/** What a phone on time says of a code that has the newest lists of this node, and when those were signed. */
async function verdictOf(qr: string) {
  const answer = await fetch(`${here.baseUrl}/api/participants/trust-bundle`)
  const bundle = parseBundle(new Uint8Array(await answer.arrayBuffer()))
  if (!bundle.ok) throw new Error('the bundle cannot be read')
  const now = Math.floor(Date.now() / 1000)
  const verify = nodeVerify()
  const options = { pins: new Set<string>(), acceptDemonstration: true, now, verify }
  const trust = await openTrust(bundle.value, options)
  if (!trust.ok) throw new Error(trust.refusals[0].code)
  const material = { trust: trust.value, bundle: bundle.value }
  const { verdict, reasons } = await createVerifier(material, verify)({ text: qr }, now)
  const listedAt = trust.value.issuedAt
  return { verdict, codes: reasons.map(({ code }) => code), listedAt }
}

/** The codes that keep the parties of a node from signing. */
async function heldUp({ baseUrl }: NodeUnderTest): Promise<readonly string[]> {
  const health = await fetch(`${baseUrl}/api/health`)
  expect(health.status).toBe(200)
  const { heldUp } = (await health.json()) as { heldUp: readonly { code: string }[] }
  return [...new Set(heldUp.map(({ code }) => code))]
}

const told = (words: string) => here.output().split(words).length - 1
const validate = (number: string, language: string) =>
  caller().call('validating@cd', 'POST', `/api/certificates/${number}/validate`, VALIDATION, {
    'accept-language': language,
  })

/** Nothing is signed, each is told why, and what was signed before is as good as before. */
async function signsNothing(number: string): Promise<void> {
  await expect.poll(() => heldUp(here), WAIT).toEqual(['TRANSPARENCY_CLOCK_OFF'])
  const refused = await validate(number, 'en')
  expect([refused.status, String(refused.body.code)]).toEqual([503, 'TRANSPARENCY_CLOCK_OFF'])
  expect(String(refused.body.detail)).toMatch(/^The clock of this node differs by \d{5,} seconds/)
  const french = await validate(number, 'fr')
  expect(String(french.body.detail)).toMatch(/^L’horloge de ce nœud s’écarte de \d{5,} secondes/)
  const said = await verdictOf(good.qr)
  expect(said).toMatchObject({ verdict: 'VALID' })
  expect(said.codes).not.toContain('CLOCK_BEHIND')
  expect(Math.abs(said.listedAt - Date.now() / 1000)).toBeLessThan(86_400)
}

/** On time again nothing has to be done: the certificate that was refused is signed, and found. */
async function signsAgain(number: string): Promise<void> {
  await expect.poll(() => heldUp(here), WAIT).toEqual([])
  const { status, body } = await validate(number, 'en')
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  await expect.poll(() => verdictOf(String(body.qr)), WAIT).toMatchObject({ verdict: 'VALID' })
}

test('a week behind, a node signs nothing, and signs as soon as its clock is right', async () => {
  const { number } = await stepsOf(caller()).issued()
  const [wrong, right] = [
    'the clock of this node is wrong',
    'the clock of this node is right again',
  ]
  const before = { wrong: told(wrong), right: told(right) }
  await clock.set(-WEEK)
  await signsNothing(number)
  await expect.poll(() => told(wrong), WAIT).toBe(before.wrong + 1)
  await clock.set(0)
  await signsAgain(number)
  await expect.poll(() => told(right), WAIT).toBe(before.right + 1)
})

test('one that starts a year ahead leaves the list of its scheme as it is', async () => {
  const { number } = await stepsOf(caller()).issued()
  const { listedAt } = await verdictOf(good.qr)
  await here.stop()
  await clock.set(YEAR)
  here = await here.startAgain()
  await signsNothing(number)
  expect((await verdictOf(good.qr)).listedAt).toBe(listedAt)
  await clock.set(0)
  await signsAgain(number)
})

test('a witness whose own clock is wrong puts no time of its own under a head', async () => {
  await theirClock.set(YEAR)
  await expect.poll(() => heldUp(there), WAIT).toEqual(['TRANSPARENCY_CLOCK_OFF'])
  const waits = told('a log waits for its next head')
  const { qr } = await stepsOf(caller()).validated()
  await expect.poll(() => told('a log waits for its next head'), WAIT).toBeGreaterThan(waits)
  expect(await verdictOf(qr)).toMatchObject({ verdict: 'CANNOT_TELL' })
  expect(await heldUp(here)).toEqual([])
  await theirClock.set(0)
  await expect.poll(() => verdictOf(qr), WAIT).toMatchObject({ verdict: 'VALID' })
})
