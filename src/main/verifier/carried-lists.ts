import { pagesOf } from '../../certificates/issuer-lists.ts'
import { headsOf } from '../../certificates/issuer-register.ts'
import { type Reason, reason } from '../../certificates/reasons.ts'
import type { Material } from '../../certificates/verify.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import { type BundleRefusal, parseBundle } from '../../participants/bundle.ts'
import { openTrust } from '../../participants/open-trust.ts'
import { type Remembered, rememberedAfter, type TrustRefusal } from '../../participants/trust.ts'
import { accept, type Outcome } from '../../values/outcome.ts'

/** What a device keeps between two openings of the page. */
export type Carried = {
  readonly bundle: Uint8Array
  /** The server's name for these bytes, to ask whether there are newer ones. */
  readonly etag: string | null
  readonly remembered: Remembered
}

export type Opened = { readonly material: Material; readonly remembered: Remembered }
export type OpenOptions = {
  readonly pins: ReadonlySet<string>
  readonly acceptDemonstration: boolean
  /** Epoch seconds. */
  readonly now: number
  readonly remembered: Remembered | null
  readonly verify: VerifySignature
}

/** Opens a bundle that a device keeps or is offered; one that is older than what it knew is refused. */
export async function openLists(
  bytes: Uint8Array,
  options: OpenOptions,
): Promise<Outcome<Opened, BundleRefusal | TrustRefusal>> {
  const bundle = parseBundle(bytes)
  if (!bundle.ok) return bundle
  const { remembered, ...rest } = options
  const known = remembered === null ? {} : { remembered }
  const trust = await openTrust(bundle.value, { ...rest, ...known })
  if (!trust.ok) return trust
  const pages = await pagesOf(bundle.value, trust.value, options.verify)
  const heads = await headsOf(bundle.value, trust.value, options.verify)
  return accept({
    material: { trust: trust.value, bundle: bundle.value },
    remembered: rememberedAfter(trust.value, pages, heads),
  })
}

/** Why a device has no lists to verify with, as reasons of the verdict. */
export function whyNot(refused: Outcome<unknown, BundleRefusal | TrustRefusal> | null): Reason[] {
  if (refused === null) return [reason('NO_TRUST_LIST')]
  if (refused.ok) return []
  return refused.refusals.map(({ code, detail }) => reason(code, detail))
}
