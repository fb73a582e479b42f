/** What is told to both sides at once, because somebody has to look at it. */
export const ALARM_CODES = [
  'SECOND_PRESENTATION',
  'SECOND_CONFIRMATION',
  /** Presented in a Participant that is neither the destination nor a declared transit. */
  'WRONG_PARTICIPANT',
  'PRESENTED_AFTER_VOID',
  'NUMBER_GAP',
  'NUMBER_OUT_OF_RANGE',
  'CONFIRMATION_OVERDUE',
  /** Another signed statement under a number that was announced: its issuer signed it twice. */
  'TWIN',
  /** Closed by its issuer while the goods lay here. */
  'CLOSED_AFTER_PRESENTATION',
  /** Receipt is confirmed, but not as declared: its issuer has to find out why. */
  'CONFIRMED_WITH_DISCREPANCY',
  /** Detained or refused by an importing authority: its issuer is asked for an answer. */
  'STOPPED_ABROAD',
  /** The other side of CONFIRMATION_OVERDUE: the importing authority has not confirmed in time. */
  'CONFIRMATION_OWED',
  /** Signed already, and the monitor who looks at exports under supervision says no. */
  'MONITOR_OBJECTED',
] as const
export type AlarmCode = (typeof ALARM_CODES)[number]

/**
 * The values that the sentence of an alarm names. Whoever raises it keeps codes, days and instants;
 * they are put into the reader's words when it is read (`adapters/wording.ts`).
 *
 * - `number`   the certificate's number
 * - `place`    the Participant (kept as `party`) and place where it was presented or confirmed
 * - `first`    where and when that happened the first time (kept as `firstParty`, `firstPlace`, `firstAt`)
 * - `destination`  the Participant to which the goods are certified
 * - `since`    the moment from which the number was closed, or at which the monitor objected
 * - `from`, `to`   the first and the last number of a run
 * - `series`   the series that was announced
 * - `issuer`   the Participant that waits for an answer
 * - `due`      the day by which the confirmation had to come
 */
export const ALARM_DETAIL = {
  SECOND_PRESENTATION: ['number', 'place', 'first'],
  SECOND_CONFIRMATION: ['number', 'place', 'first'],
  WRONG_PARTICIPANT: ['number', 'place', 'destination'],
  PRESENTED_AFTER_VOID: ['number', 'place', 'since'],
  NUMBER_GAP: ['from', 'to'],
  NUMBER_OUT_OF_RANGE: ['number', 'series'],
  CONFIRMATION_OVERDUE: ['number', 'destination', 'due'],
  TWIN: ['number', 'place'],
  CLOSED_AFTER_PRESENTATION: ['number', 'place', 'since'],
  CONFIRMED_WITH_DISCREPANCY: ['number', 'place'],
  STOPPED_ABROAD: ['number', 'place'],
  CONFIRMATION_OWED: ['number', 'issuer'],
  MONITOR_OBJECTED: ['number', 'since'],
} as const satisfies Record<AlarmCode, readonly string[]>
