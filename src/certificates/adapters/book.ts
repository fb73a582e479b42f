import { ACCESS_STATUS, type AccessRefusal } from '../../access/refusals.ts'
import { en as accessEn } from '../../access/words.en.ts'
import { fr as accessFr } from '../../access/words.fr.ts'
import { platformBook, type RefusalBook } from '../../platform/http/problem.ts'
import type { HttpRefusal } from '../../platform/refusals.ts'
import { type CertificatesRefusal, HTTP_STATUS } from '../refusals.ts'
import { en } from '../words.en.ts'
import { fr } from '../words.fr.ts'

/** Everything that a door of this module can refuse with. */
export type DoorRefusal = CertificatesRefusal | AccessRefusal | HttpRefusal

export const certificatesBook: RefusalBook<DoorRefusal> = {
  status: { ...platformBook.status, ...ACCESS_STATUS, ...HTTP_STATUS },
  words: {
    en: { ...platformBook.words.en, ...accessEn, ...en },
    fr: { ...platformBook.words.fr, ...accessFr, ...fr },
  },
}
