/**
 * `openkp/verify`: what another program needs to verify certificates, and nothing of a server. The
 * one public door of this package, so here alone names are passed on.
 *
 * ```ts
 * const bundle = parseBundle(bytes)
 * const trust = await openTrust(bundle.value, { pins, acceptDemonstration: false, now, verify })
 * const verifier = createVerifier({ trust: trust.value, bundle: bundle.value }, verify)
 * const { verdict, reasons, certificate } = await verifier({ text: 'KPC1:...' }, now)
 * ```
 */
export type { Certificate } from '../certificates/certificate.ts'
export { certificateJson } from '../certificates/certificate.ts'
export type { Document } from '../certificates/document.ts'
export { pagesOf } from '../certificates/issuer-lists.ts'
export { headsOf } from '../certificates/issuer-register.ts'
export type { Reason, ReasonCode } from '../certificates/reasons.ts'
export { EFFECTS, effectOf, reason } from '../certificates/reasons.ts'
export { AS_WRITTEN, headlineOf, reasonSentence } from '../certificates/verdict-sentence.ts'
export type { Material, Verdict, Verifier } from '../certificates/verify.ts'
export { createVerifier } from '../certificates/verify.ts'
export type { PublicKey, VerifySignature } from '../crypto/signature.ts'
export { webcryptoVerify } from '../participants/adapters/webcrypto-verify.ts'
export type { Bundle } from '../participants/bundle.ts'
export { parseBundle } from '../participants/bundle.ts'
export type { OpenTrustOptions } from '../participants/open-trust.ts'
export { openTrust } from '../participants/open-trust.ts'
export type { Remembered, Trust } from '../participants/trust.ts'
export { rememberedAfter } from '../participants/trust.ts'
export type { Outcome, Refusal } from '../values/outcome.ts'
