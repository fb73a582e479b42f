import type { ProfileRefusal } from './profile.ts'
import type { StandingReason } from './standing-reason-code.ts'

/** What this module refuses when it reads its data or a person's input. */
export type RegistryRefusal =
  | 'PARTICIPANTS_REGISTRY'
  | 'PARTICIPANTS_CODE_UNKNOWN'
  | 'PARTICIPANTS_DAY'
  | ProfileRefusal

export const en = {
  PARTICIPANT: '{name} is a Participant, listed since {from}.',
  SUSPENDED:
    '{name}: still a Participant, but its trade in rough diamonds has been suspended since {from}. Do not accept its certificates for goods that left later, and do not send goods there.',
  SELF_SUSPENDED:
    '{name}: a Participant that has itself stopped trading rough diamonds since {from}. Do not accept its certificates for goods that left later, and do not send goods there.',
  EMBARGOED:
    '{name}: a United Nations embargo on its rough diamonds has been in force since {from}. It remains a Participant, but its exports are forbidden. Whether goods may be sent there is for your own law.',
  REMOVED: '{name}: taken off the list of Participants on {from}. No trade is allowed with it.',
  APPROVED_ZONES_ONLY:
    '{name}: exports from approved zones only, on this day {zones}. Check that the goods come from one of them.',
  NO_ZONE_APPROVED:
    '{name}: exports from approved zones only, and none had been approved by this day.',
  MINE_APPROVAL_NEEDED:
    '{name}: goods from {zones} need an approval of the scheme for each mine. Ask for it when the goods come from there; other goods need none.',
  COVERED:
    '{name}: certificates are issued under the code {by} ({byName}), not under its own. Inside that territory no certificate is needed.',
  SEPARATE_SCHEME:
    '{name}: runs its own control scheme under the Participant {by} ({byName}), and certificates carry the code {by}. Whether goods that move inside that Participant need one is not established.',
  TRADING_ENTITY:
    '{name}: not a Participant, but recognised as an entity that trades rough diamonds and meets the minimum requirements. Trade is lawful where national law names it.',
  TRADING_ENTITY_LISTED:
    '{name}: named in the law that counts here ({listName}), so trade with it is lawful.',
  TRADING_ENTITY_NOT_LISTED:
    '{name}: whether the law that counts here ({listName}) allows trade with it is not established, so it is taken as not allowed. Ask your legal office.',
  NOT_PARTICIPANT: '{name}: not a Participant on this day. No trade is allowed with it.',
  SCHEME_NOT_STARTED:
    'The scheme began on 1 January 2003. Stock from before that day needs proof of its age, not a certificate.',
  CODE_UNKNOWN: '{code} is not a code of a country or of a Participant. Check what was typed.',
  TERRITORY_NOT_ESTABLISHED:
    '{code}: whether the scheme of a Participant reaches this territory is not established. Ask the Participant concerned.',
  NOT_ON_LEGAL_LIST:
    '{name}: not on the legal list that counts here on this day ({listName}), so trade between the two is not lawful.',
  LIST_OF_NO_PARTICIPANT:
    '{listName}: not a Participant on this day, so no trade with it is allowed, whatever list it keeps.',
  EXPORTED_BEFORE_EFFECT:
    '{name}: goods that left before {from} are judged by the standing on the day of export. The only precedent for goods on the way is EU Art.7: five working days when the scheme began.',
  DATE_UNCERTAIN:
    '{name}: the sources do not settle the exact day of the change given as {from}. Ask before you rely on it.',

  PARTICIPANTS_REGISTRY: 'The list of Participants is not usable: {field} should be {expected}.',
  PARTICIPANTS_CODE_UNKNOWN:
    '{code} is not a code of a country or of a Participant. Give two letters, such as BW or EU.',
  PARTICIPANTS_DAY: '{day} is not a day. Write it as YYYY-MM-DD.',
  PARTICIPANTS_PROFILE: 'The national profile is not usable: {field} should be {expected}.',
  PARTICIPANTS_NUMBER:
    '{number} is not a certificate number of {code}. It should look like {example}.',
} as const satisfies Record<StandingReason | RegistryRefusal, string>
