const ADMINISTRATOR = { node_administrator: 'participant' } as const
const SECOND = { ...ADMINISTRATOR, key_officer: 'participant' } as const
const FOCAL_POINT = { focal_point: 'participant' } as const

/** Lines of the role table (grant-table.ts): what everybody does with the own account. */
export const OWN_ACCOUNT = {
  'access:link': {
    thing: 'The own account',
    does: 'come in by the link of an invitation or of a recovery',
    who: 'anybody',
  },
  'access:account': {
    thing: 'The own account',
    does: 'see how and where one is signed in, and end sessions',
    who: 'signed_in',
    inPerson: true,
  },
  'access:tokens': {
    thing: 'The own account',
    does: 'make, see and revoke tokens for programs',
    who: 'signed_in',
    inPerson: true,
  },
  'access:credentials': {
    thing: 'The own account',
    does: 'change the own password, passkeys and codes',
    who: 'signed_in',
    inPerson: true,
  },
} as const

const SEALING = { issuing_officer: 'participant', validating_officer: 'participant' } as const
const CUSTODIAN = { stationery_custodian: 'participant' } as const

/** Officers who do what comes in from day to day (DAILY_ROLES of standing-in.ts). */
const DAILY = {
  ...SEALING,
  ...CUSTODIAN,
  valuer: 'participant',
  verifier: 'participant',
  confirmation_clerk: 'participant',
  licensing_officer: 'participant',
  statistics_officer: 'participant',
  investigator: 'participant',
  focal_point: 'participant',
} as const

/** What waits for the second of two. Which act takes which second stands beside the act. */
export const FOUR_EYES = {
  'access:proposals': {
    thing: 'Four eyes',
    does: 'see what waits for a second officer, of what one may propose, decide or audit',
    who: {
      ...SEALING,
      ...CUSTODIAN,
      ...SECOND,
      ...FOCAL_POINT,
      auditor: 'participant',
      reviewer: 'participant',
    },
  },
  'access:second': {
    thing: 'Four eyes',
    does: 'approve or reject what another officer proposed, for acts that name the role as second',
    who: { ...SEALING, ...SECOND, ...FOCAL_POINT },
  },
  'access:take-back': {
    thing: 'Four eyes',
    does: 'take back what one has proposed oneself',
    who: { ...SEALING, ...CUSTODIAN, ...SECOND, ...FOCAL_POINT },
  },
} as const

/** And what is done with those of others, always by somebody who signed in. */
export const OFFICERS = {
  'access:officers': {
    thing: 'Officers',
    does: 'see the officers, who is invited, whose account is being recovered, and what is not kept apart',
    who: { ...SECOND, auditor: 'participant' },
    inPerson: true,
  },
  'access:invite': {
    thing: 'Officers',
    does: 'invite somebody of a firm, or withdraw an invitation',
    who: ADMINISTRATOR,
    inPerson: true,
  },
  'access:appoint': {
    thing: 'Officers',
    does: 'invite somebody into a role of the authority',
    who: ADMINISTRATOR,
    second: SECOND,
    inPerson: true,
  },
  'access:roles': {
    thing: 'Officers',
    does: 'give an officer a role, or take one away; nobody is the second for his own',
    who: ADMINISTRATOR,
    second: SECOND,
    inPerson: true,
  },
  'access:office': {
    thing: 'Officers',
    does: 'say how large the office is, and so which duties one person may hold together',
    who: ADMINISTRATOR,
    second: SECOND,
    inPerson: true,
  },
  'access:appoint-deputy': {
    thing: 'Officers',
    does: 'name a deputy for an officer who is away, for a month at most',
    who: ADMINISTRATOR,
    second: SECOND,
    inPerson: true,
  },
  'access:standing-in': {
    thing: 'Officers',
    does: 'see who stands in for oneself or for whom one stands in, and who could',
    who: DAILY,
    inPerson: true,
  },
  'access:deputy': {
    thing: 'Officers',
    does: 'name a deputy for the own role for a month at most, or end that',
    who: DAILY,
    inPerson: true,
  },
  'access:break-glass': {
    thing: 'Officers',
    does: 'take a role alone for some hours, when something cannot wait; never keys, accounts or audit',
    who: DAILY,
    inPerson: true,
  },
  'access:see-break-glass': {
    thing: 'Officers',
    does: 'see at once what was taken alone and nobody has looked at',
    who: { ...ADMINISTRATOR, ...FOCAL_POINT, auditor: 'participant', investigator: 'participant' },
    inPerson: true,
  },
  'access:review-break-glass': {
    thing: 'Officers',
    does: 'look at what was taken alone, as somebody else than who took it',
    who: { ...ADMINISTRATOR, auditor: 'participant' },
    inPerson: true,
  },
  'access:export-person': {
    thing: 'Officers',
    does: 'see all that is kept about somebody, who has left or asks for it',
    who: ADMINISTRATOR,
    inPerson: true,
  },
  'access:erase': {
    thing: 'Officers',
    does: 'erase somebody whose account is closed, as far as no law keeps it',
    who: ADMINISTRATOR,
    second: SECOND,
    inPerson: true,
  },
  'access:disable': {
    thing: 'Officers',
    does: 'disable an officer or let them in again, and end their sessions',
    who: ADMINISTRATOR,
    inPerson: true,
  },
  'access:confirm-factor': {
    thing: 'Officers',
    does: 'confirm who set up the first passkey or codes of an account, as somebody else than who handed its link over',
    who: SECOND,
    inPerson: true,
  },
  'access:recover': {
    thing: 'Officers',
    does: 'open the recovery of a lost account',
    who: ADMINISTRATOR,
    inPerson: true,
  },
  'access:confirm-recovery': {
    thing: 'Officers',
    does: 'confirm or withdraw a recovery that somebody else opened',
    who: SECOND,
    inPerson: true,
  },
} as const
