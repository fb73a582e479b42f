import { sayFrom } from '../../ui/say.ts'
import type { en } from './words.en.ts'

export const useVerifierSay = sayFrom<keyof typeof en>('verifier')
