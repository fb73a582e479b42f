import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import type { Bundle, BundleRefusal } from '../src/participants/bundle.ts'
import { type OpenTrustOptions, openTrust } from '../src/participants/open-trust.ts'
import type { TrustRefusal } from '../src/participants/trust.ts'
import { en } from '../src/participants/trust-words.en.ts'
import { fr } from '../src/participants/trust-words.fr.ts'
import type { Refusal } from '../src/values/outcome.ts'
import { ISSUED } from './hand-made-list.ts'

const verify = nodeVerify()

function open(bundle: Bundle, options: Partial<OpenTrustOptions> = {}) {
  const standard = { pins: new Set<string>(), acceptDemonstration: false, now: ISSUED + 60, verify }
  return openTrust(bundle, { ...standard, ...options })
}

/** The code of the refusal of a list, or `accepted`. */
export async function codeOf(
  bundle: Bundle,
  options: Partial<OpenTrustOptions> = {},
): Promise<string> {
  const outcome = await open(bundle, options)
  return outcome.ok ? 'accepted' : codeWithWords(outcome.refusals[0])
}

/** The code of a refusal whose detail holds every name that its sentences ask for. */
export function codeWithWords({ code, detail }: Refusal<BundleRefusal | TrustRefusal>): string {
  for (const sentence of [en[code], fr[code]]) {
    for (const [, name = ''] of sentence.matchAll(/\{(\w+)\}/g)) {
      if (detail?.[name] === undefined) throw new Error(`${code} does not say its ${name}`)
    }
  }
  return code
}

export async function opened(bundle: Bundle, options: Partial<OpenTrustOptions> = {}) {
  const outcome = await open(bundle, options)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return outcome.value
}

/** An edit that overwrites members. */
export const set = (values: object) => (signed: object) => void Object.assign(signed, values)
