import type { Day } from '../values/day.ts'

/** Signatures that a card may make, by the names under which a profile allows them. */
export const CARD_ALGORITHMS = [
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha256',
  'ecdsa-p384-sha384',
  // PKCS#1 v1.5 and PSS with a modulus of 3072 bits or more (RFC 8017).
  'rsa-3072-sha256',
  'rsa-3072-pss-sha256',
] as const
export type CardAlgorithm = (typeof CARD_ALGORITHMS)[number]

export type CardAct = 'issue' | 'validate'

/**
 * From `from` on, up to but without `until`: these acts take a detached signature by the officer's own
 * card beside the authority's (RFC 5652), made by a certificate that one of these authorities stands for.
 */
export type CardRule = {
  readonly acts: readonly CardAct[]
  /** Certificates in PEM; below each at most two others stand between it and the card. */
  readonly authorities: readonly string[]
  readonly algorithms: readonly CardAlgorithm[]
  /** `required`: nothing is signed without a fresh list of what the card's authority has revoked (RFC 5280, 5). */
  readonly revocation?: 'required'
  readonly from?: Day
  readonly until?: Day
}

/** The rule for an act on a day, or for any act where none is named; undefined where no card is asked for. */
export function cardRuleOn(
  rules: readonly CardRule[],
  on: Day,
  act?: CardAct,
): CardRule | undefined {
  return rules.find(
    ({ acts, from, until }) =>
      (act === undefined || acts.includes(act)) &&
      (from === undefined || from <= on) &&
      (until === undefined || on < until),
  )
}
