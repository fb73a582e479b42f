import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export const useCardsSay = sayFrom<keyof typeof en>('cards')
