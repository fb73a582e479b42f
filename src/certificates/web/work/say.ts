import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useWorkSay = sayFrom<keyof typeof en>('work')
