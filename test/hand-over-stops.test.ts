import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../src/access/roles.ts'
import { transaction } from '../src/platform/database.ts'
import { handsOf, hireHands, range, said } from './hands.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
let hands: ReturnType<typeof handsOf>
beforeAll(async () => {
  office = await openOffice()
  hands = handsOf(office)
  await hireHands(office, ['CD', 'BW', 'AE'])
})
afterAll(() => office.close())

describe('at the same moment', () => {
  test('issues of two officers and hand-overs: no number twice, none lost, none out of a foreign hand', async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, () => hands.submitted('AE')))
    await hands.allot('AE', 1, 4, 'second@ae')
    const runs = [5, 10, 15, 20, 25, 30, 200].map((first) => [first, first + 9] as const)
    const handOvers = Promise.all(
      runs.map(([first, last]) => hands.allot('AE', first, last, 'issuing@ae')),
    )
    const back = hands.takeBack('AE', 1, 2)
    const answers = await Promise.all(
      ids.map((id, at) =>
        hands.act(at % 2 === 0 ? 'issuing@ae' : 'second@ae', `/applications/${id}/issue`, {}),
      ),
    )
    expect(answers.map(said)).toEqual(answers.map(() => '200'))
    expect(new Set(answers.map(({ body }) => String(body.number))).size).toBe(24)
    const moved = [...(await handOvers), await back]
    for (const each of moved) expect(said(each)).toMatch(/^(200|409 CERTIFICATES_RUN_NOT_\w+)$/)
    expect(moved.map(({ status }) => status)).toContain(200)
    const { used, allotted = 0, in_stock: stock = 0 } = await hands.states('AE')
    expect(used).toBe(24)
    expect(allotted + stock).toBe(5000 - 24)
    // Whoever held a number is who issued on it.
    const foreign = await office.rows(
      `select b.number from certificates.blank b join certificates.certificate c using (participant, number)
       where participant = 'AE' and b.holder_id is not null and b.holder_id <> c.issued_by`,
    )
    expect(foreign).toEqual([])
  })

  test('two custodians want overlapping runs: one has it whole, the other nothing', async () => {
    const to = [await hands.idOf('issuing@bw'), await hands.idOf('second@bw')]
    const answers = await Promise.all([
      hands.act('stationery@bw', '/blanks/allot', { ...range('BW', 1001, 1600), officer: to[0] }),
      hands.act('other custodian@bw', '/blanks/allot', {
        ...range('BW', 1400, 2000),
        officer: to[1],
      }),
    ])
    expect(answers.map(said).sort()).toEqual(['200', '409 CERTIFICATES_RUN_NOT_IN_STOCK'])
    const [row] = await office.rows(
      `select count(*)::int as n, count(distinct holder_id)::int as holders from certificates.blank
       where participant = 'BW' and slot between 1000 and 1999 and state = 'allotted'`,
    )
    expect(row).toEqual({ n: answers[0]?.status === 200 ? 600 : 601, holders: 1 })
  })

  test('an issue on a number that is being handed over waits, and learns whose it is', async () => {
    const id = await hands.submitted('BW')
    const [issuing] = await transaction(office.database, async (tx) => {
      await tx.query(`update certificates.blank set state = 'allotted', holder_id = 'x', holder_name = 'X'
        where number = 'BW003000'`)
      const issuing = hands.act('issuing@bw', `/applications/${id}/issue`, { number: 'BW003000' })
      await waiting()
      return [issuing]
    })
    expect(said(await issuing)).toBe('409 CERTIFICATES_NUMBER_HELD')
  })

  test('killed in the middle: nothing of it is there, and the click goes on', async () => {
    const key = randomUUID()
    const before = await hands.states('BW')
    const [cut] = await transaction(office.database, async (tx) => {
      await tx.query(`select 1 from certificates.blank where number = 'BW004050' for update`)
      const asked = hands.allot('BW', 4001, 4100, 'issuing@bw', key)
      const pid = await waiting()
      await tx.query('select pg_terminate_backend($1)', [pid])
      return [asked]
    })
    expect((await cut).status).toBeGreaterThanOrEqual(500)
    expect(await hands.states('BW')).toEqual(before)
    const told = `select 1 from certificates.event where subject between 'BW004001' and 'BW004100'`
    expect(await office.rows(told)).toEqual([])
    expect((await hands.allot('BW', 4001, 4100, 'issuing@bw', key)).status).toBe(200)
    expect((await office.rows(told)).length).toBe(100)
  })
})

/** Waits until somebody waits for a lock of ours, and says which connection it is. */
async function waiting(): Promise<number> {
  for (let waited = 0; waited < 10_000; waited += 10) {
    const [found] = await office.rows<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database()
         and wait_event_type = 'Lock' and state = 'active'`,
    )
    if (found !== undefined) return found.pid
    await sleep(10)
  }
  throw new Error('nobody ever waited')
}

describe('refused', () => {
  const ROLES: readonly Role[] = [
    'exporter',
    'issuing_officer',
    'validating_officer',
    'verifier',
    'confirmation_clerk',
    'node_administrator',
  ]
  test.each(ROLES)('to a %s', async (role) => {
    await office.hire(role, 'CD', role, role === 'exporter' ? 'A Firm SARL' : undefined)
    const body = { ...range('CD', 2001, 2002), officer: await hands.idOf('issuing@cd') }
    for (const path of ['/blanks/allot', '/blanks/take-back']) {
      expect(said(await hands.act(role, path, body))).toBe('403 ACCESS_NOT_ALLOWED')
    }
  })

  const officers = async () => ({
    nobody: randomUUID(),
    validating: await hands.idOf('validating@cd'),
    abroad: await hands.idOf('issuing@ao'),
    custodian: await hands.idOf('stationery@cd'),
  })
  test.each(['nobody', 'validating', 'abroad', 'custodian'] as const)(
    'for an officer who does not issue here: %s',
    async (which) => {
      const body = { ...range('CD', 2001, 2002), officer: (await officers())[which] }
      const answer = await hands.act('stationery@cd', '/blanks/allot', body)
      expect(said(answer)).toBe('422 CERTIFICATES_NOT_ISSUING')
      expect(answer.body.refusals?.[0]).toMatchObject({ field: 'officer' })
    },
  )

  test('for an officer whose account is closed, who keeps what he has until it is taken back', async () => {
    await office.hire('leaving@cd', 'CD', 'issuing_officer')
    expect((await hands.allot('CD', 2101, 2102, 'leaving@cd')).status).toBe(200)
    await office.rows(`update access.officer set disabled_at = now() where name = 'leaving@cd'`)
    expect(said(await hands.allot('CD', 2103, 2103, 'leaving@cd'))).toBe(
      '422 CERTIFICATES_NOT_ISSUING',
    )
    expect(await hands.held('CD')).toContain('leaving@cd CD002101 CD002102 2')
    expect(
      [...((await hands.view('CD')).issuing ?? [])].map(({ name }) => String(name)),
    ).not.toContain('leaving@cd')
    expect((await hands.takeBack('CD', 2101, 2102)).status).toBe(200)
  })

  const whole = { first: 'CD002001', last: 'CD002002' }
  test.each<[string, unknown, string]>([
    ['nothing', {}, '422 CERTIFICATES_NUMBER first'],
    ['a list', [], '422 CERTIFICATES_NUMBER first'],
    ['numbers as numbers', { first: 1, last: 2 }, '422 CERTIFICATES_NUMBER first'],
    ['no last', { first: 'CD002001' }, '422 CERTIFICATES_NUMBER last'],
    ['backwards', { first: 'CD002002', last: 'CD002001' }, '422 CERTIFICATES_RUN_SHAPE last'],
    [
      'no block',
      { first: 'CD009001', last: 'CD009002' },
      '409 CERTIFICATES_NUMBER_NOT_IN_STOCK first',
    ],
    ['too long', { first: 'CD002001', last: 'CD003001' }, '422 CERTIFICATES_RUN_TOO_LONG last'],
    ['no officer', whole, '422 CERTIFICATES_NOT_ISSUING officer'],
    [
      'an officer in pieces',
      { ...whole, officer: { id: 'x' } },
      '422 CERTIFICATES_NOT_ISSUING officer',
    ],
    ['SQL', { ...whole, officer: "' or 1=1 --" }, '422 CERTIFICATES_NOT_ISSUING officer'],
  ])('%s', async (_, body, expected) => {
    const before = await hands.states('CD')
    for (const language of ['en', 'fr']) {
      const path = '/api/certificates/blanks/allot'
      const headers = { 'accept-language': language }
      const answer = await office.call('stationery@cd', 'POST', path, body, headers)
      expect(`${said(answer)} ${answer.body.refusals?.[0]?.field}`).toBe(expected)
      expect(String(answer.body.detail)).not.toMatch(/[{}]|undefined|null/)
    }
    expect(await hands.states('CD')).toEqual(before)
  })
})
