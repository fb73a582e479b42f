import type { RootRefusal } from './root-refusals.ts'

export const en = {
  PARTICIPANTS_ROOT_FORM:
    '{file} is not what the ceremony of the root writes ({cause}). Fetch it again from whoever made it.',
  PARTICIPANTS_ROOT_ENVIRONMENT:
    'This is of {found} and that of {wanted}. A demonstration and a production scheme are never mixed: nothing was signed or published.',
  PARTICIPANTS_ROOT_VERSION:
    'The proposal makes version {proposed} of {file}, but the one in force is {current}. Propose it again from the list in force.',
  PARTICIPANTS_ROOT_EXPIRED:
    'The proposal ended on {expired}, or was made for longer than a year. Propose it again.',
  PARTICIPANTS_ROOT_CHANGED:
    'This signature is of another proposal, or the proposal was changed after it was signed. Compare the digests, and find out who changed it.',
  PARTICIPANTS_ROOT_THRESHOLD:
    'Of {keys} root keys, {threshold} cannot be what is needed: at least two, at most all of them, and no key twice.',
  PARTICIPANTS_ROOT_NOTHING:
    'A proposal changes root keys, the key of a party, or renews what is there with --renew. This one does nothing.',
  PARTICIPANTS_ROOT_SIGNER_UNKNOWN:
    'The key of {file} is no root key, neither of the root in force nor of the proposed one.',
  PARTICIPANTS_ROOT_SIGNER_TWICE: 'One key signed twice. It counts once: ask another holder.',
  PARTICIPANTS_ROOT_SIGNATURE:
    'The signature in {file} does not fit the proposal. Sign it again from the original file.',
  PARTICIPANTS_ROOT_TOO_FEW:
    'Holders of the {whose} root have signed with {have} keys, and {need} are needed. Nothing was published.',
  PARTICIPANTS_ROOT_KEY_FILE: '{file} is not a file of a root key, or it was changed.',
  PARTICIPANTS_ROOT_KEY_THERE:
    '{file} is there already, and a key is never written over. Name another file.',
  PARTICIPANTS_ROOT_PASSPHRASE:
    'The passphrase does not open {file}, or the file was changed. A passphrase has 12 characters at least.',
  PARTICIPANTS_ROOT_NO_LOG:
    'This node publishes no log of {log}. Name a party whose log it keeps with --log.',
  PARTICIPANTS_ROOT_NOT_ANNOUNCED:
    'The log of {log} does not have this change under a head yet. Announce it with “root announce”; where that is done, wait for the next head of the log.',
  PARTICIPANTS_ROOT_NOT_WITNESSED:
    'The head of the log of {log} has too few witnesses beside the operator of the log and {party} itself: the seven days have not begun. Wait for the next head, or announce it in another log with --log.',
  PARTICIPANTS_ROOT_TOO_EARLY:
    'The change is announced, and {file} keeps since when. It can be named from {from} on: give this command again then, with the same file. Where that has passed, wait for the next head of the log of {log}.',
} as const satisfies Record<RootRefusal, string>
