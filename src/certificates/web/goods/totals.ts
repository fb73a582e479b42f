import { type Carats, parseCarats, showCarats } from '../../../values/carats.ts'
import { parseHsCode } from '../../../values/hs.ts'
import { parseUsd, showUsd, type UsCents } from '../../../values/us-cents.ts'
import { centsPerCarat, type Line, linesOf, totalsOf } from '../../goods.ts'
import type { GoodsLine, ParcelDraft } from '../answers.ts'

type ShownLine = GoodsLine & { readonly perCarat: string }
export type LiveTotals = {
  readonly lines: readonly ShownLine[]
  readonly total: Omit<ShownLine, 'hs'> | null
  /** Parcels that something is typed of but that do not count yet. */
  readonly incomplete: number
}

/** Totals of what is complete, by the same rules as the certificate's own. */
export function liveTotals(parcels: readonly ParcelDraft[]): LiveTotals {
  const read = parcels.map(readParcel)
  const complete = read.filter((each) => each !== null)
  const lines = linesOf(complete).map((line) => ({ hs: line.hs, ...show(line) }))
  return {
    lines,
    total: complete.length === 0 ? null : show(totalsOf(complete)),
    incomplete: parcels.filter((parcel, at) => read[at] === null && !isEmpty(parcel)).length,
  }
}

export function perCaratOf({ carats, usd }: ParcelDraft): string | null {
  const weight = parseCarats(carats)
  const value = parseUsd(usd)
  if (!weight.ok || !value.ok) return null
  return showUsd(centsPerCarat({ carats: weight.value, usd: value.value }))
}

function readParcel(parcel: ParcelDraft): Line | null {
  const hs = parseHsCode(parcel.hs)
  const carats = parseCarats(parcel.carats)
  const usd = parseUsd(parcel.usd)
  return hs.ok && carats.ok && usd.ok
    ? { hs: hs.value, carats: carats.value, usd: usd.value }
    : null
}

function isEmpty(parcel: ParcelDraft): boolean {
  return Object.values(parcel).every((value) => value === undefined || value === '')
}

function show(goods: { readonly carats: Carats; readonly usd: UsCents }) {
  return {
    carats: showCarats(goods.carats),
    usd: showUsd(goods.usd),
    perCarat: showUsd(centsPerCarat(goods)),
  }
}
