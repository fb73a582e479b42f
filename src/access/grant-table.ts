import { FOUR_EYES, OFFICERS, OWN_ACCOUNT } from './account-grants.ts'
import { IN_PERSON, SUPERVISED } from './act-grants.ts'
import { DELEGATION, LICENSED, LICENSED_ISSUER, LICENSED_VALIDATOR } from './delegation-grants.ts'
import { KEYS } from './key-grants.ts'
import { LOGS } from './log-grants.ts'
import { PROFILE } from './profile-grants.ts'
import type { Role } from './roles.ts'

/** How far somebody reaches: to what is of the own firm, or to all of the own Participant. */
export type Reach = 'firm' | 'participant'
export type Who = 'anybody' | 'signed_in' | Readonly<Partial<Record<Role, Reach>>>
export type Grant = {
  /** What it is done to: a heading of docs/roles.md. */
  readonly thing: string
  readonly does: string
  readonly who: Who
  /** Who may be the second of the two officers whom the act takes; one is enough where this is left out. */
  readonly second?: Readonly<Partial<Record<Role, Reach>>>
  /** Whether looking at one is in the audit journal too. Every act that changes something is. */
  readonly traced?: true
  /** Only somebody who signed in: a token, which may lie in a file, never does this. */
  readonly inPerson?: true
}

const APPLICANT = { exporter: 'firm', agent: 'firm' } as const
const ISSUING = { issuing_officer: 'participant' } as const
const VALIDATING = { validating_officer: 'participant' } as const
const CUSTODIAN = { stationery_custodian: 'participant' } as const
const BORDER = { verifier: 'participant', confirmation_clerk: 'participant' } as const
const CLERK = { confirmation_clerk: 'participant' } as const
const CONSIGNEE = { importer: 'firm' } as const
const ADMINISTRATOR = { node_administrator: 'participant' } as const

/** Officers of the authority whose work is to look at certificates, and not to act on them. */
const CONTROL = {
  valuer: 'participant',
  statistics_officer: 'participant',
  investigator: 'participant',
  focal_point: 'participant',
  auditor: 'participant',
  reviewer: 'participant',
  monitor: 'participant',
} as const
const OFFICE = { ...ISSUING, ...VALIDATING, ...BORDER, ...CONTROL } as const
const ALARMED = {
  ...ISSUING,
  ...VALIDATING,
  ...BORDER,
  ...CUSTODIAN,
  investigator: 'participant',
  focal_point: 'participant',
  auditor: 'participant',
} as const

/**
 * Who may do what: the one table. Doors, screens and docs/roles.md read it, and a door without a line
 * here does not start. The domain may refuse what stands here (a state, a national practice, the other
 * pair of eyes); nothing may allow what does not.
 */
export const GRANTS = {
  'platform:health': { thing: 'The node', does: 'ask whether the node is well', who: 'anybody' },
  'platform:describe': {
    thing: 'The node',
    does: 'read the description of the API',
    who: 'anybody',
  },

  'participants:registry': {
    thing: 'The scheme',
    does: 'look up Participants and their standing',
    who: 'anybody',
  },
  'participants:trust': {
    thing: 'The scheme',
    does: 'fetch the lists with which certificates are verified',
    who: 'anybody',
  },

  ...KEYS,
  ...PROFILE,
  ...LOGS,

  'access:sign-in': { thing: 'The own account', does: 'sign in', who: 'anybody' },
  'access:sign-out': { thing: 'The own account', does: 'sign out', who: 'anybody' },
  'access:demonstration': {
    thing: 'The own account',
    does: 'see the accounts of a demonstration',
    who: 'anybody',
  },
  'access:me': { thing: 'The own account', does: 'see who is signed in', who: 'signed_in' },
  ...OWN_ACCOUNT,

  'certificates:work': {
    thing: 'Work',
    does: 'see what waits for oneself, in what one may read',
    who: 'signed_in',
  },
  'certificates:search': {
    thing: 'Work',
    does: 'find a number, an application or a firm in what one may read',
    who: { ...APPLICANT, ...CONSIGNEE, ...LICENSED, ...OFFICE, ...CUSTODIAN },
  },

  'certificates:read-application': {
    thing: 'Applications',
    does: 'read an application with its documents',
    who: { ...APPLICANT, ...LICENSED, ...OFFICE },
    traced: true,
  },
  'certificates:start': {
    thing: 'Applications',
    does: 'start an application, or copy an earlier one',
    who: APPLICANT,
  },
  'certificates:save': {
    thing: 'Applications',
    does: 'save a draft and its documents; a confirmation clerk only that of a technical certificate',
    who: { ...APPLICANT, ...CLERK },
  },
  'certificates:submit': {
    thing: 'Applications',
    does: 'hand an application in',
    who: { ...APPLICANT, ...CLERK },
  },
  'certificates:withdraw': {
    thing: 'Applications',
    does: 'withdraw an application',
    who: { ...APPLICANT, ...CLERK },
  },
  'certificates:delete-draft': {
    thing: 'Applications',
    does: 'delete the own draft that nobody else has opened',
    who: { ...APPLICANT, ...CLERK },
  },
  'certificates:delete': {
    thing: 'Applications',
    does: 'delete an application for which no number was ever used, with its documents',
    who: ISSUING,
    second: { ...ISSUING, ...VALIDATING },
  },
  'certificates:return': {
    thing: 'Applications',
    does: 'return an application with its deficiency',
    who: { ...ISSUING, ...LICENSED_ISSUER },
  },
  'certificates:issue': {
    thing: 'Applications',
    does: 'issue the certificate on a number from the stock; a licensed firm for its own goods, on its own numbers',
    who: { ...ISSUING, ...LICENSED_ISSUER },
  },

  'certificates:read': {
    thing: 'Certificates',
    does: 'read a certificate, its history, its sheet and its signed statement',
    who: { ...APPLICANT, ...CONSIGNEE, ...LICENSED, ...OFFICE, ...CUSTODIAN },
    traced: true,
  },
  'certificates:evidence': {
    thing: 'Certificates',
    does: 'look at photographs, documents and signatures of the validation',
    who: { ...OFFICE, ...LICENSED },
    traced: true,
  },
  'certificates:validate': {
    thing: 'Certificates',
    does: 'compare, seal, photograph, validate and sign',
    who: { ...VALIDATING, ...LICENSED_VALIDATOR },
  },
  'certificates:send-back': {
    thing: 'Certificates',
    does: 'send back what does not match: the number is spoiled',
    who: { ...VALIDATING, ...LICENSED_VALIDATOR },
  },
  'certificates:export': {
    thing: 'Certificates',
    does: 'record that the goods leave',
    who: { ...VALIDATING, ...ISSUING, ...LICENSED_ISSUER, verifier: 'participant' },
  },
  'certificates:replace': {
    thing: 'Certificates',
    does: 'replace a certificate before export, or after a loss',
    who: ISSUING,
    second: VALIDATING,
  },
  'certificates:void': {
    thing: 'Certificates',
    does: 'make a certificate void',
    who: { ...ISSUING, ...VALIDATING },
    second: { ...ISSUING, ...VALIDATING },
  },
  'certificates:return-unused': {
    thing: 'Certificates',
    does: 'take a certificate back unused',
    who: { ...ISSUING, ...CUSTODIAN },
  },
  'certificates:report-lost': {
    thing: 'Certificates',
    does: 'report a certificate lost or stolen',
    who: { ...ISSUING, ...VALIDATING },
  },
  'certificates:correct': {
    thing: 'Certificates',
    does: 'correct a slip of the pen on arrival',
    who: { ...ISSUING, ...VALIDATING },
    second: { ...ISSUING, ...VALIDATING },
  },

  'certificates:read-arrival': {
    thing: 'Goods that arrive',
    does: 'read an arrival',
    who: { ...CONSIGNEE, ...OFFICE },
    traced: true,
  },
  'certificates:present': {
    thing: 'Goods that arrive',
    does: 'record that a certificate is shown',
    who: BORDER,
  },
  'certificates:seals': {
    thing: 'Goods that arrive',
    does: 'record what was seen of each seal',
    who: { ...BORDER, ...CONSIGNEE },
  },
  'certificates:weigh': {
    thing: 'Goods that arrive',
    does: 'record what the goods weigh',
    who: { ...BORDER, ...CONSIGNEE },
  },
  'certificates:confirm': {
    thing: 'Goods that arrive',
    does: 'confirm receipt; the consignee where national practice has it so',
    who: { ...CLERK, ...CONSIGNEE },
  },
  'certificates:detain': { thing: 'Goods that arrive', does: 'detain the goods', who: BORDER },
  'certificates:refuse': { thing: 'Goods that arrive', does: 'refuse the goods', who: CLERK },
  'certificates:technical-return': {
    thing: 'Goods that arrive',
    does: 'start the technical certificate for the way back',
    who: CLERK,
  },

  'certificates:read-alarms': { thing: 'Alarms', does: 'read alarms', who: ALARMED },
  'certificates:acknowledge': { thing: 'Alarms', does: 'acknowledge an alarm', who: ALARMED },

  'certificates:read-numbers': {
    thing: 'Numbers and blanks',
    does: 'see the stock of numbers, who holds which, and the gaps',
    who: {
      ...ISSUING,
      ...VALIDATING,
      ...CUSTODIAN,
      investigator: 'participant',
      auditor: 'participant',
      reviewer: 'participant',
    },
  },
  'certificates:announce': {
    thing: 'Numbers and blanks',
    does: 'announce a block of numbers',
    who: CUSTODIAN,
    second: { ...ISSUING, ...VALIDATING },
  },
  'certificates:spoil': {
    thing: 'Numbers and blanks',
    does: 'close a blank that is damaged or given back',
    who: { ...CUSTODIAN, ...ISSUING },
  },
  'certificates:allot': {
    thing: 'Numbers and blanks',
    does: 'hand blanks to an officer who issues, or take them back',
    who: CUSTODIAN,
  },

  ...IN_PERSON,
  ...SUPERVISED,
  ...DELEGATION,
  ...FOUR_EYES,

  'access:read-journal': {
    thing: 'The audit journal',
    does: 'read the journal of who did what, and check its chain',
    who: { auditor: 'participant', reviewer: 'participant' },
    traced: true,
  },
  'access:journal-head': {
    thing: 'The audit journal',
    does: 'fetch the signed end of the journal of each day',
    who: 'anybody',
  },

  'access:administer': {
    thing: 'Officers',
    does: 'see the administration of the node',
    who: ADMINISTRATOR,
  },
  ...OFFICERS,
} as const satisfies Record<`${string}:${string}`, Grant>

export type Act = keyof typeof GRANTS
