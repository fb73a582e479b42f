import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { type Attempt, networkOf, spendAttempt } from './attempts.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const from = (email: string, address: string, knownDevice?: string): Attempt => ({
  what: 'password',
  email,
  address,
  knownDevice,
})
const spend = (attempt: Attempt) => spendAttempt(fresh.database, attempt)
async function spendMany(count: number, attemptOf: (at: number) => Attempt) {
  const outcomes = await Promise.all(Array.from({ length: count }, (_, at) => spend(attemptOf(at))))
  return outcomes.filter((each) => each.ok).length
}

describe('attempts', () => {
  it('lets one address guess ten times at one account, also when all come at once', async () => {
    const allowed = await spendMany(40, () => from('a@one.example', '192.0.2.1'))
    expect(allowed).toBeLessThanOrEqual(10)
    for (let more = allowed; more < 10; more += 1) await spend(from('a@one.example', '192.0.2.1'))
    const refused = await spend(from('a@one.example', '192.0.2.1'))
    expect(refused).toMatchObject({ refusals: [{ code: 'ACCESS_TOO_MANY_ATTEMPTS' }] })
    expect((await spend(from('a@one.example', '192.0.2.2'))).ok).toBe(true)
    expect((await spend(from('b@one.example', '192.0.2.1'))).ok).toBe(true)
  })

  it('lets one address guess fifty times in all', async () => {
    for (let at = 0; at < 50; at += 1) {
      expect((await spend(from(`${at}@two.example`, '198.51.100.1'))).ok).toBe(true)
    }
    expect((await spend(from('50@two.example', '198.51.100.1'))).ok).toBe(false)
  })

  it('does not count what it refused: one stubborn guesser does not fill the address', async () => {
    for (let at = 0; at < 70; at += 1) await spend(from('h@two.example', '198.51.100.2'))
    expect((await spend(from('i@two.example', '198.51.100.2'))).ok).toBe(true)
  })

  it('does not lock the owner out of a browser that the account knows', async () => {
    for (let at = 0; at < 101; at += 1) await spend(from('c@three.example', `203.0.113.${at}`))
    expect((await spend(from('c@three.example', '203.0.113.250'))).ok).toBe(false)
    expect((await spend(from('c@three.example', '203.0.113.250', 'my browser'))).ok).toBe(true)
  })

  it('limits a browser that the account knows too', async () => {
    for (let at = 0; at < 10; at += 1) await spend(from('d@four.example', '192.0.2.9', 'stolen'))
    expect((await spend(from('d@four.example', '192.0.2.9', 'stolen'))).ok).toBe(false)
  })

  it('lets a stolen password guess five codes from one address, and twenty in all', async () => {
    const code = (at: number) =>
      spend({ ...from('j@two.example', `198.51.100.${Math.floor(at / 5)}`), what: 'code' })
    const guesses = []
    for (let at = 0; at < 30; at += 1) guesses.push((await code(at)).ok)
    expect(guesses).toEqual(guesses.map((_, at) => at < 20))
    expect((await code(0)).ok).toBe(false)
    expect((await spend(from('j@two.example', '198.51.100.0'))).ok).toBe(true)
  })

  it('gives back what a right password spent', async () => {
    for (let at = 0; at < 60; at += 1) {
      const spent = await spend(from('e@five.example', '192.0.2.77'))
      expect(spent.ok).toBe(true)
      if (spent.ok) await spent.value.giveBack()
    }
  })

  it('starts anew when the quarter of an hour is over, and clears what is over', async () => {
    for (let at = 0; at < 10; at += 1) await spend(from('f@six.example', '192.0.2.88'))
    await fresh.database.query(`update access.attempt set until = now() - interval '1 second'`)
    expect((await spend(from('f@six.example', '192.0.2.88'))).ok).toBe(true)
    for (let at = 0; at < 40; at += 1) await spend(from('g@six.example', '192.0.2.89', `${at}`))
    const { rows } = await fresh.database.query(
      'select count(*)::int as stale from access.attempt where until <= now()',
    )
    expect(rows).toEqual([{ stale: 0 }])
  })
})

describe('networkOf', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
