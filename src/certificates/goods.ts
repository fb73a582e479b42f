import { type Carats, MAX_CARATS } from '../values/carats.ts'
import { HS_CODES, type HsCode } from '../values/hs.ts'
import { MAX_US_CENTS, type UsCents } from '../values/us-cents.ts'

/** Goods of one HS code on one certificate. */
export type Line = { readonly hs: HsCode; readonly carats: Carats; readonly usd: UsCents }
export type Totals = { readonly carats: Carats; readonly usd: UsCents }

/**
 * One line for each HS code that occurs, in the order of the codes: what a certificate prints
 * (real forms show weight and value per code). Sums are exact: 500 parcels of the largest weight
 * stay far below 2^53.
 */
export function linesOf(parcels: readonly Line[]): readonly Line[] {
  return HS_CODES.flatMap((hs) => {
    const goods = parcels.filter((parcel) => parcel.hs === hs)
    return goods.length === 0 ? [] : [{ hs, ...totalsOf(goods) }]
  })
}

export function totalsOf(goods: readonly Omit<Line, 'hs'>[]): Totals {
  return {
    carats: goods.reduce((sum, each) => sum + each.carats, 0) as Carats,
    usd: goods.reduce((sum, each) => sum + each.usd, 0) as UsCents,
  }
}

/** Whether the sums are still a weight and a value: many large parcels can exceed what one may. */
export function withinLimits(totals: Totals): boolean {
  return totals.carats <= MAX_CARATS && totals.usd <= MAX_US_CENTS
}

/** US cents per carat, rounded half up; for comparing with the usual band only, never signed. */
export function centsPerCarat(goods: Totals): number {
  return Number((BigInt(goods.usd) * 200n + BigInt(goods.carats)) / (2n * BigInt(goods.carats)))
}
