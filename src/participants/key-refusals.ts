import type { KeyCeremonyRefusal } from './key-ceremony.ts'

/** Why a key was not made, published, retired or marked, and why nothing is signed with one. */
export type KeyRefusal =
  | KeyCeremonyRefusal
  | 'PARTICIPANTS_KEY_NONE'
  | 'PARTICIPANTS_KEY_PARTY'
  | 'PARTICIPANTS_KEY_USAGE'
  | 'PARTICIPANTS_KEY_TIME'
  | 'PARTICIPANTS_KEY_FORM'
  | 'PARTICIPANTS_TRUST_BUSY'
  | 'PARTICIPANTS_DELEGATION_AWAY'
