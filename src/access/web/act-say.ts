import { sayFrom } from '../../ui/say.ts'
import type { Act } from '../grant-table.ts'

/** What an act is called, for people. */
export const useActSay = sayFrom<Act>('acts')
