import { describe, expect, it } from 'vitest'
import type { PartyCode } from '../../values/codes.ts'
import type { Officer } from '../officer.ts'
import { createOfficerCache, type Found } from './officer-cache.ts'

const officer: Officer = {
  id: '1',
  name: 'Naledi Phirinyane',
  email: 'inspector@bw.demo.openkp.example',
  participant: 'BW' as PartyCode,
  roles: ['verifier'],
  firm: null,
  language: 'en',
  scope: null,
  hasPasskey: false,
}

function scene(secondsLeft: number | null) {
  let time = 1000
  let loads = 0
  let found: Found = { officer, secondsLeft }
  const cache = createOfficerCache(() => time)
  const ask = () =>
    cache.through('key', async () => {
      loads += 1
      return found
    })
  return {
    cache,
    ask,
    pass: (ms: number) => {
      time += ms
    },
    vanish: () => {
      found = undefined
    },
    loads: () => loads,
  }
}

describe('officer cache', () => {
  it('asks the database once in ten seconds', async () => {
    const { ask, pass, loads } = scene(null)
    await ask()
    pass(9_999)
    expect(await ask()).toEqual(officer)
    expect(loads()).toBe(1)
    pass(1)
    await ask()
    expect(loads()).toBe(2)
  })

  it('never outlives the session', async () => {
    const { ask, pass, vanish } = scene(3)
    await ask()
    vanish()
    pass(2_999)
    expect(await ask()).toEqual(officer)
    pass(1)
    expect(await ask()).toBeNull()
  })

  it('remembers nobody who was not found', async () => {
    const { ask, vanish, loads } = scene(null)
    vanish()
    await ask()
    await ask()
    expect(loads()).toBe(2)
  })

  it('does not remember what was read before a sign-out that came in between', async () => {
    const { cache } = scene(null)
    let answer: (found: Found) => void = () => undefined
    const slow = cache.through('key', () => new Promise<Found>((done) => (answer = done)))
    cache.clear()
    answer({ officer, secondsLeft: null })
    await slow
    expect(await cache.through('key', async () => undefined)).toBeNull()
  })
})
