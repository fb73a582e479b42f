/** What the check of a dossier can find: a fault speaks against it, a doubt says what could not be looked at. */
const DOSSIER_EFFECTS = {
  DOSSIER_STATEMENT: 'fault',
  DOSSIER_DIGEST: 'fault',
  DOSSIER_RECORD: 'fault',
  DOSSIER_FILE: 'fault',
  DOSSIER_SIGNED: 'fault',
  DOSSIER_PASSKEY: 'fault',
  DOSSIER_PASSKEY_MISSING: 'fault',
  DOSSIER_NOT_LISTED: 'fault',
  DOSSIER_SAME_OFFICER: 'fault',
  DOSSIER_CARD: 'fault',
  DOSSIER_CARD_LINES: 'fault',
  DOSSIER_CARD_MISSING: 'fault',
  DOSSIER_NOT_CLOSED: 'doubt',
  DOSSIER_NO_PASSKEY: 'doubt',
  DOSSIER_NO_LIST: 'doubt',
  DOSSIER_NO_ORIGIN: 'doubt',
  DOSSIER_NO_AUTHORITY: 'doubt',
  DOSSIER_NO_FILES: 'doubt',
} as const
export type DossierCode = keyof typeof DOSSIER_EFFECTS

export type DossierFinding = {
  readonly code: DossierCode
  /** Which of the two acts, the dossier or one of its files. */
  readonly of: string
  readonly cause?: string
}

export type DossierResult = 'GOOD' | 'FAULT' | 'CANNOT_TELL'

/** A fault outweighs a doubt, which outweighs nothing. */
export function resultOf(findings: readonly DossierFinding[]): DossierResult {
  const effects = findings.map(({ code }) => DOSSIER_EFFECTS[code])
  if (effects.includes('fault')) return 'FAULT'
  return effects.includes('doubt') ? 'CANNOT_TELL' : 'GOOD'
}
