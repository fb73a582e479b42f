import { LICENSED_ISSUER, LICENSED_VALIDATOR } from './delegation-grants.ts'

const SIGNING = { issuing_officer: 'participant', validating_officer: 'participant' } as const

/** Lines of the role table (grant-table.ts): exports under a supervision, and the third party to them. */
export const SUPERVISED = {
  'certificates:co-approve': {
    thing: 'Certificates',
    does: 'as the monitor of a supervision, approve a validation so that it is signed, or say that nothing is objected to one that was',
    who: { monitor: 'participant' },
  },
  'certificates:object': {
    thing: 'Certificates',
    does: 'as the monitor of a supervision, object with a reason',
    who: { monitor: 'participant' },
  },
  'certificates:recall': {
    thing: 'Certificates',
    does: 'take a validation back that waits for the monitor',
    who: { validating_officer: 'participant' },
  },
} as const

/** Lines of the role table (grant-table.ts): what comes before an act that is signed in person. */
export const IN_PERSON = {
  'certificates:prepare-issue': {
    thing: 'Applications',
    does: 'ask what the own passkey has to sign, before issuing',
    who: { issuing_officer: 'participant', ...LICENSED_ISSUER },
  },
  'certificates:prepare-validate': {
    thing: 'Certificates',
    does: 'ask what the own passkey has to sign, before validating',
    who: { validating_officer: 'participant', ...LICENSED_VALIDATOR },
  },
  'certificates:read-cards': {
    thing: 'Smart cards',
    does: 'see which smart card belongs to which officer',
    who: { ...SIGNING, auditor: 'participant', reviewer: 'participant' },
  },
  'certificates:register-card': {
    thing: 'Smart cards',
    does: 'register the own smart card, where the law asks for its signature',
    who: SIGNING,
    second: SIGNING,
  },
  'certificates:end-card': {
    thing: 'Smart cards',
    does: 'end a smart card that is lost, stolen or returned',
    who: SIGNING,
  },
} as const
