/** The questions that a verdict answers, in the order in which they are asked (docs/formats/certificate.md). */
export const STEPS = [
  'code',
  'form',
  'root',
  'signature',
  'meaning',
  'standing',
  'number',
  'register',
  'witnesses',
  'status',
  'time',
  'lists',
] as const
export type StepName = (typeof STEPS)[number]

/** What a verifier can find on its way, good or bad, and at which step. A reason says what it does to the verdict. */
export const STEP_OF_FACT = {
  CODE_READ: 'code',
  FILE_READ: 'code',
  STATEMENT_READ: 'form',
  ROOT_USED: 'root',
  KEY_USED: 'signature',
  FIELDS_READ: 'meaning',
  FIELDS_READ_ONLY: 'meaning',
  STANDINGS_OF: 'standing',
  NUMBER_ANNOUNCED: 'number',
  NUMBER_NOT_ANNOUNCED: 'number',
  STATUS_PAGE_USED: 'register',
  REGISTER_USED: 'register',
  PLACE_HOLDS_THIS: 'register',
  PLACE_HOLDS_ANOTHER: 'register',
  PLACE_IS_EMPTY: 'register',
  PROOF_HOLDS: 'register',
  PROOF_FAILS: 'register',
  QUORUM_SINCE: 'witnesses',
  QUORUM_MISSING: 'witnesses',
  WITNESS_COUNTS: 'witnesses',
  WITNESS_OF_ISSUER: 'witnesses',
  STATUS_SAID: 'status',
  IMPORTER_ASKED: 'status',
  TIME_USED: 'time',
  LIST_USED: 'lists',
} as const satisfies Record<string, StepName>

export type FactCode = keyof typeof STEP_OF_FACT

export type Fact = {
  readonly code: FactCode
  /** Instants are epoch seconds. */
  readonly detail: Readonly<Record<string, string | number>>
}

export function fact(code: FactCode, detail: Fact['detail'] = {}): Fact {
  return { code, detail }
}
