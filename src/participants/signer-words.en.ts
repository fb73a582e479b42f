import type { SignerRefusal, SignerStartRefusal } from './signer-refusals.ts'

export const en = {
  PARTICIPANTS_SIGNER_ADDRESS:
    'OPENKP_SIGNER has to name the socket on which the signer listens: a full path of at most 103 bytes.',
  PARTICIPANTS_SIGNER_DATA:
    'OPENKP_SIGNER_DATA has to name the folder in which the signer keeps its keys, by its full path.',
  PARTICIPANTS_SIGNER_ENVIRONMENT:
    'OPENKP_SIGNER_ENVIRONMENT is {value}, but it has to be production or demonstration.',
  PARTICIPANTS_SIGNER_FOLDER:
    'The folder {folder} belongs to another user or can be entered by others. Give it to the user of the signer, with mode 0700, or 0750 where the web server is of its group.',
  PARTICIPANTS_SIGNER_IN_USE:
    'Another signer already answers at {path}. Stop it first, or give this one another socket in OPENKP_SIGNER.',
  PARTICIPANTS_SIGNER_NOT_STARTED:
    'The signer did not start. What it said of the reason stands above this line.',
  PARTICIPANTS_PASSPHRASE_MISSING:
    'There is no passphrase in {file}, and {store} cannot be opened without it. Restore the file, or name it in OPENKP_SIGNER_PASSPHRASE_FILE.',
  PARTICIPANTS_PASSPHRASE_WRONG:
    'The passphrase in {file} does not open {store}, or the store was changed. Give the right passphrase, or restore both from the same backup. Nothing was changed.',
  PARTICIPANTS_KEY_STORE_DAMAGED:
    '{store} is not a key store that this version can read. Restore it from the backup. Nothing was changed.',
  PARTICIPANTS_KEY_STORE_ENVIRONMENT:
    '{store} holds keys of the environment {found}, and this signer serves {wanted}. Give each a folder of its own.',
  PARTICIPANTS_PKCS11_SETTING:
    'For keys in hardware OPENKP_SIGNER_PKCS11 names the module of its maker, OPENKP_SIGNER_TOKEN the token and OPENKP_SIGNER_PIN_FILE a file with the PIN. {name} is missing.',
  PARTICIPANTS_PKCS11_PACKAGE:
    'The optional package pkcs11js is not installed, or does not run on this machine ({reason}). Install it, or leave OPENKP_SIGNER_PKCS11 out.',
  PARTICIPANTS_PKCS11_MODULE:
    'The module {module} cannot be loaded ({reason}). Check the path in OPENKP_SIGNER_PKCS11, or after --module.',
  PARTICIPANTS_PKCS11_TOKEN:
    'The module offers no token with the label {token}. Check OPENKP_SIGNER_TOKEN or --token, and that the device is connected.',
  PARTICIPANTS_PKCS11_PIN:
    'The token {token} does not accept the PIN in {file} ({reason}). Check it before you start again: a token locks itself after a few wrong ones.',
  PARTICIPANTS_PKCS11_FAILED:
    'The key device did not do what it was asked to ({reason}). Check that it is connected and unlocked.',
  PARTICIPANTS_SIGN_FORM:
    'The signer was asked to sign something that is not a statement. Nothing was signed.',
  PARTICIPANTS_SIGN_KEY:
    'The signer does not hold the key that the statement names. Nothing was signed.',
  PARTICIPANTS_SIGN_KIND:
    'The signer was asked for a kind of statement that the key may not sign. Nothing was signed.',
  PARTICIPANTS_SIGN_ENVIRONMENT:
    'The signer serves another environment than the statement belongs to. Nothing was signed.',
  PARTICIPANTS_SIGN_AUTHOR:
    'The signer was asked to sign in the name of a party whose key it is not. Nothing was signed.',
  PARTICIPANTS_SIGN_APPROVALS:
    'The signer signs a certificate only with the names of the two officers who stand for it. Nothing was signed.',
  PARTICIPANTS_SIGN_MEANING:
    'The signer was asked to sign a certificate whose fields contradict each other ({cause}). Nothing was signed.',
  PARTICIPANTS_SIGNER_REQUEST: 'The signer did not understand what it was asked.',
  PARTICIPANTS_SIGNER_BUSY:
    'The signer has more to do than it takes on at a time. Nothing was signed; try again in a minute.',
  PARTICIPANTS_KEYS_TOO_MANY: 'The signer holds {max} keys, and takes no more.',
  PARTICIPANTS_SIGNER_AWAY:
    'The signer, which holds the keys, does not answer. Nothing was signed or changed; try again in a minute.',
  PARTICIPANTS_OFFICERS_NONE:
    'The signer has no list of officers for this party. The first one is given at the machine of the signer, with “openkp signer officers”.',
  PARTICIPANTS_OFFICERS_LIST: 'The list of officers is not as it should be ({cause}).',
  PARTICIPANTS_OFFICERS_TWICE:
    'The list of officers names something twice ({name}). One passkey belongs to one officer.',
  PARTICIPANTS_OFFICERS_TOO_FEW:
    'Where passkeys are required, the list needs two officers with passkeys of whom one issues and the other validates, and two key officers with passkeys.',
  PARTICIPANTS_OFFICERS_OUTDATED:
    'The list of officers was changed since this change was prepared. Prepare it again from the list in force.',
  PARTICIPANTS_OFFICERS_TWO:
    'A change of the list of officers has to be confirmed by two different key officers.',
  PARTICIPANTS_OFFICERS_SAME:
    'The officer who issued a certificate cannot validate it. Ask a colleague. Nothing was signed.',
  PARTICIPANTS_OFFICER_ROLE:
    'The list of officers does not give this officer that right ({role}). Nothing was signed.',
  PARTICIPANTS_OFFICER_MISSING:
    'This officer has no passkey in the list of officers ({role}). Ask two key officers to add it. Nothing was signed.',
  PARTICIPANTS_ASSERTION_MISSING:
    'This officer has to confirm with his passkey ({role}). Nothing was signed.',
  PARTICIPANTS_ASSERTION:
    'The confirmation by passkey does not fit what was to be confirmed ({role}: {cause}). Confirm again. Nothing was signed.',
} as const satisfies Record<SignerRefusal | SignerStartRefusal, string>
