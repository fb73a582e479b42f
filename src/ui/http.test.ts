import { describe, expect, it } from 'vitest'
import { newClick } from './http.ts'

describe('the key of a click', () => {
  it('is a random UUID (RFC 9562, version 4), a new one each time', () => {
    const keys = Array.from({ length: 200 }, newClick)
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(keys.filter((key) => !shape.test(key))).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })
})
