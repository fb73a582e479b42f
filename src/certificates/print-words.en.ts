/** Why a certificate cannot be put on paper. */
export type PrintRefusal =
  | 'PRINT_CHARACTER'
  | 'PRINT_TOO_LONG'
  | 'PRINT_CODE_TOO_LARGE'
  | 'PRINT_CODE_ALPHABET'
  | 'PRINT_SEAL_MISSING'
  | 'PRINT_SEAL_DAMAGED'

export const en = {
  PRINT_CHARACTER:
    'The sheet cannot show the character {code} in “{text}”. Write the name in Latin, Cyrillic or Arabic letters as it stands in the passport or the register of firms.',
  PRINT_TOO_LONG:
    'The particulars fill more than {pages} pages. Shorten the names and put the rest in the dossier.',
  PRINT_CODE_TOO_LARGE:
    'The certificate needs a code of {characters} characters, more than a camera reads reliably. Shorten the names or use fewer seals.',
  PRINT_CODE_ALPHABET:
    'The text for the code contains characters that no certificate has. Nothing was printed; report this with the certificate number.',
  PRINT_SEAL_MISSING:
    'The authority {participant} has no certificate for signing documents. Install the one from its certification authority as {file}.',
  PRINT_SEAL_DAMAGED:
    'The key or the certificate in {file} cannot be read, or they do not belong together. Restore the file from the backup of the keys.',
} as const satisfies Record<PrintRefusal, string>
