import { sayFrom } from '../../../ui/say.ts'
import type { en } from './words.en.ts'

export type ProfileWord = keyof typeof en
export const useProfileSay = sayFrom<ProfileWord>('profile')
