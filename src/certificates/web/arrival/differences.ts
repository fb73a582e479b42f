import type { Arrival } from '../answers.ts'

export const REASONS = [
  'WEIGHT_DIFFERS',
  'PARCELS_DIFFER',
  'SEAL_BROKEN',
  'SEAL_MISSING',
  'SEAL_DIFFERS',
  'GOODS_DIFFER',
] as const
export type ReasonWord = (typeof REASONS)[number]

type Findings = Pick<Arrival, 'certificate' | 'seals' | 'weighing'>

/** What the findings of steps 2 and 3 say already, so that nobody has to tick it. */
export function differencesOf({ certificate, seals, weighing }: Findings): readonly ReasonWord[] {
  const declared = certificate?.seals ?? seals?.asDeclared ?? []
  const found = seals?.found ?? []
  const missing = declared.some(
    (seal) => !found.some((each) => each.seal === seal && each.present !== false),
  )
  const facts: Readonly<Record<ReasonWord, boolean>> = {
    WEIGHT_DIFFERS: weighing?.lines.some(({ difference }) => Number(difference) !== 0) ?? false,
    PARCELS_DIFFER:
      weighing !== null && certificate !== null && weighing.parcels !== certificate.parcels,
    SEAL_BROKEN: found.some(({ intact, present }) => !intact && present !== false),
    SEAL_MISSING: seals !== null && missing,
    SEAL_DIFFERS: found.some(({ seal }) => !declared.includes(seal)),
    GOODS_DIFFER: false,
  }
  return REASONS.filter((reason) => facts[reason])
}
