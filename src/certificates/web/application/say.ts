import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useApplicationSay = sayFrom<keyof typeof en>('application')
