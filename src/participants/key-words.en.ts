import type { KeyRefusal } from './key-refusals.ts'

export const en = {
  PARTICIPANTS_KEY_NAME:
    'Name the key by its fingerprint: 64 hexadecimal digits, or as many from the beginning, eight at least, as no other key of this party and usage begins with.',
  PARTICIPANTS_KEY_UNKNOWN:
    'No {usage} key of {party} begins with {key}. Look at the list of its keys again.',
  PARTICIPANTS_KEY_NOT_HELD:
    'The key {key} is not held by the signer of this node, so nobody could sign with it. Restore the signer’s keys, or make a new key.',
  PARTICIPANTS_KEY_NOT_LISTED:
    'The key {key} was never published, so no verifier counts it, and there is nothing to end.',
  PARTICIPANTS_KEY_ENDED:
    'The key {key} was retired or marked as compromised. It is never published again: make a new one.',
  PARTICIPANTS_KEY_RETIRED_SINCE:
    'The key {key} is retired already, from another time on. What it signed before that time stays valid, and the time is not changed any more.',
  PARTICIPANTS_KEY_COMPROMISED_SINCE:
    'The key {key} is marked as compromised already, since an earlier time. That is never taken back, and the time is only ever made earlier.',
  PARTICIPANTS_KEY_GOOD_BELOW:
    'At most {most} entries of the log were cosigned by a quorum of witnesses at that time, so no more can stay good. Name a lower number, or none.',
  PARTICIPANTS_KEY_GOOD_RAISED:
    'Fewer entries below which the key {key} stays good are named in the list already. That number is only ever lowered.',
  PARTICIPANTS_KEY_GOOD_USAGE:
    'A place in the log is named for certificate keys only. What a {usage} key signed stands in the log and on the register page, which the new key signs.',
  PARTICIPANTS_KEY_FUTURE:
    'A key is compromised since a time that has passed. To end a key later, retire it.',
  PARTICIPANTS_KEY_LAST:
    'No other {usage} key of {party} would be left, and nothing of that usage could be signed. Publish another key first, or say that this is meant.',
  PARTICIPANTS_KEYS_LISTED:
    'The trust list names {max} keys of {party}, and takes no more. Call whoever looks after the program.',
  PARTICIPANTS_KEY_NONE:
    'No {usage} key of {party} is in force that this node holds, so nothing was signed. Ask a key officer to publish one.',
  PARTICIPANTS_KEY_PARTY: 'The trust list names no keys of {party}. Check the code.',
  PARTICIPANTS_KEY_USAGE: 'A key is for certificate, status or confirm, and not for “{usage}”.',
  PARTICIPANTS_KEY_TIME: 'A time is written as 2026-03-04T09:00:00Z.',
  PARTICIPANTS_KEY_FORM: 'What was sent is not what is asked for here: {field}.',
  PARTICIPANTS_TRUST_BUSY:
    'Another program is changing the trust list. Nothing was changed here; try again in a moment.',
  PARTICIPANTS_DELEGATION_AWAY:
    'The key that signs the list of {party} is not on this machine, or is not the one that the root names. Do it where that key is.',
} as const satisfies Record<KeyRefusal, string>
