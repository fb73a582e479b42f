import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import type { Bundle } from '../src/participants/bundle.ts'
import { type OpenTrustOptions, openTrust } from '../src/participants/open-trust.ts'
import { ISSUED } from './hand-made-list.ts'

const verify = nodeVerify()

export function open(bundle: Bundle, options: Partial<OpenTrustOptions> = {}) {
  const standard = { pins: new Set<string>(), acceptDemonstration: false, now: ISSUED + 60, verify }
  return openTrust(bundle, { ...standard, ...options })
}

/** The code of the refusal of a list, or `accepted`. */
export async function codeOf(
  bundle: Bundle,
  options: Partial<OpenTrustOptions> = {},
): Promise<string> {
  const outcome = await open(bundle, options)
  return outcome.ok ? 'accepted' : outcome.refusals[0].code
}

export async function opened(bundle: Bundle, options: Partial<OpenTrustOptions> = {}) {
  const outcome = await open(bundle, options)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return outcome.value
}

/** An edit that overwrites members. */
export const set = (values: object) => (signed: object) => void Object.assign(signed, values)
