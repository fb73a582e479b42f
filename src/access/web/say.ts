import { sayFrom } from '../../ui/say.ts'
import type { en } from './words.en.ts'

export const useAccessSay = sayFrom<keyof typeof en>('access')
