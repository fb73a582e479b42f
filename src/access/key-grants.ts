const KEY_OFFICER = { key_officer: 'participant' } as const

/** Lines of the role table (grant-table.ts): the keys that a Participant signs with. */
export const KEYS = {
  'participants:read-keys': {
    thing: 'Keys',
    does: 'see the keys of the own Participant, and where they are in their life',
    who: { ...KEY_OFFICER, auditor: 'participant', reviewer: 'participant' },
  },
  'participants:create-key': {
    thing: 'Keys',
    does: 'have the signer make a key that nobody counts before it is published',
    who: KEY_OFFICER,
    inPerson: true,
  },
  'participants:publish-key': {
    thing: 'Keys',
    does: 'publish a key in the trust list, also in the place of another',
    who: KEY_OFFICER,
    second: KEY_OFFICER,
    inPerson: true,
  },
  'participants:retire-key': {
    thing: 'Keys',
    does: 'retire a key from a time on',
    who: KEY_OFFICER,
    second: KEY_OFFICER,
    inPerson: true,
  },
  'participants:mark-key': {
    thing: 'Keys',
    does: 'mark a key as compromised since a time',
    who: KEY_OFFICER,
    second: KEY_OFFICER,
    inPerson: true,
  },
  'certificates:blocks-to-sign': {
    thing: 'Keys',
    does: 'see how many number blocks are signed with a key that counts no more',
    who: { ...KEY_OFFICER, auditor: 'participant', reviewer: 'participant' },
  },
  'certificates:sign-blocks': {
    thing: 'Keys',
    does: 'sign the number blocks again whose key counts no more',
    who: KEY_OFFICER,
    second: KEY_OFFICER,
    inPerson: true,
  },
} as const
