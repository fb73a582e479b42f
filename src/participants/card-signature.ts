import type { Outcome } from '../values/outcome.ts'
import type { CardRefusal } from './card-refusals.ts'
import type { CardAlgorithm, CardRule } from './card-rules.ts'

/**
 * Bytes of a .p7s file. A signature with three certificates takes 8 KB; some tools put the lists of
 * revoked certificates in, which we do not read.
 */
export const MAX_CARD_SIGNATURE = 65_536

/** Whose card it is. */
export type Card = {
  /** SHA-256 of the certificate in DER, 64 hexadecimal digits. */
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal, as its authority wrote it. */
  readonly serial: string
  readonly notBefore: Date
  readonly notAfter: Date
}

export type CardSigned = {
  readonly card: Card
  readonly algorithm: CardAlgorithm
  /** As the computer says that the card was at. */
  readonly signedAt: Date
  /** The signature as it is kept, in DER or BER as it came. */
  readonly der: Uint8Array
}

export type CardToCheck = {
  /** The .p7s file. */
  readonly signature: Uint8Array
  /** The bytes that have to be what was signed. */
  readonly content: Uint8Array
  readonly rule: CardRule
  /** When it was handed in: certificates have to be valid then. */
  readonly at: Date
}

/** What asks cards and their certificates: ASN.1 and X.509 are no matter of the rules. */
export type CardChecks = {
  /** Whether a card that the rule allows signed exactly these bytes, and which card it was. */
  readonly signature: (asked: CardToCheck) => Promise<Outcome<CardSigned, CardRefusal>>
  /** Whose card a certificate in PEM is, where one of the rule's authorities stands for it. */
  readonly certificate: (
    pem: unknown,
    asked: Pick<CardToCheck, 'rule' | 'at'>,
  ) => Promise<Outcome<Card, CardRefusal>>
}
