import { expect, test } from 'vitest'
import { namesIn } from '../values/sentence.ts'
import { en } from './root-words.en.ts'
import { fr } from './root-words.fr.ts'

test.each(Object.keys(en) as (keyof typeof en)[])(
  '%s names the same details in both languages',
  (code) => {
    expect(namesIn(fr[code])).toEqual(namesIn(en[code]))
    expect(fr[code]).not.toBe(en[code])
  },
)
