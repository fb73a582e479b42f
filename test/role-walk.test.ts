import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Act, GRANTS, type Grant, type Reach } from '../src/access/grant-table.ts'
import { isAct, isForPersons } from '../src/access/grants.ts'
import { FIRM_ROLES, ROLES, type Role } from '../src/access/roles.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { ABROAD, FIRM, HOME, OWN, PAPER, type Samples, samplesOf } from './role-samples.ts'

/**
 * Walks through every door that the running program has, as everybody, at home and abroad, and compares
 * what happened with the role table. A door that nobody thought of here fails for want of a sample.
 */
/** Whose officers must have a second factor, and of whom nobody has one. */
const ASKING = 'BW'
const ELSEWHERE = [
  { of: 'home', participant: HOME, firm: FIRM },
  { of: 'another firm', participant: HOME, firm: 'Another Firm NV' },
  { of: 'abroad', participant: ABROAD, firm: FIRM },
] as const
const REMOVES_PAPER = 'DELETE /api/certificates/{number}/attachments/{name}'
type From = (typeof ELSEWHERE)[number]['of']
type Door = { readonly method: string; readonly path: string; readonly act: Act }
type Described = Readonly<Record<string, Record<string, Record<string, string>>>>

let office: Office
let doors: readonly Door[]
let samples: Samples
beforeAll(async () => {
  const secondFactorOf = (of: string) => (of === ASKING ? 'officers' : 'nobody')
  office = await openOffice({ alone: true, secondFactorOf })
  for (const { of, participant, firm } of ELSEWHERE) {
    for (const role of ROLES) {
      const acts = FIRM_ROLES.includes(role)
      if (of !== 'another firm' || acts)
        await office.hire(`${role} ${of}`, participant, role, acts ? firm : undefined)
    }
  }
  const { body } = await office.call(null, 'GET', '/api/openapi.json')
  doors = doorsIn(body)
  samples = await samplesOf(office)
}, 60_000)
afterAll(() => office.close())

function doorsIn({ paths }: Json): Door[] {
  return Object.entries(paths as unknown as Described)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { 'x-act': act = '' }]) => {
        if (!isAct(act)) throw new Error(`${method} ${path} names no act`)
        return { method: method.toUpperCase(), path, act }
      }),
    )
    .filter(({ method }) => method !== 'HEAD')
}

function numberIn(samples: Samples): string {
  return samples['/api/certificates/{number}']?.split('/').at(-1) ?? ''
}

/** The address of a door with the samples in it. */
function addressOf({ path }: Door): string {
  const address = Object.entries(samples).reduce(
    (filled, [pattern, sample]) => filled.replace(pattern, sample),
    path,
  )
  if (address.includes('{')) throw new Error(`${path}: give this test a thing to knock with`)
  return address
}

const REFUSED = ['ACCESS_NOT_SIGNED_IN', 'ACCESS_NOT_ALLOWED']

/** What the table promises to somebody: the code of the refusal, or that the door opens. */
function promised({ act, path }: Door, role: Role | null, from: From): string {
  const { who }: Grant = GRANTS[act]
  if (who === 'anybody') return 'open'
  if (role === null) return 'ACCESS_NOT_SIGNED_IN'
  const reach: Reach | undefined = who === 'signed_in' ? 'participant' : who[role]
  if (reach === undefined) return 'ACCESS_NOT_ALLOWED'
  if (OWN.some((own) => own === path)) return 'NOT_FOUND'
  const isOfSomebody = path.includes('{')
  const isReached = from === 'home' || (from === 'another firm' && reach === 'participant')
  return isOfSomebody && !isReached ? 'NOT_FOUND' : 'open'
}

/** Whatever the role, a token does not do what is done in person. */
async function expectNoToken(door: Door, who: string): Promise<void> {
  const { body } = await office.call(who, door.method, addressOf(door))
  expect(['ACCESS_NOT_BY_TOKEN', 'ACCESS_NOT_ALLOWED']).toContain(String(body.code))
}

async function met(door: Door, who: string | null): Promise<string> {
  const body = door.method === 'GET' || door.method === 'DELETE' ? undefined : {}
  const inPerson = who !== null && isForPersons(door.act)
  const [as, headers] = inPerson ? [null, await office.inPerson(who)] : [who, {}]
  if (inPerson) await expectNoToken(door, who)
  const { status, body: answer } = await office.call(
    as,
    door.method,
    addressOf(door),
    body,
    headers,
  )
  if (status >= 500) return `${status} ${String(answer.code)}`
  const code = String(answer.code)
  if (code.endsWith('_NOT_FOUND')) return 'NOT_FOUND'
  return REFUSED.includes(code) ? code : 'open'
}

test('every door opens to whom the table grants it, and to nobody else', async () => {
  // What removes something comes last, so that it is there for all others.
  const inOrder = [...doors].sort(
    (a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
  )
  expect(inOrder.length).toBeGreaterThan(40)
  const wrong: string[] = []
  for (const door of inOrder) {
    const said = async (who: string | null, role: Role | null, from: From) => {
      // Two roles may remove it; each finds it there.
      if (`${door.method} ${door.path}` === REMOVES_PAPER && role === 'validating_officer')
        await office.upload('validating@eu', `/${numberIn(samples)}/attachments`, PAPER)
      const [expected, found] = [promised(door, role, from), await met(door, who)]
      if (expected !== found) {
        wrong.push(`${door.method} ${door.path} by ${who}: ${found}, not ${expected}`)
      }
    }
    await said(null, null, 'home')
    for (const { of } of ELSEWHERE) {
      for (const role of ROLES) {
        if (of !== 'another firm' || FIRM_ROLES.includes(role))
          await said(`${role} ${of}`, role, of)
      }
    }
  }
  expect(wrong).toEqual([])
}, 400_000)

/** Somebody of the authority whom the table lets in there; null where it asks nobody to sign in. */
function grantedTo(act: Act): Role | null {
  const { who }: Grant = GRANTS[act]
  if (who === 'anybody') return null
  if (who === 'signed_in') return 'auditor'
  return ROLES.find((role) => who[role] !== undefined && !FIRM_ROLES.includes(role)) ?? null
}

test('who lacks the second factor that is asked comes in only where it is set up; his token as ever', async () => {
  const setUp: readonly Act[] = ['access:me', 'access:account', 'access:credentials']
  const headers = new Map<Role, Readonly<Record<string, string>>>()
  const wrong: string[] = []
  let knocked = 0
  for (const door of doors) {
    const role = grantedTo(door.act)
    if (role === null) continue
    const who = `${role} unready`
    if (!headers.has(role)) {
      await office.hire(who, ASKING, role)
      headers.set(role, await office.inPerson(who))
    }
    const body = door.method === 'GET' || door.method === 'DELETE' ? undefined : {}
    const knock = async (as: string | null) => {
      const own = as === null ? headers.get(role) : {}
      const answer = await office.call(as, door.method, addressOf(door), body, own)
      return String(answer.body.code) === 'ACCESS_SECOND_FACTOR_FIRST'
    }
    knocked += 1
    const [inPerson, byToken] = [await knock(null), await knock(who)]
    if (inPerson === setUp.includes(door.act) || byToken) wrong.push(`${door.method} ${door.path}`)
  }
  expect([wrong, knocked > 40]).toEqual([[], true])
}, 100_000)

test('lists show nothing of another Participant, nor of another firm', async () => {
  const lists = doors.filter(
    ({ method, path, act }) =>
      method === 'GET' && path.startsWith('/api/certificates') && !path.includes('{') && act,
  )
  expect(lists.length).toBeGreaterThan(4)
  const ours = Object.entries(samples)
    .filter(([path]) => !path.startsWith('/api/access/') || path.includes('proposals'))
    .map(([, each]) => each.split('/').at(-1) ?? '')
  const things = ours.filter((each) => each.length > 6 && ![PAPER.name, 'issue.txt'].includes(each))
  expect(things).toHaveLength(7)
  for (const door of lists) {
    for (const role of ROLES) {
      const strangers = FIRM_ROLES.includes(role) ? ['another firm', 'abroad'] : ['abroad']
      for (const from of strangers) {
        const path = door.act === 'certificates:search' ? `${door.path}?q=${things[1]}` : door.path
        const { body } = await office.call(`${role} ${from}`, 'GET', path)
        const seen = things.filter((thing) => JSON.stringify(body).includes(thing))
        // Abroad, the exporter of the goods that arrive knows their number: it is its own.
        const own = from === 'abroad' ? [things[3]] : []
        expect([door.path, role, from, seen.filter((each) => !own.includes(each))]).toEqual([
          ...[door.path, role, from, []],
        ])
      }
    }
  }
})

test('each act of the table has a door, and each act is used', () => {
  const used = new Set(doors.map(({ act }) => act))
  const unused = Object.keys(GRANTS).filter((act) => isAct(act) && !used.has(act))
  // The first two hang outside of the modules; then a verb of the console, and the entry of a screen.
  const others = ['transparency:announce-keys', 'access:administer']
  expect(unused).toEqual(['platform:health', 'platform:describe', ...others])
})
