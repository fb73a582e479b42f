import { describe, expect, it } from 'vitest'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

const names = (message: string) => [...message.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()

describe('the words', () => {
  it.each(Object.keys(en) as (keyof typeof en)[])(
    '%s names the same details in both languages',
    (code) => {
      expect(names(fr[code])).toEqual(names(en[code]))
      expect(fr[code]).not.toBe(en[code])
    },
  )
})
