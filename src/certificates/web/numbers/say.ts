import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useNumbersSay = sayFrom<keyof typeof en>('numbers')
