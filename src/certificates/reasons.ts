import type { Base45Refusal } from '../crypto/base45.ts'
import type { StatementRefusal } from '../crypto/statement.ts'
import type { AuthenticationFault } from '../participants/authenticate.ts'
import type { BundleRefusal } from '../participants/bundle.ts'
import type { TrustRefusal } from '../participants/trust.ts'
import type { MeaningFault } from './certificate.ts'

/** What a reason does to the verdict. The worst effect of all reasons is the verdict. */
export type Effect = 'invalid' | 'cannot_tell' | 'note'

type FormReason =
  | Base45Refusal
  | StatementRefusal
  | 'NOT_A_CERTIFICATE'
  | 'CODE_TOO_LONG'
  | 'PREFIX_OF_ANOTHER_ENVIRONMENT'
type TrustReason =
  | AuthenticationFault
  | BundleRefusal
  | TrustRefusal
  | 'NO_TRUST_LIST'
  | 'ROOT_NOT_PINNED'
  | 'KEY_NEWER_THAN_LIST'
  | 'KEY_COMPROMISED_LATER'
  | 'ISSUER_LISTS_MISSING'
  | 'ISSUER_LISTS_DAMAGED'
type MeaningReason =
  | MeaningFault['code']
  | 'ISSUER_MAY_NOT_EXPORT'
  | 'DESTINATION_MAY_NOT_IMPORT'
  | 'NO_CERTIFICATE_BETWEEN'
  | 'NUMBER_OUTSIDE_BLOCKS'
  | 'NUMBER_BEFORE_ITS_BLOCK'
  | 'REGISTER_OLDER'
  | 'REGISTER_NOT_WITNESSED'
  | 'NOT_IN_REGISTER'
  | 'TWIN'
  | 'LOG_FORKED'
type StatusReason =
  | 'VOID'
  | 'SUSPENDED'
  | 'USED'
  | 'CORRECTED'
  | 'LOST_OR_STOLEN'
  | 'STOLEN'
  | 'REPLACED'
  | 'RETURNED_UNUSED'
  | 'SPOILED'
type TimeReason =
  | 'EXPIRED'
  | 'EXPIRED_UNUSED'
  | 'SIGNED_IN_THE_FUTURE'
  | 'LIST_STALE'
  | 'LIST_FROM_THE_FUTURE'
  | 'LIST_ROLLED_BACK'
  | 'LIST_AGEING'
  | 'CLOCK_BEHIND'
  | 'CLOCK_PERHAPS_AHEAD'
type NoteReason =
  | 'SPECIMEN'
  | 'COMPARE_SEALS_AND_WEIGHT'
  | 'REGISTER_NOT_CONSULTED'
  | 'ROLLBACK_NOT_CHECKED'
  | 'TECHNICAL_CERTIFICATE'
  | 'ORIGINS_NOT_NAMED'
  | 'DELEGATION_CHANGED_WITHOUT_PARTY'
  | 'IMPORTER_LIST_MISSING'
  | 'IMPORTER_LIST_OLD'
/** What the standing of an end asks an inspector to look at, under the codes of the registry. */
type StandingNote =
  | 'APPROVED_ZONES_ONLY'
  | 'MINE_APPROVAL_NEEDED'
  | 'TRADING_ENTITY'
  | 'EMBARGOED'
  | 'DATE_UNCERTAIN'
  | 'NOT_ON_LEGAL_LIST'

export type ReasonCode =
  | FormReason
  | TrustReason
  | MeaningReason
  | StatusReason
  | TimeReason
  | NoteReason
  | StandingNote

/**
 * The effect of each reason. A fault of the certificate is INVALID; a fault of what the reader
 * carries is CANNOT TELL, because the certificate may be as good as any.
 */
export const EFFECTS = {
  BASE45_CHARACTER: 'invalid',
  BASE45_LENGTH: 'invalid',
  BASE45_OVERFLOW: 'invalid',
  CBOR_TRUNCATED: 'invalid',
  CBOR_TRAILING_BYTES: 'invalid',
  CBOR_INDEFINITE: 'invalid',
  CBOR_NOT_SHORTEST: 'invalid',
  CBOR_DUPLICATE_KEY: 'invalid',
  CBOR_UNSORTED_KEYS: 'invalid',
  CBOR_KEY_TYPE: 'invalid',
  CBOR_UTF8: 'invalid',
  CBOR_TOO_DEEP: 'invalid',
  CBOR_TYPE: 'invalid',
  CBOR_INTEGER_RANGE: 'invalid',
  COSE_NOT_SIGN1: 'invalid',
  COSE_UNPROTECTED_NOT_EMPTY: 'invalid',
  COSE_HEADER: 'invalid',
  COSE_ALGORITHM: 'invalid',
  COSE_KEY_ID: 'invalid',
  COSE_TYPE: 'invalid',
  COSE_SIGNATURE_LENGTH: 'invalid',
  COSE_HIGH_S: 'invalid',
  STATEMENT_TOO_LONG: 'invalid',
  STATEMENT_CLAIMS: 'invalid',
  NOT_A_CERTIFICATE: 'invalid',
  CODE_TOO_LONG: 'invalid',
  PREFIX_OF_ANOTHER_ENVIRONMENT: 'invalid',
  TYP_UNKNOWN: 'invalid',
  TYP_OF_ANOTHER_KIND: 'invalid',
  SPECIMEN_REFUSED: 'invalid',
  ISSUER_WITHOUT_KEYS: 'invalid',
  KEY_NOT_DELEGATED: 'invalid',
  KEY_WRONG_USAGE: 'invalid',
  KEY_WRONG_ALGORITHM: 'invalid',
  SIGNATURE_INVALID: 'invalid',
  KEY_OUTSIDE_TIME: 'invalid',
  KEY_RETIRED: 'invalid',
  // Until logs are live; where they are it is decided, and INVALID (`effectOf`).
  KEY_COMPROMISED: 'cannot_tell',
  KEY_COMPROMISED_LATER: 'note',
  TRUST_OF_DEMONSTRATION: 'cannot_tell',
  NO_TRUST_LIST: 'cannot_tell',
  ROOT_NOT_PINNED: 'cannot_tell',
  KEY_NEWER_THAN_LIST: 'cannot_tell',
  ISSUER_LISTS_MISSING: 'cannot_tell',
  ISSUER_LISTS_DAMAGED: 'cannot_tell',
  BUNDLE_TOO_LONG: 'cannot_tell',
  BUNDLE_MALFORMED: 'cannot_tell',
  BUNDLE_VERSION: 'cannot_tell',
  BUNDLE_TOO_MANY_PARTS: 'cannot_tell',
  BUNDLE_PATH: 'cannot_tell',
  BUNDLE_ROOTS: 'cannot_tell',
  TRUST_MALFORMED: 'cannot_tell',
  TRUST_PART_MISSING: 'cannot_tell',
  TRUST_SIGNATURES: 'cannot_tell',
  TRUST_ROOT_CHAIN: 'cannot_tell',
  TRUST_ROOT_EXPIRED: 'cannot_tell',
  TRUST_ROLLED_BACK: 'cannot_tell',
  TRUST_MIXED: 'cannot_tell',
  TRUST_DELEGATION: 'cannot_tell',
  TRUST_DELEGATION_CHANGED: 'cannot_tell',
  TRUST_CHANGE_UNPROVEN: 'cannot_tell',
  TRUST_KEYS: 'cannot_tell',
  TRUST_KEY_SHARED: 'cannot_tell',
  TRUST_COMPROMISE_UNDONE: 'cannot_tell',
  TRUST_REGISTRY: 'cannot_tell',
  FIELD_MALFORMED: 'invalid',
  NUMBER_MALFORMED: 'invalid',
  NUMBER_OF_ANOTHER_ISSUER: 'invalid',
  NO_EXPIRY: 'invalid',
  LINES_NOT_IN_ORDER: 'invalid',
  TOTALS_DIFFER: 'invalid',
  ORIGIN_INCONSISTENT: 'invalid',
  DATES_INCONSISTENT: 'invalid',
  DESTINATION_IS_ISSUER: 'invalid',
  TRANSIT_INCONSISTENT: 'invalid',
  SEALS_REPEATED: 'invalid',
  ISSUER_MAY_NOT_EXPORT: 'invalid',
  DESTINATION_MAY_NOT_IMPORT: 'invalid',
  NO_CERTIFICATE_BETWEEN: 'invalid',
  NUMBER_OUTSIDE_BLOCKS: 'invalid',
  NUMBER_BEFORE_ITS_BLOCK: 'invalid',
  REGISTER_OLDER: 'cannot_tell',
  REGISTER_NOT_WITNESSED: 'cannot_tell',
  NOT_IN_REGISTER: 'invalid',
  TWIN: 'invalid',
  LOG_FORKED: 'cannot_tell',
  VOID: 'invalid',
  SUSPENDED: 'cannot_tell',
  USED: 'invalid',
  CORRECTED: 'cannot_tell',
  LOST_OR_STOLEN: 'invalid',
  STOLEN: 'invalid',
  REPLACED: 'invalid',
  RETURNED_UNUSED: 'invalid',
  SPOILED: 'invalid',
  EXPIRED: 'invalid',
  // Beside EXPIRED, which decides.
  EXPIRED_UNUSED: 'note',
  SIGNED_IN_THE_FUTURE: 'cannot_tell',
  LIST_STALE: 'cannot_tell',
  LIST_FROM_THE_FUTURE: 'cannot_tell',
  LIST_ROLLED_BACK: 'cannot_tell',
  LIST_AGEING: 'note',
  CLOCK_BEHIND: 'note',
  CLOCK_PERHAPS_AHEAD: 'note',
  SPECIMEN: 'note',
  COMPARE_SEALS_AND_WEIGHT: 'note',
  REGISTER_NOT_CONSULTED: 'note',
  ROLLBACK_NOT_CHECKED: 'note',
  TECHNICAL_CERTIFICATE: 'note',
  ORIGINS_NOT_NAMED: 'note',
  DELEGATION_CHANGED_WITHOUT_PARTY: 'note',
  IMPORTER_LIST_MISSING: 'note',
  IMPORTER_LIST_OLD: 'note',
  APPROVED_ZONES_ONLY: 'note',
  MINE_APPROVAL_NEEDED: 'note',
  TRADING_ENTITY: 'note',
  EMBARGOED: 'note',
  DATE_UNCERTAIN: 'note',
  NOT_ON_LEGAL_LIST: 'note',
} as const satisfies Record<ReasonCode, Effect>

export type Reason = {
  readonly code: ReasonCode
  readonly detail: Readonly<Record<string, string | number>>
}

export function reason(code: ReasonCode, detail: Reason['detail'] = {}): Reason {
  return { code, detail }
}

/**
 * What this reason does to its verdict: its code says so, but that a compromised key decides where the log
 * shows what it signed before.
 */
export function effectOf({ code, detail }: Reason): Effect {
  return code === 'KEY_COMPROMISED' && detail.register === 'on' ? 'invalid' : EFFECTS[code]
}

export type Answer = 'VALID' | 'INVALID' | 'CANNOT_TELL'

/** Three answers, never two: what is wrong outweighs what is unknown, and that what is known. */
export function answerOf(reasons: readonly Reason[]): Answer {
  const effects = reasons.map(effectOf)
  if (effects.includes('invalid')) return 'INVALID'
  return effects.includes('cannot_tell') ? 'CANNOT_TELL' : 'VALID'
}

const RANK: Readonly<Record<Effect, number>> = { invalid: 0, cannot_tell: 1, note: 2 }

/** The reasons that decide first, so that the first sentence on a screen is the one that matters. */
export function inOrderOfWeight(reasons: readonly Reason[]): readonly Reason[] {
  return [...reasons].sort((a, b) => RANK[effectOf(a)] - RANK[effectOf(b)])
}
