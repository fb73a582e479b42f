import { sayFrom } from '../../ui/say.ts'
import type { en } from './words.en.ts'

export const useLogsSay = sayFrom<keyof typeof en>('logs')
