import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useMonitorSay = sayFrom<keyof typeof en>('monitor')
