import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { DemonstrationFile } from '../src/access/adapters/demonstration-file.ts'
import { readDocument } from '../src/certificates/document.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/start.ts'
import { openDatabase, rowsOf } from '../src/platform/database.ts'
import { type Answered, type Caller, createCaller } from './caller.ts'
import { INVARIANTS } from './invariants.ts'
import { type NodeUnderTest, startNode, startNodeAfterKills } from './node-under-test.ts'
import { shortOf } from './office.ts'
import { FOUND, goods, SEALS, VALIDATION } from './shipment.ts'

const ROUNDS = 10
const CLIENTS = 4
const SEED = 20_261_121

/** Mulberry32: the same seed kills at the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Click = {
  readonly who: string
  readonly path: string
  readonly body: unknown
  readonly key: string
}
type World = {
  /** Who answers now; its address changes with every start. */
  caller: Caller
  isOver: boolean
  readonly answers: { readonly click: Click; readonly answer: Answered }[]
  readonly codes: string[]
}

function callerOf({ baseUrl, dataFolder }: NodeUnderTest): Caller {
  const text = readFileSync(join(dataFolder, 'demo-accounts.json'), 'utf8')
  const { accounts } = JSON.parse(text) as DemonstrationFile
  return createCaller(baseUrl, new Map(accounts.map((each) => [shortOf(each.email), each.token])))
}

function send({ caller }: World, { who, path, body, key }: Click): Promise<Answered> {
  const headers = { 'idempotency-key': key }
  return caller.call(who, 'POST', `/api/certificates${path}`, body, headers)
}

/** Presses a button until there is an answer, as a page does when the line breaks. */
async function press(world: World, who: string, path: string, body: unknown = {}) {
  const click = { who, path, body, key: randomUUID() }
  for (;;) {
    const answer = await send(world, click).catch(() => undefined)
    if (answer !== undefined) {
      if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      world.answers.push({ click, answer })
      return answer.body
    }
    await sleep(30)
  }
}

/** The main job again and again, whatever happens to the server. */
async function client(world: World): Promise<void> {
  while (!world.isOver) {
    const start = { content: goods(), submit: true }
    const { id } = await press(world, 'exporter@cd', '/applications', start)
    const { number } = await press(world, 'issuing@cd', `/applications/${String(id)}/issue`)
    const path = `/${String(number)}`
    const { qr } = await press(world, 'validating@cd', `${path}/validate`, VALIDATION)
    world.codes.push(String(qr))
    await press(world, 'issuing@cd', `${path}/export`)
    const shown = { document: qr, place: 'Antwerp', office: 'authority' }
    await press(world, 'importing@eu', '/presentations', shown)
    const arrival = `/arrivals/CD/${String(number)}`
    const found = SEALS.map((seal) => ({ seal, intact: true }))
    await press(world, 'importing@eu', `${arrival}/seals`, { found })
    await press(world, 'importing@eu', `${arrival}/weighing`, FOUND)
    await press(world, 'importing@eu', `${arrival}/confirm`)
  }
}

/** Every answer that was given stays the answer, across any number of kills. */
async function replay(world: World, last: number): Promise<void> {
  for (const { click, answer } of world.answers.slice(-last)) {
    const again = await send(world, click)
    expect([again.status, again.body]).toEqual([answer.status, answer.body])
  }
}

async function bundleOpens({ caller }: World, codes: readonly string[]): Promise<void> {
  const response = await fetch(`${caller.baseUrl}/api/participants/trust-bundle`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const now = Math.floor(Date.now() / 1000)
  const opened = await openTrust(bytes, { ...TRUSTED, now }, nodeVerify())
  if (!opened.ok) throw new Error(opened.refusals[0].code)
  const verify = createVerifier(opened.value, nodeVerify())
  for (const text of codes) {
    expect(readDocument({ text }).ok).toBe(true)
    const { reasons } = await verify({ text }, now)
    // Confirmed goods are used goods; nothing else is wrong with any of them.
    expect(reasons[0]?.code).toMatch(/^(USED|SPECIMEN)$/)
  }
}
