import { expect, test } from 'vitest'
import { counted, ENTRIES } from './cli-count.ts'

test.each([
  [0, '0 entries'],
  [1, '1 entry'],
  [2, '2 entries'],
])('%d is said as "%s"', (count, said) => {
  expect(counted(count, ENTRIES)).toBe(said)
})
