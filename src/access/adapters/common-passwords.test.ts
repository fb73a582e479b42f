import { expect, it } from 'vitest'
import { newPassword } from '../password-rules.ts'
import { commonPasswords } from './common-passwords.ts'

const owner = { name: 'Espérance Tshibola', email: 'e@mines.example', places: [] }

it('is a list of tens of thousands, in lower case, read once', async () => {
  const list = await commonPasswords()
  expect(list.size).toBeGreaterThan(45_000)
  expect([...list].every((each) => each === each.toLowerCase())).toBe(true)
  expect(commonPasswords()).toBe(commonPasswords())
})

it('refuses every one of it that is long enough to be chosen, in capitals too', async () => {
  const list = await commonPasswords()
  const long = [...list].filter((each) => [...each].length >= 12)
  expect(long.length).toBeGreaterThan(300)
  for (const each of long.flatMap((word) => [word, word.toUpperCase()]))
    expect([each, newPassword(each, owner, list).ok]).toEqual([each, false])
})
