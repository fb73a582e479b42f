import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useArrivalSay = sayFrom<keyof typeof en>('arrival')
