import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { callerAt, heldUpAt, listsOf, verdictAt } from './at-a-node.ts'
import { type MachineClock, machineClock } from './machine-clock.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
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
  await vi.waitFor(async () => expect(await verdictOf(good.qr)).toMatch(/^VALID /), WAIT)
}, 240_000)
afterAll(async () => {
  await Promise.all([here?.dispose(), there?.dispose()])
  await rm(folder, { recursive: true, force: true })
})

async function clockIn(name: string): Promise<MachineClock> {
  await mkdir(join(folder, name))
  return machineClock(join(folder, name))
}

const caller = () => callerAt(here)
/** What a phone on time says of a code that has the newest lists of this node. */
const verdictOf = (qr: string) => verdictAt(here, qr)
const listedAt = async () => (await listsOf(here)).trust.issuedAt

/** The codes that keep the parties of a node from signing. */
async function heldUp(node: NodeUnderTest): Promise<readonly string[]> {
  return [...new Set((await heldUpAt(node)).map(({ code }) => code))]
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
  expect(said).toMatch(/^VALID /)
  expect(said).not.toContain('CLOCK_BEHIND')
  expect(Math.abs((await listedAt()) - Date.now() / 1000)).toBeLessThan(86_400)
}

/** On time again nothing has to be done: the certificate that was refused is signed, and found. */
async function signsAgain(number: string): Promise<void> {
  await expect.poll(() => heldUp(here), WAIT).toEqual([])
  const { status, body } = await validate(number, 'en')
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  await expect.poll(() => verdictOf(String(body.qr)), WAIT).toMatch(/^VALID /)
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
  const before = await listedAt()
  await here.stop()
  await clock.set(YEAR)
  here = await here.startAgain()
  await signsNothing(number)
  expect(await listedAt()).toBe(before)
  await clock.set(0)
  await signsAgain(number)
})

test('a witness whose own clock is wrong puts no time of its own under a head', async () => {
  await theirClock.set(YEAR)
  await expect.poll(() => heldUp(there), WAIT).toEqual(['TRANSPARENCY_CLOCK_OFF'])
  const waits = told('a log waits for its next head')
  const { qr } = await stepsOf(caller()).validated()
  await expect.poll(() => told('a log waits for its next head'), WAIT).toBeGreaterThan(waits)
  expect(await verdictOf(qr)).toMatch(/^CANNOT_TELL /)
  expect(await heldUp(here)).toEqual([])
  await theirClock.set(0)
  await expect.poll(() => verdictOf(qr), WAIT).toMatch(/^VALID /)
})
