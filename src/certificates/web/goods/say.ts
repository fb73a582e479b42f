import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useGoodsSay = sayFrom<keyof typeof en>('goods')
