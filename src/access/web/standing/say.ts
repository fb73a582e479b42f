import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useStandingSay = sayFrom<keyof typeof en>('standing')
