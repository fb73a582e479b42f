/** Lines of the role table (grant-table.ts): what comes before an act that is signed in person. */
export const IN_PERSON = {
  'certificates:prepare-issue': {
    thing: 'Applications',
    does: 'ask what the own passkey has to sign, before issuing',
    who: { issuing_officer: 'participant' },
  },
  'certificates:prepare-validate': {
    thing: 'Certificates',
    does: 'ask what the own passkey has to sign, before validating',
    who: { validating_officer: 'participant' },
  },
} as const
