import type { Status } from '../transparency/statuses.ts'
import type { StepState } from './explain.ts'
import type { FactCode, StepName } from './facts.ts'

/** What a step is called and what it asks. */
type StepWords = { readonly title: string; readonly asks: string }

const steps = {
  code: { title: 'The code', asks: 'Is it the code of a certificate, and whole?' },
  form: {
    title: 'The form',
    asks: 'Is what the code holds written exactly as the scheme prescribes?',
  },
  root: {
    title: 'Who vouches for the lists',
    asks: 'Do the lists used here rest on a root that somebody vouched for?',
  },
  signature: {
    title: 'The signature',
    asks: 'Did the issuing authority sign this, with a key that it may sign certificates with?',
  },
  meaning: { title: 'What it says', asks: 'Do the fields fit each other?' },
  standing: {
    title: 'The two Participants',
    asks: 'Was the one allowed to export and the other to import on the day of issue?',
  },
  number: { title: 'The number', asks: 'Did the issuer announce this number?' },
  register: {
    title: 'The register',
    asks: 'Does the issuer’s register name this very certificate under its number?',
  },
  witnesses: {
    title: 'The witnesses',
    asks: 'Do enough independent witnesses stand behind that register?',
  },
  status: { title: 'What happened since', asks: 'Was it used, withdrawn, lost or replaced?' },
  time: { title: 'The time', asks: 'Is the certificate still valid?' },
  lists: {
    title: 'The age of the lists',
    asks: 'Are the lists used here new enough to decide?',
  },
} as const satisfies Record<StepName, StepWords>

const states = {
  passed: 'In order',
  failed: 'Not in order',
  open: 'Cannot tell',
  not_asked: 'Not asked',
  not_reached: 'Not reached',
} as const satisfies Record<StepState, string>

const statuses = {
  valid: 'nothing',
  void: 'void',
  suspended: 'suspended',
  used: 'used',
  corrected: 'corrected',
  lost_or_stolen: 'lost or stolen',
  stolen: 'stolen',
  replaced: 'replaced',
  returned_unused: 'returned unused',
  spoiled: 'spoiled',
} as const satisfies Record<Status, string>

/** What was found, without what it does to the verdict. */
const facts = {
  CODE_READ: 'A code of {characters} characters was read.',
  FILE_READ: 'A file of {bytes} bytes was read.',
  STATEMENT_READ: 'It names {issuer} as its author and was signed on {at}.',
  ROOT_USED: 'Fingerprint of the root: {fingerprint}. The lists under it were signed on {at}.',
  KEY_USED: 'The key {key} made the signature. The lists give it to {issuer}, for certificates.',
  FIELDS_READ:
    'Number {number}, {carats} ct in all, {parcels} parcels, from {issuedOn} to {expiresOn}.',
  FIELDS_READ_ONLY: 'Number {number}. It reads well, but nothing was there to check it with.',
  STANDINGS_OF: 'From {issuer} to {destination}, on {issuedOn}.',
  NUMBER_ANNOUNCED: 'The issuer announced it: it is number {place} of all that it announced.',
  NUMBER_NOT_ANNOUNCED: 'It is in none of the runs of numbers in the lists used here.',
  STATUS_PAGE_USED: 'The issuer’s list of numbers, signed on {at}.',
  REGISTER_USED: 'Register of {issuer}, signed on {at}, made of {size} entries of its log.',
  PLACE_HOLDS_THIS: 'Under this number it names this certificate.',
  PLACE_HOLDS_ANOTHER: 'Under this number it names something else.',
  PLACE_IS_EMPTY: 'Under this number it names nothing.',
  PROOF_HOLDS:
    'The copy carries a proof that the certificate stands in the issuer’s log, with enough witnesses behind it.',
  PROOF_FAILS: 'The copy carries a proof, but it does not prove this certificate.',
  QUORUM_SINCE: 'Enough witnesses had signed by {at}. Needed: {needed} different operators.',
  QUORUM_MISSING: 'Too few witnesses have signed. Needed: {needed} different operators.',
  WITNESS_COUNTS: '{party} signed on {at}.',
  WITNESS_OF_ISSUER:
    '{party} signed on {at}. It does not count here: its operator runs the issuer’s log.',
  STATUS_SAID: 'The issuer says of this number: {status}.',
  IMPORTER_ASKED:
    'The list in which {party} confirms receipts was asked too. It was signed on {at}.',
  TIME_USED: 'Time used: {now}. The certificate ends on {at}.',
  LIST_USED: '{list}: of {at}, {age} old.',
} as const satisfies Record<FactCode, string>

const page = {
  title: 'How this was decided',
  lead: 'Every step, in the order in which this device took them. The answer:',
  back: 'Back to the verdict',
} as const

export const en = { steps, states, statuses, facts, page }
