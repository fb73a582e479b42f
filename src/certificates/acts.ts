import { mayDo } from '../access/grants.ts'
import type { Officer } from '../access/officer.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'

export const APPLICATION_STATES = ['draft', 'submitted', 'returned', 'withdrawn', 'issued'] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

export const CERTIFICATE_STATES = [
  'issued',
  'awaiting_monitor',
  'awaiting_signature',
  'validated',
  'exported',
  'confirmed',
  'replaced',
  'voided',
  'returned_unused',
  'lost',
  'spoiled',
] as const
export type CertificateState = (typeof CERTIFICATE_STATES)[number]

export const ARRIVAL_STATES = [
  'expected',
  'presented',
  'detained',
  'confirmed',
  'discrepancy',
  'refused',
] as const
export type ArrivalState = (typeof ARRIVAL_STATES)[number]

/** What may be done with an application in each state. */
export const APPLICATION_ACTS = {
  draft: ['save', 'submit', 'withdraw', 'delete-draft', 'delete'],
  submitted: ['return', 'issue', 'withdraw', 'delete'],
  returned: ['save', 'submit', 'withdraw', 'delete'],
  withdrawn: ['delete'],
  issued: [],
} as const satisfies Record<ApplicationState, readonly string[]>
export type ApplicationAct = (typeof APPLICATION_ACTS)[ApplicationState][number]

/**
 * What may be done with a certificate in each state. Replacement ends with the export (Canada's
 * Act, section 11: the original is surrendered); after it, a correction or a voiding.
 */
export const CERTIFICATE_ACTS = {
  issued: ['validate', 'send-back', 'void'],
  // Validated under supervision: a third party decides whether it is signed (co-approval.ts).
  awaiting_monitor: ['co-approve', 'object', 'recall'],
  // Validated, and the signer was away: it can still be stopped, and nothing else.
  awaiting_signature: ['send-back', 'void'],
  validated: ['export', 'replace', 'void', 'return-unused', 'report-lost'],
  exported: ['correct', 'void', 'report-lost', 'return-unused'],
  confirmed: [],
  replaced: [],
  voided: [],
  returned_unused: [],
  lost: ['replace'],
  spoiled: [],
} as const satisfies Record<CertificateState, readonly string[]>
export type CertificateAct = (typeof CERTIFICATE_ACTS)[CertificateState][number]

/**
 * What may be done with an arrival in each state. `present` is always possible: goods pass customs
 * in one city and the authority in another (hard case 40), and a second presentation after the end
 * is an alarm, not an error.
 */
export const ARRIVAL_ACTS = {
  expected: ['present'],
  presented: ['present', 'seals', 'weigh', 'confirm', 'detain', 'refuse'],
  detained: ['present', 'seals', 'weigh', 'confirm', 'refuse'],
  confirmed: ['present'],
  discrepancy: ['present'],
  refused: ['present', 'technical-return'],
} as const satisfies Record<ArrivalState, readonly string[]>
export type ArrivalAct = (typeof ARRIVAL_ACTS)[ArrivalState][number]

type Act = ApplicationAct | CertificateAct | ArrivalAct

type Table<S extends string> = Readonly<Record<S, readonly Act[]>>

/** The acts that `officer` may do now, in the order of the table: the buttons of a screen. */
export function actsFor<S extends string>(table: Table<S>, state: S, officer: Officer): Act[] {
  return table[state].filter((act) => mayDo(officer, `certificates:${act}`))
}

/** Whether `officer` may do `act` now; the refusal says whether the role or the state is in the way. */
export function permit<S extends string>(
  table: Table<S>,
  state: S,
  act: Act,
  officer: Officer,
): Outcome<void, 'CERTIFICATES_ROLE' | 'CERTIFICATES_STATE'> {
  if (!mayDo(officer, `certificates:${act}`))
    return refuse('CERTIFICATES_ROLE', undefined, { act: inSentence(act) })
  if (!table[state].includes(act)) {
    return refuse('CERTIFICATES_STATE', undefined, { act: inSentence(act), state })
  }
  return accept(undefined)
}

/** A choice of a message has no hyphen in its name. */
function inSentence(act: Act): string {
  return act.replaceAll('-', '_')
}
