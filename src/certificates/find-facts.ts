import { toHex } from '../crypto/bytes.ts'
import type { Statement } from '../crypto/statement.ts'
import type { Trust } from '../participants/trust.ts'
import { holds, type ListedSlot } from '../transparency/register-page.ts'
import { showCarats } from '../values/carats.ts'
import type { PartyCode } from '../values/codes.ts'
import type { Certificate } from './certificate.ts'
import type { Document } from './document.ts'
import { type Fact, fact } from './facts.ts'
import type { ListAge } from './freshness.ts'
import type { IssuerRegister, SignedPage } from './issuer-register.ts'

/** What a verifier found at each step, as data: it accuses nobody, that is for reasons. */

export function codeFact(document: Document): Fact {
  return 'text' in document
    ? fact('CODE_READ', { characters: document.text.length })
    : fact('FILE_READ', { bytes: document.cose.length })
}

export function rootFact({ rootFingerprint, issuedAt }: Trust): Fact {
  return fact('ROOT_USED', { fingerprint: rootFingerprint, at: issuedAt })
}

export function keyFact({ iss, sign1 }: Statement): Fact {
  return fact('KEY_USED', { issuer: iss, key: toHex(sign1.kid) })
}

export function certificateFacts(certificate: Certificate): readonly Fact[] {
  const { number, totals, parcels, issuer, destination, issuedOn, expiresOn } = certificate
  const carats = showCarats(totals.carats)
  return [
    fact('FIELDS_READ', { number, carats, parcels, issuedOn, expiresOn }),
    fact('STANDINGS_OF', { issuer, destination, issuedOn }),
  ]
}

export function listFacts({ name, issuedAt, ageSeconds }: ListAge): readonly Fact[] {
  if (issuedAt === null || ageSeconds === null) return []
  return [fact('LIST_USED', { list: name, at: issuedAt, age: ageSeconds })]
}

export function numberFact(slot: number | undefined): Fact {
  return slot === undefined
    ? fact('NUMBER_NOT_ANNOUNCED')
    : fact('NUMBER_ANNOUNCED', { place: slot + 1 })
}

/** What the register says, who stands behind it, and what a proof adds to it. */
export function registerFacts(
  issuer: PartyCode,
  { page, signedAt, witnessedAt, witnesses }: IssuerRegister,
  needed: number,
  { digest, listed, proof }: Shown,
): readonly Fact[] {
  return [
    fact('REGISTER_USED', { issuer, at: signedAt, size: page.size }),
    placeFact(digest, listed),
    ...(proof === null ? [] : [fact(proof ? 'PROOF_HOLDS' : 'PROOF_FAILS')]),
    witnessedAt === null
      ? fact('QUORUM_MISSING', { needed })
      : fact('QUORUM_SINCE', { at: witnessedAt, needed }),
    ...witnesses.map(({ party, at, isOfIssuer }) =>
      fact(isOfIssuer ? 'WITNESS_OF_ISSUER' : 'WITNESS_COUNTS', { party, at }),
    ),
    ...(listed !== undefined && holds(listed, digest)
      ? [fact('STATUS_SAID', { status: listed.status })]
      : []),
  ]
}

type Shown = {
  readonly digest: Uint8Array
  readonly listed: ListedSlot | undefined
  /** Whether the proof of the copy holds; null where it has none. */
  readonly proof: boolean | null
}

function placeFact(digest: Uint8Array, listed: ListedSlot | undefined): Fact {
  if (listed === undefined) return fact('PLACE_IS_EMPTY')
  return fact(holds(listed, digest) ? 'PLACE_HOLDS_THIS' : 'PLACE_HOLDS_ANOTHER')
}

export function importerFacts(party: PartyCode, page: SignedPage | undefined): readonly Fact[] {
  return page === undefined ? [] : [fact('IMPORTER_ASKED', { party, at: page.signedAt })]
}
