import type { Accounts } from './cli-accounts.ts'
import type { Client } from './cli-http.ts'
import { type Json, type Person, personOf, StepFault, tokenOf } from './tour-client.ts'
import { APPLICATION, SHIPMENT } from './tour-shipment.ts'
import { until } from './tour-walk.ts'

/** The officers of one authority at their counter, who do nothing but issue. */
export type Counter = {
  /** Milliseconds for `count` certificates, from application to validation. */
  readonly certify: (count: number) => Promise<number>
  /** Waits until everybody abroad has been told of what was issued so far. */
  readonly delivered: () => Promise<void>
  readonly stock: (needed: number) => Promise<void>
}

const FROM = SHIPMENT.exporterCode
const TO = SHIPMENT.importerCode
const VALIDATION = { found: SHIPMENT.found, containers: [{ seals: SHIPMENT.seals }] }

export function openCounter(client: Client, accounts: Accounts, clients: number): Counter {
  const person = (participant: string, role: string) => {
    const token = tokenOf(accounts, participant, role)
    if (token === undefined) throw new StepFault(`no account of ${participant} for ${role}`)
    return personOf(client, token)
  }
  const exporter = person(FROM, 'exporter')
  const issuing = person(FROM, 'issuing_officer')
  const validating = person(FROM, 'validating_officer')
  const importing = person(TO, 'confirmation_clerk')
  const custodian = person(FROM, 'stationery_custodian')
  const last = new Map<number, string>()
  const one = async (hand: number) => {
    const root = '/api/certificates'
    const content = { content: another(), submit: true }
    const { id } = await exporter.post(`${root}/applications?view=short`, content)
    const { number } = await issuing.post(`${root}/applications/${id}/issue?view=short`)
    await validating.post(`${root}/${number}/validate?view=short`, VALIDATION)
    last.set(hand, String(number))
  }
  return {
    async certify(count) {
      let left = count
      const begun = performance.now()
      const work = async (_: unknown, hand: number) => {
        for (; left > 0; ) {
          left -= 1
          await one(hand)
        }
      }
      await Promise.all(Array.from({ length: clients }, work))
      return performance.now() - begun
    },
    async delivered() {
      for (const number of last.values()) await isExpected(importing, number)
    },
    stock: (needed) => stock({ custodian, second: validating }, needed),
  }
}

/** Where this run begins to count, so that a second one on the same node does not repeat the first. */
let lot = Date.now() % 1_000_000

/** The goods at a value of their own: two shipments that are alike are stopped at issue. */
function another() {
  lot += 1
  const [first, second] = APPLICATION.parcels
  return { ...APPLICATION, parcels: [{ ...first, usd: (98_964 + lot / 100).toFixed(2) }, second] }
}

/** A whole turn waits in one queue, on a machine that may be slow. */
const DELIVERED_MS = 120_000

async function isExpected(importing: Person, number: string): Promise<void> {
  const path = `/api/certificates/arrivals/${FROM}/${number}`
  await until(
    () => importing.get(path),
    (seen) => seen.state === 'expected',
    DELIVERED_MS,
  )
}

const SPARE = 1000

type TwoOfStock = { readonly custodian: Person; readonly second: Person }

/** Announces a block behind the last one when there are too few numbers left. */
async function stock({ custodian, second }: TwoOfStock, needed: number): Promise<void> {
  const { blocks } = await custodian.get('/api/certificates/numbers')
  const known = blocks as readonly Json[]
  const inStock = known.reduce((sum, each) => sum + Number(each.inStock), 0)
  if (inStock >= needed) return
  const ends = known.map((each) => Number(String(each.last).slice(String(each.series).length)))
  const first = Math.max(0, ...ends) + 1
  const block = { first, last: first + needed + SPARE, stationery: `BENCH-${first}` }
  const { proposal } = await custodian.post('/api/certificates/number-blocks', block)
  await second.post(`/api/access/proposals/${(proposal as Json).id}/approve`)
}
