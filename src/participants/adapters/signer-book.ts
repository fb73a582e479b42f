import type { RefusalBook } from '../../platform/http/problem.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import type { SignerRefusal, SignerStartRefusal } from '../signer-refusals.ts'
import { en } from '../signer-words.en.ts'
import { fr } from '../signer-words.fr.ts'

/** A fault of our own program, or a machine that is not set up: nothing that a request could mend. */
const OURS = 500

/** How what the signer refuses is told over HTTP. */
export const signerBook: RefusalBook<SignerRefusal | SignerStartRefusal> = {
  status: {
    PARTICIPANTS_SIGNER_AWAY: 503,
    PARTICIPANTS_SIGNER_BUSY: 503,
    PARTICIPANTS_OFFICERS_SAME: 403,
    PARTICIPANTS_OFFICER_ROLE: 403,
    PARTICIPANTS_OFFICER_MISSING: 403,
    PARTICIPANTS_ASSERTION_MISSING: 403,
    PARTICIPANTS_ASSERTION: 403,
    PARTICIPANTS_OFFICERS_TWO: 403,
    PARTICIPANTS_OFFICERS_NONE: 409,
    PARTICIPANTS_OFFICERS_OUTDATED: 409,
    PARTICIPANTS_OFFICERS_LIST: 422,
    PARTICIPANTS_OFFICERS_TWICE: 422,
    PARTICIPANTS_OFFICERS_TOO_FEW: 422,
    PARTICIPANTS_SIGN_FORM: OURS,
    PARTICIPANTS_SIGN_KEY: OURS,
    PARTICIPANTS_SIGN_KIND: OURS,
    PARTICIPANTS_SIGN_ENVIRONMENT: OURS,
    PARTICIPANTS_SIGN_AUTHOR: OURS,
    PARTICIPANTS_SIGN_APPROVALS: OURS,
    PARTICIPANTS_SIGN_MEANING: OURS,
    PARTICIPANTS_SIGNER_REQUEST: OURS,
    PARTICIPANTS_KEYS_TOO_MANY: OURS,
    PARTICIPANTS_SIGNER_ADDRESS: OURS,
    PARTICIPANTS_SIGNER_DATA: OURS,
    PARTICIPANTS_SIGNER_ENVIRONMENT: OURS,
    PARTICIPANTS_SIGNER_FOLDER: OURS,
    PARTICIPANTS_SIGNER_IN_USE: OURS,
    PARTICIPANTS_SIGNER_NOT_STARTED: OURS,
    PARTICIPANTS_PASSPHRASE_MISSING: OURS,
    PARTICIPANTS_PASSPHRASE_WRONG: OURS,
    PARTICIPANTS_KEY_STORE_DAMAGED: OURS,
    PARTICIPANTS_KEY_STORE_ENVIRONMENT: OURS,
    PARTICIPANTS_PKCS11_SETTING: OURS,
    PARTICIPANTS_PKCS11_PACKAGE: OURS,
    PARTICIPANTS_PKCS11_MODULE: OURS,
    PARTICIPANTS_PKCS11_TOKEN: OURS,
    PARTICIPANTS_PKCS11_PIN: OURS,
    PARTICIPANTS_PKCS11_FAILED: OURS,
  },
  words: { en, fr },
}

/** Whether nobody answered because the signer is away: the same can be asked again, unchanged. */
export function isAway(error: unknown): boolean {
  return error instanceof RefusedError && error.refusal.code === 'PARTICIPANTS_SIGNER_AWAY'
}
