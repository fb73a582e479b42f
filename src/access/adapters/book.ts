import type { RefusalBook } from '../../platform/http/problem.ts'
import { ACCESS_STATUS, type AccessRefusal } from '../refusals.ts'
import { en } from '../words.en.ts'
import { fr } from '../words.fr.ts'

/** How this module's refusals are told over HTTP; `bothBooks` joins it to another module's. */
export const accessBook: RefusalBook<AccessRefusal> = {
  status: ACCESS_STATUS,
  words: { en, fr },
}
