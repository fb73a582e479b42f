import type { VerifySignature } from '../../crypto/signature.ts'
import type { BundleRefusal } from '../../participants/bundle.ts'
import { parseBundle } from '../../participants/bundle.ts'
import { type OpenTrustOptions, openTrust } from '../../participants/open-trust.ts'
import type { Trust, TrustRefusal } from '../../participants/trust.ts'
import type { Language } from '../../platform/words.ts'
import type { Refusal } from '../../values/outcome.ts'
import { fill } from '../../values/sentence.ts'
import { explained, type StepShown } from '../explain-sentence.ts'
import { type ReadRefusal, en as readEn } from '../read-words.en.ts'
import { fr as readFr } from '../read-words.fr.ts'
import { type Reason, reason } from '../reasons.ts'
import { AS_WRITTEN, type VerdictPrinter } from '../verdict-sentence.ts'
import { createVerifier, type Material } from '../verify.ts'
import { documentIn, readDocument } from './read-document.ts'
import { verdictJson, verdictPrinterFor } from './words.ts'

/** The shape of `openkp verify --json`. A file that is no certificate has the code of its reader. */
export type VerdictJson = Omit<ReturnType<typeof verdictJson>, 'reasons'> & {
  readonly reasons: readonly { readonly code: string; readonly text: string }[]
  /** With `--explain`. */
  readonly steps?: readonly StepShown[]
}

/** The lists that a verdict rests on, or why there are none. */
export type Lists = { readonly material: Material | null; readonly why: readonly Reason[] }

export const NO_LISTS: Lists = { material: null, why: [] }

/** The lists in a bundle, opened; a bundle that cannot be opened is a reason, never a crash. */
export async function openLists(
  bytes: Uint8Array,
  options: OpenTrustOptions,
): Promise<Lists & { readonly trust: Trust | null }> {
  const bundle = parseBundle(bytes)
  if (!bundle.ok) return { ...noLists(bundle.refusals[0]), trust: null }
  const trust = await openTrust(bundle.value, options)
  if (!trust.ok) return { ...noLists(trust.refusals[0]), trust: null }
  const why = options.remembered === undefined ? [reason('ROLLBACK_NOT_CHECKED')] : []
  return { material: { trust: trust.value, bundle: bundle.value }, why, trust: trust.value }
}

export function noLists({ code, detail }: Refusal<BundleRefusal | TrustRefusal>): Lists {
  return { material: null, why: [reason(code, detail)] }
}

export type Verifying = {
  /** What was handed over: a PDF, a picture of a code, a code's text or a signed statement. */
  readonly bytes: Uint8Array
  /** That it is logged, where that came in a file of its own. */
  readonly proof?: Uint8Array
  readonly lists: Lists
  readonly verify: VerifySignature
  /** Epoch seconds. */
  readonly now: number
  readonly language: Language
  /** Whether to tell every step too. */
  readonly isExplained?: boolean
}

/** From a file to a verdict, as `openkp verify --json` prints it. Asks nobody. */
export async function verifyFile(verifying: Verifying): Promise<VerdictJson> {
  const { bytes, lists, verify, now, language, isExplained = false } = verifying
  const read = await readDocument(bytes)
  if (!read.ok) return unreadable(read.refusals[0], language)
  const { material, why } = lists
  const document = documentIn(read.value, verifying.proof)
  const verdict = await createVerifier(material, verify, why)(document, now)
  const printer = printerOf(material, language)
  const json = verdictJson(verdict, language, printer)
  return isExplained ? { ...json, steps: explained(verdict, language, printer) } : json
}

/** What is no certificate at all is not one that nothing is known about: it is INVALID. */
export function unreadable(
  { code, detail }: Refusal<ReadRefusal>,
  language: Language,
): VerdictJson {
  const text = fill((language === 'fr' ? readFr : readEn)[code], detail ?? {})
  return { verdict: 'INVALID', reasons: [{ code, text }], lists: [], certificate: null }
}

function printerOf(material: Material | null, language: Language): VerdictPrinter {
  return material === null ? AS_WRITTEN : verdictPrinterFor(material.trust.registry, language)
}
