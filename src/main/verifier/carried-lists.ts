import { pagesOf } from '../../certificates/issuer-lists.ts'
import type { WitnessedHead } from '../../certificates/issuer-register.ts'
import { type Reason, reason } from '../../certificates/reasons.ts'
import type { Material } from '../../certificates/verify.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import { type BundleRefusal, encodeBundle, parseBundle } from '../../participants/bundle.ts'
import { openTrust } from '../../participants/open-trust.ts'
import { type Remembered, rememberedAfter, type TrustRefusal } from '../../participants/trust.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome } from '../../values/outcome.ts'
import { betterRegister } from './better-register.ts'

/** What a device keeps between two openings of the page. */
export type Carried = {
  /** What verdicts rest on. */
  readonly bundle: Uint8Array
  /** What the server gave, where this device kept a better register of some party: changes are asked for since this. */
  readonly given?: Uint8Array
  readonly remembered: Remembered
}

export type Opened = {
  readonly material: Material
  readonly remembered: Remembered
  /** Register by party: how long, and as of when witnesses stand behind it. */
  readonly heads: ReadonlyMap<PartyCode, WitnessedHead>
  /** Parties of which an older register is better than the offered one. */
  readonly kept: readonly PartyCode[]
}
export type OpenOptions = {
  readonly pins: ReadonlySet<string>
  readonly acceptDemonstration: boolean
  /** Epoch seconds. */
  readonly now: number
  /** What the device has carried until now. */
  readonly before: Carried | null
  readonly verify: VerifySignature
}

/** Opens a bundle that a device keeps or is offered; one that is older than what it knew is refused. */
export async function openLists(
  bytes: Uint8Array,
  { before, ...options }: OpenOptions,
): Promise<Outcome<Opened, BundleRefusal | TrustRefusal>> {
  const bundle = parseBundle(bytes)
  if (!bundle.ok) return bundle
  const known = before === null ? {} : { remembered: before.remembered }
  const opened = await openTrust(bundle.value, { ...options, ...known })
  if (!opened.ok) return opened
  const { verify } = options
  const trust = opened.value
  const old = before === null ? null : parseBundle(before.bundle)
  const was = old?.ok ? old.value : null
  const better = await betterRegister(bundle.value, was, trust, verify)
  const pages = await pagesOf(better.bundle, trust, verify)
  const seen = new Map([...better.heads].map(([party, { size, root }]) => [party, { size, root }]))
  return accept({
    material: { trust, bundle: better.bundle },
    remembered: rememberedAfter(trust, pages, seen),
    heads: better.heads,
    kept: better.kept,
  })
}

/** What to keep of lists that were offered as `bytes` and taken. */
export function carriedOf(bytes: Uint8Array, { kept, material, remembered }: Opened): Carried {
  if (kept.length === 0) return { bundle: bytes, remembered }
  return { bundle: encodeBundle(material.bundle), given: bytes, remembered }
}

/** Why a device has no lists to verify with, as reasons of the verdict. */
export function whyNot(refused: Outcome<unknown, BundleRefusal | TrustRefusal> | null): Reason[] {
  if (refused === null) return [reason('NO_TRUST_LIST')]
  if (refused.ok) return []
  return refused.refusals.map(({ code, detail }) => reason(code, detail))
}
