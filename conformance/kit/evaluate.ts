import { certificateJson, certificateOf } from '../../src/certificates/certificate.ts'
import { isWorthless } from '../../src/certificates/compromised-key.ts'
import { type Document, readDocument } from '../../src/certificates/document.ts'
import { type Reason, reason } from '../../src/certificates/reasons.ts'
import { createVerifier, type Material } from '../../src/certificates/verify.ts'
import type { VerifySignature } from '../../src/crypto/signature.ts'
import type { Statement } from '../../src/crypto/statement.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { authenticate, authenticateByLog } from '../../src/participants/authenticate.ts'
import { parseBundle } from '../../src/participants/bundle.ts'
import { openTrust } from '../../src/participants/open-trust.ts'
import type { Trust } from '../../src/participants/trust.ts'
import type { Case, Expected } from './case.ts'
import { hex } from './keys.ts'
import { materialOf, type TrustFile } from './trust.ts'

/** Where a case's material comes from: files of the suite, or what the generator is about to write. */
export type Sources = {
  readonly trust: (name: string) => TrustFile
  readonly bundle: (file: string) => Uint8Array
  readonly verify: VerifySignature
}

type Input = Pick<Case, 'qr' | 'cose' | 'proof' | 'trust' | 'bundle' | 'at'>

/** Runs every reading stage of a case. */
export async function evaluate(input: Input, sources: Sources): Promise<Expected> {
  const { material, why } = await open(input, sources)
  const document = documentOf(input)
  const verdict = await createVerifier(material, sources.verify, why)(document, input.at)
  const { certificate } = verdict
  return {
    ...(await stages(document, material, sources.verify)),
    verdict: verdict.verdict,
    reasons: verdict.reasons.map(({ code }) => code),
    ages: Object.fromEntries(
      verdict.lists.flatMap(({ name, ageSeconds }) =>
        ageSeconds === null ? [] : [[name, ageSeconds]],
      ),
    ),
    certificate: certificate && certificateJson(certificate),
  }
}

/** The text of the code where a case has one, otherwise the bytes; and the proof beside it. */
export function documentOf({ qr, cose, proof }: Pick<Case, 'qr' | 'cose' | 'proof'>): Document {
  const beside = proof === undefined ? {} : { proof: encodeUtf8(proof) }
  if (qr !== null) return { text: qr, ...beside }
  if (cose === null) throw new Error('a case without a document')
  return { cose: hex(cose), ...beside }
}

async function stages(
  document: Document,
  material: Material | null,
  verify: VerifySignature,
): Promise<Pick<Expected, 'form' | 'signature' | 'meaning'>> {
  const read = readDocument(document)
  if (!read.ok) return { form: read.refusals[0].code, signature: null, meaning: null }
  const believed = material?.trust.pinned === true
  const signature = believed ? await signatureOf(read.value, material.trust, verify) : null
  if (signature !== null && signature !== 'ok') return { form: 'ok', signature, meaning: null }
  const meaning = certificateOf(read.value)
  return { form: 'ok', signature, meaning: 'fault' in meaning ? meaning.fault.code : 'ok' }
}

/** The code of step 5: a key that a newer list may name is no forgery, and a log may speak for a stolen one. */
async function signatureOf(
  statement: Statement,
  trust: Trust,
  verify: VerifySignature,
): Promise<Expected['signature']> {
  const check = trust.logs === null ? authenticate : authenticateByLog
  const signed = await check(statement, 'certificate', trust, verify)
  if (signed.ok) return isWorthless(signed.value) ? 'KEY_COMPROMISED' : 'ok'
  const { code } = signed.refusals[0]
  const isUnknown = code === 'KEY_NOT_DELEGATED' || code === 'ISSUER_WITHOUT_KEYS'
  return isUnknown && statement.iat > trust.issuedAt ? 'KEY_NEWER_THAN_LIST' : code
}

export async function open(
  { trust, bundle, at }: Pick<Case, 'trust' | 'bundle' | 'at'>,
  sources: Sources,
): Promise<{ readonly material: Material | null; readonly why: readonly Reason[] }> {
  if (trust !== null) return { material: materialOf(sources.trust(trust), at), why: [] }
  if (bundle === null) return { material: null, why: [] }
  const parsed = parseBundle(sources.bundle(bundle.file))
  if (!parsed.ok) return { material: null, why: [reason(parsed.refusals[0].code)] }
  const { pins, acceptDemonstration, remembered } = bundle
  const opened = await openTrust(parsed.value, {
    pins: new Set(pins),
    acceptDemonstration,
    now: at,
    verify: sources.verify,
    ...(remembered !== null && { remembered }),
  })
  return opened.ok
    ? { material: { trust: opened.value, bundle: parsed.value }, why: [] }
    : { material: null, why: [reason(opened.refusals[0].code)] }
}
