import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readColumns, unzigzag, writeColumns, zigzag } from './columns.ts'

test('numbers in columns are read as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat(), { maxLength: 20 }), (numbers) => {
      const to = writeColumns(['a', 'b'])
      for (const each of numbers) to.number('b', each)
      const from = readColumns(['a', 'b'], to.finish())
      expect(numbers.map(() => from.number('b'))).toEqual(numbers)
      expect(from.isSpent()).toBe(true)
    }),
  )
  for (const value of [0, -1, 1, -2, 123_456_789, -123_456_789]) {
    expect(unzigzag(zigzag(value))).toBe(value)
  }
})
