import type { ApprovalRefusal, ChangeRefusal } from './approvals.ts'
import type { ToSignRefusal } from './to-sign.ts'

/** Why a signer or its key store cannot be opened. Said on the terminal of the machine that holds the keys. */
export type SignerStartRefusal =
  | 'PARTICIPANTS_SIGNER_ADDRESS'
  | 'PARTICIPANTS_SIGNER_DATA'
  | 'PARTICIPANTS_SIGNER_ENVIRONMENT'
  | 'PARTICIPANTS_SIGNER_FOLDER'
  | 'PARTICIPANTS_SIGNER_IN_USE'
  | 'PARTICIPANTS_SIGNER_NOT_STARTED'
  | KeyStoreRefusal

/** Of the key store itself. */
export type KeyStoreRefusal =
  | 'PARTICIPANTS_PASSPHRASE_MISSING'
  | 'PARTICIPANTS_PASSPHRASE_WRONG'
  | 'PARTICIPANTS_KEY_STORE_DAMAGED'
  | 'PARTICIPANTS_KEY_STORE_ENVIRONMENT'
  | 'PARTICIPANTS_PKCS11_SETTING'
  | 'PARTICIPANTS_PKCS11_PACKAGE'
  | 'PARTICIPANTS_PKCS11_MODULE'
  | 'PARTICIPANTS_PKCS11_TOKEN'
  | 'PARTICIPANTS_PKCS11_PIN'
  | 'PARTICIPANTS_PKCS11_FAILED'

/** What a signer that runs answers instead of a signature. */
export type SignerRefusal =
  | ToSignRefusal
  | ApprovalRefusal
  | ChangeRefusal
  | 'PARTICIPANTS_SIGN_APPROVALS'
  | 'PARTICIPANTS_SIGN_MEANING'
  | 'PARTICIPANTS_SIGNER_REQUEST'
  | 'PARTICIPANTS_SIGNER_BUSY'
  | 'PARTICIPANTS_KEYS_TOO_MANY'
  | 'PARTICIPANTS_OFFICERS_NONE'
  | 'PARTICIPANTS_SIGNER_AWAY'
