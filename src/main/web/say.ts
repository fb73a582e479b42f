import { sayFrom } from '../../ui/say.ts'
import type { en } from './words.en.ts'

export const useAppSay = sayFrom<keyof typeof en>('app')
