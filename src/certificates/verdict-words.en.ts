import type { Standing } from '../participants/standing.ts'
import type { ListName } from './freshness.ts'
import type { Answer, ReasonCode } from './reasons.ts'

/** A verdict for a person: the word, one sentence of what it means, one of what to do. */
export type Headline = { readonly word: string; readonly line: string; readonly act: string }

const SCAN_AGAIN = 'Scan it once more from the sheet itself.'
const NOT_AS_WRITTEN = 'The code is not written as the scheme prescribes.'
const ASK_ISSUER = 'Ask the issuing authority about this number.'
const ASK_KNOWN_WAY = 'Ask the issuing authority about this number in a way that you know.'
const FETCH_LISTS =
  'Fetch the lists again from your own authority. Until then, ask the issuing authority about this number.'
const REPORT_LISTS =
  'Do not use these lists. Tell your authority where they came from, and fetch them from your authority itself.'

/** The band above all: the answer in a word, what it means, and what to do. */
export const verdictHeadline = {
  VALID: {
    word: 'VALID',
    line: 'The issuing authority signed this certificate, and no list speaks against it.',
    act: 'Now compare the sheet, the seals and the weight: a photocopy carries the same code.',
  },
  INVALID: {
    word: 'INVALID',
    line: 'This is not a good certificate. The reason stands below.',
    act: 'Do not release the goods. Detain them and call the issuing authority.',
  },
  CANNOT_TELL: {
    word: 'CANNOT TELL',
    line: 'This device cannot decide. The certificate may be good or not.',
    act: 'Keep the goods. Do what the reasons say, then check again.',
  },
} as const satisfies Record<Answer, Headline>

export const listNames = {
  trust: 'list of Participants and keys',
  status: 'issuer’s list of numbers',
  register: 'register of all certificates',
  imports: 'importer’s list of confirmed receipts',
  log: 'log of signed statements',
  witnesses: 'list of witnesses',
} as const satisfies Record<ListName, string>

export const standingNames = {
  participant: 'Participant',
  suspended: 'suspended',
  self_suspended: 'suspended at its own request',
  embargoed: 'under an embargo',
  removed: 'removed from the list of Participants',
  trading_entity: 'trading entity, not a Participant',
  covered: 'covered by another Participant',
  zone_limited: 'exports from approved zones only',
  not_participant: 'not a Participant',
  unknown: 'not known',
} as const satisfies Record<Standing, string>

/**
 * The sentence of each reason. That an INVALID stops the goods, and that a CANNOT TELL keeps them and is
 * checked again, is said once, in the band: a reason says only what it adds to that.
 */
export const en = {
  NOT_A_CERTIFICATE:
    'This is not the code of a certificate. Scan the square code at the lower right of the sheet. If that is what you scanned, do not accept the sheet.',
  CODE_TOO_LONG: `This code is longer than any certificate. ${SCAN_AGAIN}`,
  PREFIX_OF_ANOTHER_ENVIRONMENT:
    'A specimen and a real certificate are mixed in this code. No authority makes such a code.',
  BASE45_CHARACTER: `The code holds a character that no certificate has. ${SCAN_AGAIN}`,
  BASE45_LENGTH: `The code has lost a part. ${SCAN_AGAIN}`,
  BASE45_OVERFLOW: `A part of the code was changed. ${SCAN_AGAIN}`,
  CBOR_TRUNCATED: `The code ends too early. ${SCAN_AGAIN}`,
  CBOR_TRAILING_BYTES: 'Something was added at the end of the code.',
  CBOR_INDEFINITE: NOT_AS_WRITTEN,
  CBOR_NOT_SHORTEST: NOT_AS_WRITTEN,
  CBOR_DUPLICATE_KEY: 'The code says the same thing twice.',
  CBOR_UNSORTED_KEYS: NOT_AS_WRITTEN,
  CBOR_KEY_TYPE: NOT_AS_WRITTEN,
  CBOR_UTF8: `The code holds text that cannot be read. ${SCAN_AGAIN}`,
  CBOR_TOO_DEEP: NOT_AS_WRITTEN,
  CBOR_TYPE: `A part of the code cannot be read. ${SCAN_AGAIN}`,
  CBOR_INTEGER_RANGE: 'The code holds a number that is too large for a certificate.',
  COSE_NOT_SIGN1: 'This is not a signed statement.',
  COSE_UNPROTECTED_NOT_EMPTY: 'Something was added to the code beside what was signed.',
  COSE_HEADER: NOT_AS_WRITTEN,
  COSE_ALGORITHM: 'The signature is of a kind that the scheme does not use.',
  COSE_KEY_ID: 'The code does not say which key signed it.',
  COSE_TYPE: 'The code does not say what kind of statement it is.',
  COSE_SIGNATURE_LENGTH: `The signature has the wrong length. ${SCAN_AGAIN}`,
  COSE_HIGH_S: 'The signature was rewritten after it was made.',
  STATEMENT_TOO_LONG: 'This statement is longer than any certificate.',
  STATEMENT_CLAIMS: 'The number, the issuer or the dates are missing or malformed.',

  TYP_UNKNOWN: 'This program does not know this kind of statement, and it is no certificate.',
  TYP_OF_ANOTHER_KIND:
    'This is a signed statement of the scheme, but not a certificate. Ask for the certificate itself (Core Document, section III).',
  SPECIMEN_REFUSED:
    'This is a SPECIMEN, made for training. It is not a Kimberley Process Certificate. Ask for the certificate.',
  TRUST_OF_DEMONSTRATION:
    'The lists on this device are those of a demonstration. They cannot judge a real certificate. Load the lists of your authority.',
  ISSUER_WITHOUT_KEYS: 'The list names no signing key for the issuer {issuer}.',
  KEY_NOT_DELEGATED: 'The key that signed this does not belong to {issuer}.',
  KEY_WRONG_USAGE: 'The key that signed this may not sign certificates of {issuer}.',
  KEY_WRONG_ALGORITHM: 'The signature is not of the kind that {issuer} uses with this key.',
  SIGNATURE_INVALID:
    'The signature does not match. The certificate was changed, or {issuer} did not sign it.',
  KEY_OUTSIDE_TIME: 'The key of {issuer} was not in use when this was signed.',
  KEY_RETIRED: '{issuer} had retired this key before this was signed.',
  KEY_COMPROMISED: `The key of {issuer} that signed this was in the wrong hands, and nothing shows that this was issued before. ${ASK_KNOWN_WAY} If it did issue this, it can issue another in its place.`,
  KEY_COMPROMISED_LATER:
    'The key of {issuer} that signed this is in the wrong hands since {since}. What stood in the issuer’s log before that stays good.',
  KEY_NEWER_THAN_LIST: `The certificate is newer than the lists on this device, and {issuer} may have a new key. ${FETCH_LISTS}`,
  NO_TRUST_LIST: `This device carries no lists, so the signature was not checked. ${FETCH_LISTS}`,
  ROOT_NOT_PINNED:
    'Nobody has vouched for the lists on this device. Their root has the fingerprint {fingerprint}. Compare it with the one that your authority publishes, or fetch the lists from your authority.',
  ISSUER_LISTS_MISSING: `The issuer’s list of numbers is not on this device. ${FETCH_LISTS}`,
  ISSUER_LISTS_DAMAGED: `The issuer’s list of numbers on this device is damaged or was changed. ${FETCH_LISTS}`,
  BUNDLE_TOO_LONG: `The file of lists is larger than it can be. ${REPORT_LISTS}`,
  BUNDLE_MALFORMED: `The file of lists is damaged, or it is another kind of file. ${FETCH_LISTS}`,
  BUNDLE_VERSION:
    'The file of lists is made for another version of this program. Load the newest version of the program, then the lists.',
  BUNDLE_TOO_MANY_PARTS: `The file of lists has more parts than it can have. ${REPORT_LISTS}`,
  BUNDLE_PATH: `The file of lists holds a part with a name that is not allowed. ${REPORT_LISTS}`,
  BUNDLE_ROOTS: `The file of lists does not say who vouches for it. ${REPORT_LISTS}`,
  TRUST_MALFORMED: `A part of the lists cannot be read. ${FETCH_LISTS}`,
  TRUST_PART_MISSING: `A part of the lists is missing. ${FETCH_LISTS}`,
  TRUST_SIGNATURES: `A part of the lists is not signed by those who have to sign it. ${REPORT_LISTS}`,
  TRUST_ROOT_CHAIN: `The lists do not follow from those that this device knows. ${REPORT_LISTS}`,
  TRUST_ROOT_EXPIRED: `The root of these lists ended on {expired}. ${FETCH_LISTS}`,
  TRUST_ROLLED_BACK: `These lists are older than the ones that this device had before. Somebody may want to hide something. ${REPORT_LISTS}`,
  TRUST_MIXED: `The parts of these lists do not belong together. ${REPORT_LISTS}`,
  TRUST_DELEGATION: `In these lists, somebody speaks for a Participant without the right to. ${REPORT_LISTS}`,
  TRUST_DELEGATION_CHANGED: `These lists name other keys for {party} than this device knows, and do not show that {party} agreed or that everybody was told seven days before. Ask the authority of {party} in a way that you know. ${REPORT_LISTS}`,
  TRUST_CHANGE_UNPROVEN: `These lists name new keys for {party} without showing that {party} agreed or that everybody was told seven days before. ${REPORT_LISTS}`,
  TRUST_KEYS: `The keys of a Participant in these lists cannot be read. ${FETCH_LISTS}`,
  TRUST_KEY_SHARED: `In these lists, one key serves two purposes or two Participants. That is not allowed. ${REPORT_LISTS}`,
  TRUST_COMPROMISE_UNDONE: `These lists take back what {party} said of a stolen key. That is never done. ${REPORT_LISTS}`,
  TRUST_REGISTRY: `The list of Participants cannot be read. ${FETCH_LISTS}`,

  FIELD_MALFORMED: 'A field of the certificate is missing or malformed: {field}.',
  NUMBER_MALFORMED: 'The number is not written as a certificate number (Core Document, Annex I).',
  NUMBER_OF_ANOTHER_ISSUER:
    'The number begins with the code of another Participant than the one that signed.',
  NO_EXPIRY: 'The certificate has no date of expiry (Core Document, Annex I).',
  LINES_NOT_IN_ORDER: 'The HS codes are not each named once and in their order.',
  TOTALS_DIFFER: 'The totals are not the sum of the lines.',
  ORIGIN_INCONSISTENT: 'The countries of origin contradict the kind of origin.',
  DATES_INCONSISTENT: 'The dates contradict each other.',
  DESTINATION_IS_ISSUER: 'The destination is the issuer itself, so no certificate is due.',
  TRANSIT_INCONSISTENT:
    'A Participant of transit stands twice, or is the issuer or the destination.',
  SEALS_REPEATED: 'The same seal number stands twice.',
  ISSUER_MAY_NOT_EXPORT:
    '{issuer} was not allowed to export rough diamonds on the day of issue. Its standing on that day: {standing}.',
  DESTINATION_MAY_NOT_IMPORT:
    '{destination} was not allowed to import rough diamonds on the day of issue. Its standing on that day: {standing}.',
  NO_CERTIFICATE_BETWEEN:
    '{issuer} and {destination} are one Participant, and no certificate is made out inside it (Core Document, section I).',
  NUMBER_OUTSIDE_BLOCKS: 'The issuer never announced this number. It is the mark of a forgery.',
  NUMBER_BEFORE_ITS_BLOCK:
    'This number may be used from {validFrom} on, but the certificate is dated earlier.',
  REGISTER_OLDER: `The issuer’s register on this device does not name this certificate, but the certificate may be newer than that register. If a proof file came with it, show that file too. ${FETCH_LISTS}`,

  VOID: 'The issuer made this certificate void on {since}.',
  SUSPENDED: `The issuer suspended this certificate on {since} and has not decided yet. ${ASK_ISSUER}`,
  REGISTER_NOT_WITNESSED: `Too few independent witnesses stand behind the issuer’s register on this device, so it may have been changed. ${FETCH_LISTS}`,
  NOT_IN_REGISTER:
    'The signature is good, but the issuer’s register does not name this certificate, and by now it should. So it is when somebody signs with a stolen key. Call the issuing authority on a number that you know, not on one from the sheet, and tell your own authority.',
  TWIN: 'The issuer’s register names another certificate under this number. This one was made in its place. Do not give the sheet back, and tell the issuing authority and your own.',
  LOG_FORKED:
    'This device has seen another register of {issuer} of the same length before. One of the two hides something. Leave the lists on this device as they are, tell your authority, and ask the issuing authority about this number in a way that you know.',
  USED: 'Receipt under this certificate was confirmed already. By: {party}. Since: {since}. A second shipment under the same number is not covered. Ask the authority that confirmed it what it received.',
  CORRECTED:
    'The issuer corrected this certificate on {since}. Ask the issuing authority for the signed correction, and compare the goods with it.',
  LOST_OR_STOLEN: 'The issuer reported this certificate lost or stolen on {since}.',
  STOLEN: 'The issuer reported this certificate stolen on {since}. Tell the police what you see.',
  REPLACED:
    'The issuer replaced this certificate on {since}. New number: {other}. Ask for the new certificate.',
  RETURNED_UNUSED:
    'This certificate was returned unused to its issuer on {since}. It covers no shipment.',
  SPOILED: 'This blank was recorded as spoiled on {since}. It covers no shipment.',
  EXPIRED: 'The certificate has expired. Its last day was {expiresOn}.',
  EXPIRED_UNUSED:
    'As far as the register on this device knows, nobody confirmed receipt under this certificate before it expired. Ask where the goods were meanwhile.',
  SIGNED_IN_THE_FUTURE:
    'The certificate is signed at a later time than this device shows. Set the clock of this device.',
  LIST_STALE: `One of the lists on this device is too old to decide: {list}. It is {days} days old, and more than 14 are too many. ${FETCH_LISTS}`,
  LIST_FROM_THE_FUTURE:
    'Dated {seconds} seconds later than this device shows: {list}. Either the clock of this device is behind, or the list was dated wrongly. Set the clock. If the answer stays the same, ask the issuing authority about this number.',
  LIST_ROLLED_BACK: `Older than the one that this device had before: {list}. Somebody may want to hide what was announced since. ${FETCH_LISTS}`,
  LIST_AGEING:
    'Older than one day: {list}. Age in days: {days}. What was announced since then is not known here. Fetch the lists when you have a line.',
  CLOCK_BEHIND:
    'The clock of this device is behind: its newest list is of {newest}. That time was used in its place. Set the clock of this device.',
  CLOCK_PERHAPS_AHEAD:
    'By the clock of this device all of its lists are older than 14 days, and nothing else shows what time it is. Compare its date with another clock. If it is ahead, set it: the answer may be another one then.',

  SPECIMEN:
    'This is a SPECIMEN, checked with the lists of a demonstration. It is not a Kimberley Process Certificate and covers no goods. Fingerprint of the root: {fingerprint}.',
  COMPARE_SEALS_AND_WEIGHT: 'To compare with the goods: the weight, and these seals: {seals}.',
  REGISTER_NOT_CONSULTED:
    'The register of all issued certificates was not consulted. When something about the sheet or the goods seems wrong, ask the issuing authority about this number.',
  ROLLBACK_NOT_CHECKED:
    'This device does not remember earlier lists, so it cannot see whether these are older ones. Look at the age of each list below.',
  TECHNICAL_CERTIFICATE:
    'This is a technical certificate: it moves goods for an authority, such as a return. Ask for the number of the certificate under which they came.',
  ORIGINS_NOT_NAMED:
    'The origin is mixed, and the countries are not named. This is valid, but not every Participant admits it. Check the rule of your own law.',
  DELEGATION_CHANGED_WITHOUT_PARTY:
    'Since {since}, other keys speak for {party}, which had lost its own and could not agree to the change. It was announced seven days before. When something seems wrong, ask the authority of {party} in a way that you know.',
  IMPORTER_LIST_MISSING:
    'Whether receipt under this certificate was confirmed already could not be asked: the list of {party} is not on this device. If the goods or the sheet seem wrong, ask the authority there whether this number was used.',
  IMPORTER_LIST_OLD:
    'What was received since then is not known here: the list in which {party} confirms receipts is old. Age in days: {days}. Fetch the lists when you have a line, or ask the authority there whether this number was used.',
  APPROVED_ZONES_ONLY:
    'On the day of issue, {party} was allowed to export from approved zones only: {zones}. Check that the goods come from one of them.',
  MINE_APPROVAL_NEEDED:
    'On the day of issue, goods of {party} from {zones} needed an approval of the scheme for each mine. Ask for it when the goods come from there.',
  TRADING_ENTITY:
    'Not a Participant, but recognised as a trading entity: {party}. Trade with it is lawful where national law names it. Check the rule of your own law.',
  EMBARGOED:
    'On the day of issue, {party} was under an embargo of the United Nations on its exports. Whether goods may be sent there is for your own law.',
  DATE_UNCERTAIN:
    'The sources do not settle the exact day on which the standing of {party} changed ({from}), and the day of issue is near it. Ask your authority.',
  NOT_ON_LEGAL_LIST:
    'On the day of issue, the law of {list} did not name {party} among those with which it may trade. Do not let the goods in before your authority has said that they may come.',
} as const satisfies Record<ReasonCode, string>
