import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export type SecondWord = keyof typeof en
export const useSecondSay = sayFrom<SecondWord>('second')
