import type { ApplicationAct, ArrivalAct, CertificateAct } from './acts.ts'

/** What stands on a time line beside the acts that a person does. */
const HAPPENINGS = [
  'created',
  'copied',
  'attached',
  'detached',
  'spoiled',
  'handed-over',
  'taken-back',
  'issued',
  'issued-despite',
  'replaced-by',
  'validate-unsigned',
  'validate-proposed',
  'unsigned',
  'signed-later',
  'proposed-void',
  'proposed-replace',
  'proposed-correct',
  'proposed-delete',
  'approved',
  'confirmed-abroad',
  'discrepancy-abroad',
  'detained-abroad',
  'refused-abroad',
  'alarm',
  'pre-alert',
  'corrected-by-issuer',
  'voided-by-issuer',
] as const
export type Happening = (typeof HAPPENINGS)[number]

/** Every act on the time line of an application, a certificate or an arrival. */
export type HistoryAct = ApplicationAct | CertificateAct | ArrivalAct | Happening

/**
 * The values that the line of an act names. Whoever records the act keeps codes, which are put into the
 * reader's words when it is read (`adapters/history-text.ts`).
 *
 * - `reason`   what the person wrote, or the sentence of an alarm
 * - `number`   the certificate that was issued for this application
 * - `other`    another number, file or person: the copied application, the replacement, a file's name, who holds a blank
 * - `outcome`  what came out, in the reader's language: the verdict, the status, the differences found, the field corrected
 * - `place`    the Participant (kept as `party`), and the place where known
 * - `office`   customs or the authority, in the reader's language
 */
export const HISTORY_DETAIL = {
  save: [],
  submit: [],
  withdraw: [],
  // Never read: what is deleted has no time line.
  'delete-draft': [],
  delete: [],
  return: ['reason'],
  issue: ['number'],
  validate: [],
  'validate-unsigned': [],
  'validate-proposed': [],
  'co-approve': [],
  object: ['reason'],
  recall: [],
  unsigned: [],
  'signed-later': [],
  'send-back': ['reason'],
  export: [],
  replace: ['reason'],
  void: ['reason'],
  'return-unused': [],
  'report-lost': ['outcome', 'reason'],
  correct: ['outcome', 'reason'],
  present: ['office', 'outcome', 'place'],
  seals: ['outcome'],
  weigh: ['outcome'],
  confirm: ['outcome'],
  detain: ['reason'],
  refuse: ['reason'],
  'technical-return': [],
  created: [],
  copied: ['other'],
  attached: ['other'],
  detached: ['other'],
  spoiled: ['number', 'reason'],
  'handed-over': ['number', 'other'],
  'taken-back': ['number', 'other'],
  issued: ['number'],
  /** Not an event of its own: the end of the line of `issue`, once for each check that was answered. */
  'issued-despite': ['outcome', 'reason'],
  'replaced-by': ['other'],
  'proposed-void': ['reason'],
  'proposed-replace': ['reason'],
  'proposed-correct': ['reason'],
  'proposed-delete': ['reason'],
  approved: [],
  'confirmed-abroad': ['place'],
  'discrepancy-abroad': ['place', 'outcome'],
  'detained-abroad': ['place', 'reason'],
  'refused-abroad': ['place', 'reason'],
  alarm: ['reason'],
  'pre-alert': ['place'],
  'corrected-by-issuer': ['outcome'],
  'voided-by-issuer': ['outcome', 'reason'],
} as const satisfies Record<HistoryAct, readonly string[]>
