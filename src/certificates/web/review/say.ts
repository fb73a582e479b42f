import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useReviewSay = sayFrom<keyof typeof en>('review')
