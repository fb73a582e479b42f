import { ACCESS_STATUS, type AccessRefusal } from '../../access/refusals.ts'
import { en as accessEn } from '../../access/words.en.ts'
import { fr as accessFr } from '../../access/words.fr.ts'
import { platformBook, type RefusalBook } from '../../platform/http/problem.ts'
import type { HttpRefusal } from '../../platform/refusals.ts'
import { type PrintRefusal, en as printEn } from '../print-words.en.ts'
import { fr as printFr } from '../print-words.fr.ts'
import { type ReadRefusal, en as readEn } from '../read-words.en.ts'
import { fr as readFr } from '../read-words.fr.ts'
import { type CertificatesRefusal, HTTP_STATUS } from '../refusals.ts'
import { en } from '../words.en.ts'
import { fr } from '../words.fr.ts'

/** Everything that a door of this module can refuse with. */
export type DoorRefusal =
  | CertificatesRefusal
  | PrintRefusal
  | ReadRefusal
  | AccessRefusal
  | HttpRefusal

const PRINT_STATUS = {
  PRINT_CHARACTER: 422,
  PRINT_TOO_LONG: 422,
  PRINT_CODE_TOO_LARGE: 422,
  PRINT_CODE_ALPHABET: 500,
  PRINT_SEAL_MISSING: 409,
  PRINT_SEAL_DAMAGED: 409,
} as const satisfies Record<PrintRefusal, number>

const READ_STATUS = {
  READ_EMPTY: 422,
  READ_TOO_LARGE: 413,
  READ_NOT_RECOGNISED: 415,
  READ_DAMAGED: 422,
  READ_PICTURE_TOO_LARGE: 413,
  READ_NO_CODE_IN_PICTURE: 422,
  READ_OTHER_CODE_IN_PICTURE: 422,
  READ_SEVERAL_CODES: 422,
  READ_PDF_NO_CERTIFICATE: 422,
  READ_PDF_SEVERAL: 422,
  READ_PDF_ENCRYPTED: 422,
  READ_PDF_BOMB: 413,
  READ_TYPE_NOT_ALLOWED: 415,
  READ_TYPE_MISMATCH: 415,
} as const satisfies Record<ReadRefusal, number>

export const certificatesBook: RefusalBook<DoorRefusal> = {
  status: {
    ...platformBook.status,
    ...ACCESS_STATUS,
    ...PRINT_STATUS,
    ...READ_STATUS,
    ...HTTP_STATUS,
  },
  words: {
    en: { ...platformBook.words.en, ...accessEn, ...printEn, ...readEn, ...en },
    fr: { ...platformBook.words.fr, ...accessFr, ...printFr, ...readFr, ...fr },
  },
}
