import { describe, expect, it } from 'vitest'
import { createGate } from './gate.ts'

describe('gate', () => {
  it('runs two, lets one wait, refuses the fourth, and opens again', async () => {
    const gate = createGate({ atOnce: 2, waiting: 1 })
    const ends: (() => void)[] = []
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((end) => ends.push(end))
      running -= 1
    }
    const three = [gate(work), gate(work), gate(work)]
    expect(await gate(work)).toMatchObject({ ok: false, refusals: [{ code: 'ACCESS_BUSY' }] })
    while (ends.length > 0) {
      ends.shift()?.()
      await new Promise((soon) => setImmediate(soon))
    }
    expect((await Promise.all(three)).every((each) => each.ok)).toBe(true)
    expect(most).toBe(2)
    expect(await gate(async () => 'again')).toEqual({ ok: true, value: 'again' })
  })

  it('opens after work that threw', async () => {
    const gate = createGate({ atOnce: 1, waiting: 0 })
    const broken = gate(async () => {
      throw new Error('database lost')
    })
    await expect(broken).rejects.toThrow('database lost')
    expect(await gate(async () => 1)).toEqual({ ok: true, value: 1 })
  })
})
