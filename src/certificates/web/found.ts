import { parseCarats, showCarats } from '../../values/carats.ts'
import type { GoodsLine } from './answers.ts'

const NONE = /^0+(\.0{0,2})?$/

/** What a balance showed, as typed, by HS code. */
export type Found = Readonly<Record<string, string>>

export type Comparison = {
  readonly hs: string
  readonly declared: string
  readonly found: string
  /** Signed, two decimals, `-0.37`; null until a weight is typed. */
  readonly difference: string | null
}

/** Declared against found, line by line, in hundredths of a carat: never through a float. */
export function compareLines(
  lines: readonly Pick<GoodsLine, 'hs' | 'carats'>[],
  found: Found,
): readonly Comparison[] {
  return lines.map(({ hs, carats }) => {
    const typed = (found[hs] ?? '').trim()
    return { hs, declared: carats, found: typed, difference: differenceOf(carats, typed) }
  })
}

function differenceOf(declared: string, found: string): string | null {
  const before = parseCarats(declared)
  // Nothing of a declared line may be there at all, which is no weight but a finding.
  const now = NONE.test(found) ? { ok: true as const, value: 0 } : parseCarats(found)
  if (!before.ok || !now.ok) return null
  const difference = now.value - before.value
  if (difference === 0) return '0.00'
  return `${difference < 0 ? '-' : '+'}${showCarats(Math.abs(difference))}`
}

/** The lines to send. What is not there at all is a finding as well: an empty container weighs nothing. */
export function weighedLines(lines: readonly Comparison[]) {
  return lines.map(({ hs, found }) => ({ hs, carats: NONE.test(found) ? '0.00' : found }))
}
