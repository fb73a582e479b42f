import type { DossierCode } from './dossier-findings.ts'

export const en = {
  DOSSIER_STATEMENT: 'The signed statement is no certificate, or of another number.',
  DOSSIER_DIGEST: 'The list of files is not the one that the certificate signs.',
  DOSSIER_RECORD: '{of} is missing, was changed, or says something else of the issue.',
  DOSSIER_FILE: 'The file {of} is missing or was changed.',
  DOSSIER_SIGNED: 'What is shown as signed ({of}) does not follow from the certificate.',
  DOSSIER_PASSKEY: 'The confirmation by passkey ({of}) does not hold: {cause}.',
  DOSSIER_PASSKEY_MISSING: 'The list of officers requires a passkey, and there is none ({of}).',
  DOSSIER_NOT_LISTED:
    'The list of officers does not give this passkey to this officer for this act ({of}).',
  DOSSIER_SAME_OFFICER: 'One officer issued and validated.',
  DOSSIER_CARD: 'The signature by the smart card ({of}) does not hold: {cause}.',
  DOSSIER_CARD_LINES: 'The lines that the card signed ({of}) are not those of this certificate.',
  DOSSIER_CARD_MISSING: 'The law of that day asked for a smart card, and there is none ({of}).',
  DOSSIER_NOT_CLOSED: 'The certificate is not signed yet, so its dossier is open.',
  DOSSIER_NO_PASSKEY: 'No passkey was asked for ({of}): nobody but the node says who did it.',
  DOSSIER_NO_LIST:
    'Without the list of officers (--officers) it stays open whose passkey it is ({of}).',
  DOSSIER_NO_ORIGIN:
    'Neither a list of officers nor the address of the node (--origin) was given, so the passkey was not checked ({of}).',
  DOSSIER_NO_AUTHORITY:
    'No authority of cards (--profile or --authority) was given, so the card was not checked ({of}).',
  DOSSIER_NO_FILES: 'The other files were not brought (--files), so they were not compared.',
} as const satisfies Record<DossierCode, string>
