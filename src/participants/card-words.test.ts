import { expect, test } from 'vitest'
import { namesIn } from '../values/sentence.ts'
import { en, tokenEn } from './card-words.en.ts'
import { fr, tokenFr } from './card-words.fr.ts'

const [ours, theirs] = [
  { ...en, ...tokenEn },
  { ...fr, ...tokenFr },
]

test.each(Object.keys(ours) as (keyof typeof ours)[])(
  '%s names the same details in both languages',
  (code) => {
    expect(namesIn(theirs[code])).toEqual(namesIn(ours[code]))
    expect(theirs[code]).not.toBe(ours[code])
  },
)
