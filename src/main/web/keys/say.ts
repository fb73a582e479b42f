import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export type KeysWord = keyof typeof en

export const useKeysSay = sayFrom<KeysWord>('keys')
