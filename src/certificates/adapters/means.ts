import type { InPerson } from '../../access/in-person.ts'
import type { Signer, VerifySignature } from '../../crypto/signature.ts'
import type { Approvals } from '../../participants/approvals.ts'
import type { Bundle } from '../../participants/bundle.ts'
import type { CardChecks } from '../../participants/card-signature.ts'
import type { Environment, KeyUsage } from '../../participants/kinds.ts'
import type { Profile } from '../../participants/profile.ts'
import type { ProfileOf } from '../../participants/profile-change.ts'
import type { Registry } from '../../participants/registry.ts'
import type { SigningOfficers } from '../../participants/signing-officers.ts'
import type { Trust } from '../../participants/trust.ts'
import type { Database } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Day, dayAt } from '../../values/day.ts'
import type { Outcome } from '../../values/outcome.ts'
import type { PrintRefusal } from '../print-words.en.ts'
import type { BundleShelf } from './bundle-shelf.ts'
import type { PdfSeal } from './pdf-sign.ts'
import type { Safe } from './safe.ts'

/** What the adapters of this module work with; the programs in `main` put it together. */
export type Means = {
  readonly database: Database
  readonly environment: Environment
  readonly registry: Registry
  /** National practice by day; `practiceOf` has that of today. */
  readonly profileOf: ProfileOf
  /** Throws where this node does not hold the key. */
  readonly signerOf: (party: PartyCode, usage: KeyUsage) => Signer
  /** Signs a certificate that these two officers stand for; rejects with the signer's refusal. */
  readonly certificateSignerOf: (party: PartyCode, approvals: Approvals) => Signer
  /**
   * Throws the refusal while the log of `party` is not known to be the one that witnesses have seen. Nobody
   * signs then, and no number is taken: which ones are used up stands in that log.
   */
  readonly mustBeWhole: (party: PartyCode) => void
  /** The signer's list of officers, a few seconds old; null where it has none. */
  readonly officersOf: (party: PartyCode) => Promise<SigningOfficers | null>
  /** Where officers sign an act with their own passkey. */
  readonly inPerson: InPerson
  /** Where officers sign with their own smart card. */
  readonly cards: CardChecks
  /** The newest trust list, opened. */
  readonly trust: () => Trust
  /** The list as a bundle with these statements; undefined where none was published yet. */
  readonly bundleWith: (
    statements: Omit<Bundle, 'roots' | 'parts'>,
  ) => Promise<Uint8Array | undefined>
  /** What readers of these bundles have, to tell each of them what changed. */
  readonly shelf: BundleShelf
  /** The newest register page of every party on this node; null where the scheme has no logs. */
  readonly registers: (() => Promise<NonNullable<Bundle['register']>>) | null
  /**
   * The proof that a statement of `party` with this SHA-256 is logged, with the newest words of witnesses;
   * undefined until its log was published again. Null where the scheme has no logs.
   */
  readonly proofOf:
    | ((party: PartyCode, digest: Uint8Array) => Promise<Uint8Array | undefined>)
    | null
  readonly verify: VerifySignature
  readonly safe: Safe
  /** Signs the PDF in the name of the authority. */
  readonly sealOf: (party: PartyCode) => Promise<Outcome<PdfSeal, PrintRefusal>>
  readonly clock: () => Date
}

export function epochSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}

/** The day on the clock of `party`'s authority, which no change of a profile turns: any day may be asked for it. */
export function todayOf(means: Pick<Means, 'profileOf'>, party: PartyCode, at: Date): Day {
  const anyDay = dayAt(epochSeconds(at), 0)
  return dayAt(epochSeconds(at), means.profileOf(party, anyDay).clockOffsetMinutes.value)
}

/** What `party` goes by at this moment. */
export function practiceOf(means: Pick<Means, 'profileOf'>, party: PartyCode, at: Date): Profile {
  return means.profileOf(party, todayOf(means, party, at))
}
