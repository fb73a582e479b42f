import { type Fact, STEP_OF_FACT, STEPS, type StepName } from './facts.ts'
import { effectOf, type Reason, type ReasonCode } from './reasons.ts'
import type { Verdict } from './verify.ts'

/**
 * How a step ended: in order; it makes the certificate bad; it leaves the answer open; nothing was
 * there to ask, or an earlier step had ended it all.
 */
export type StepState = 'passed' | 'failed' | 'open' | 'not_asked' | 'not_reached'

/** One step of a verdict as data; what it is called in a language stands in explain-words. */
export type Step = {
  readonly name: StepName
  readonly state: StepState
  readonly facts: readonly Fact[]
  readonly reasons: readonly Reason[]
}

/** At which step the reasons of a family come up. */
const STEP_OF_FAMILY = {
  BASE45_: 'code',
  CBOR_: 'form',
  COSE_: 'form',
  STATEMENT_: 'form',
  BUNDLE_: 'root',
  TRUST_: 'root',
  DELEGATION_: 'root',
  KEY_: 'signature',
} as const satisfies Record<string, StepName>
type Family = keyof typeof STEP_OF_FAMILY

/** And each reason that is of none. */
const STEP_OF_REASON = {
  NOT_A_CERTIFICATE: 'code',
  CODE_TOO_LONG: 'code',
  PREFIX_OF_ANOTHER_ENVIRONMENT: 'form',
  NO_TRUST_LIST: 'root',
  ROOT_NOT_PINNED: 'root',
  ROLLBACK_NOT_CHECKED: 'root',
  SPECIMEN: 'root',
  TYP_UNKNOWN: 'signature',
  TYP_OF_ANOTHER_KIND: 'signature',
  SPECIMEN_REFUSED: 'signature',
  ISSUER_WITHOUT_KEYS: 'signature',
  SIGNATURE_INVALID: 'signature',
  FIELD_MALFORMED: 'meaning',
  NUMBER_MALFORMED: 'meaning',
  NUMBER_OF_ANOTHER_ISSUER: 'meaning',
  NO_EXPIRY: 'meaning',
  LINES_NOT_IN_ORDER: 'meaning',
  TOTALS_DIFFER: 'meaning',
  ORIGIN_INCONSISTENT: 'meaning',
  DATES_INCONSISTENT: 'meaning',
  DESTINATION_IS_ISSUER: 'meaning',
  TRANSIT_INCONSISTENT: 'meaning',
  SEALS_REPEATED: 'meaning',
  COMPARE_SEALS_AND_WEIGHT: 'meaning',
  TECHNICAL_CERTIFICATE: 'meaning',
  ORIGINS_NOT_NAMED: 'meaning',
  ISSUER_MAY_NOT_EXPORT: 'standing',
  DESTINATION_MAY_NOT_IMPORT: 'standing',
  NO_CERTIFICATE_BETWEEN: 'standing',
  APPROVED_ZONES_ONLY: 'standing',
  MINE_APPROVAL_NEEDED: 'standing',
  TRADING_ENTITY: 'standing',
  EMBARGOED: 'standing',
  DATE_UNCERTAIN: 'standing',
  NOT_ON_LEGAL_LIST: 'standing',
  NUMBER_OUTSIDE_BLOCKS: 'number',
  NUMBER_BEFORE_ITS_BLOCK: 'number',
  ISSUER_LISTS_MISSING: 'register',
  ISSUER_LISTS_DAMAGED: 'register',
  REGISTER_OLDER: 'register',
  NOT_IN_REGISTER: 'register',
  TWIN: 'register',
  LOG_FORKED: 'register',
  REGISTER_NOT_CONSULTED: 'register',
  REGISTER_NOT_WITNESSED: 'witnesses',
  VOID: 'status',
  SUSPENDED: 'status',
  USED: 'status',
  CORRECTED: 'status',
  LOST_OR_STOLEN: 'status',
  STOLEN: 'status',
  REPLACED: 'status',
  RETURNED_UNUSED: 'status',
  SPOILED: 'status',
  EXPIRED_UNUSED: 'status',
  IMPORTER_LIST_MISSING: 'status',
  IMPORTER_LIST_OLD: 'status',
  EXPIRED: 'time',
  SIGNED_IN_THE_FUTURE: 'time',
  CLOCK_BEHIND: 'time',
  CLOCK_PERHAPS_AHEAD: 'time',
  LIST_STALE: 'lists',
  LIST_FROM_THE_FUTURE: 'lists',
  LIST_ROLLED_BACK: 'lists',
  LIST_AGEING: 'lists',
} as const satisfies Record<Exclude<ReasonCode, `${Family}${string}`>, StepName>

const ALONE: Readonly<Record<string, StepName>> = STEP_OF_REASON

function stepOf({ code }: Reason): StepName {
  const family = Object.entries(STEP_OF_FAMILY).find(([beginning]) => code.startsWith(beginning))
  return ALONE[code] ?? family?.[1] ?? 'code'
}

/** All steps of the order of verification, those that were not reached too. */
export function explain({ facts, reasons }: Pick<Verdict, 'facts' | 'reasons'>): readonly Step[] {
  return STEPS.map((name) => {
    const found = facts.filter(({ code }) => STEP_OF_FACT[code] === name)
    const said = reasons.filter((each) => stepOf(each) === name)
    return { name, state: stateOf(found, said), facts: found, reasons: said }
  })
}

function stateOf(facts: readonly Fact[], reasons: readonly Reason[]): StepState {
  const effects = reasons.map(effectOf)
  if (effects.includes('invalid')) return 'failed'
  if (effects.includes('cannot_tell')) return 'open'
  if (facts.length > 0) return 'passed'
  return reasons.length > 0 ? 'not_asked' : 'not_reached'
}
