import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useKeysSay = sayFrom<keyof typeof en>('keys')
