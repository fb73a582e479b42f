import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useLicencesSay = sayFrom<keyof typeof en>('licences')
