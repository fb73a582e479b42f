import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useJournalSay = sayFrom<keyof typeof en>('journal')
