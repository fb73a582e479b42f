import type { Profile } from '../participants/profile.ts'
import { showCarats } from '../values/carats.ts'
import type { PartyCode } from '../values/codes.ts'
import { HS_CODES } from '../values/hs.ts'
import type { ArrivalState } from './acts.ts'
import type { AlarmCode } from './alarms.ts'
import type { Certificate } from './certificate.ts'
import type { DiscrepancyCode } from './discrepancies.ts'
import { ENDED_FOR_GOOD } from './presentation.ts'
import type { Reason } from './reasons.ts'
import { caratsOf, type Found } from './validate.ts'

/** What an inspector saw of one seal. */
export type SealFound = { readonly seal: string; readonly intact: boolean }

/** One HS code, declared and found, in hundredths of a carat. */
export type Weighed = {
  readonly hs: string
  readonly declared: number
  readonly found: number
  readonly difference: number
}

/**
 * Declared and found, side by side, for each HS code of either. The Core Document sets no tolerance
 * (hard case 16): both figures are kept, and neither overwrites the other.
 */
export function weighing({ lines }: Pick<Certificate, 'lines'>, found: Found): readonly Weighed[] {
  return HS_CODES.flatMap((hs) => {
    const declared = lines.find((line) => line.hs === hs)?.carats ?? 0
    const seen = caratsOf(found, hs)
    const occurs = declared > 0 || seen > 0
    return occurs ? [{ hs, declared, found: seen, difference: seen - declared }] : []
  })
}

/** A weighing as programs read it, in carats. */
export function weighedJson({ hs, declared, found, difference }: Weighed) {
  const sign = difference < 0 ? '-' : ''
  return {
    hs,
    declared: showCarats(declared),
    found: showCarats(found),
    difference: sign + showCarats(Math.abs(difference)),
  }
}

/**
 * In what the goods differ from their certificate, beyond what the authority's own profile lets
 * pass. Empty means received as declared.
 */
export function discrepancies(
  certificate: Certificate,
  seals: readonly SealFound[],
  found: Found,
  profile: Profile,
): readonly DiscrepancyCode[] {
  const tolerance = profile.weightToleranceHundredths.value
  const weighed = weighing(certificate, found)
  const beyond = weighed.filter(({ difference }) => Math.abs(difference) > tolerance)
  const otherLine = weighed.some((line) => line.declared === 0 || line.found === 0)
  const codes: [boolean, DiscrepancyCode][] = [
    [certificate.seals.some((seal) => !seals.some((each) => each.seal === seal)), 'SEAL_MISSING'],
    [seals.some(({ intact }) => !intact), 'SEAL_BROKEN'],
    [seals.some(({ seal }) => !certificate.seals.includes(seal)), 'SEAL_OTHER'],
    [found.parcels !== certificate.parcels, 'PARCELS_DIFFER'],
    [beyond.some(({ difference }) => difference < 0), 'WEIGHT_LESS'],
    [beyond.some(({ difference }) => difference > 0), 'WEIGHT_MORE'],
    [otherLine, 'LINES_DIFFER'],
  ]
  return codes.flatMap(([holds, code]) => (holds ? [code] : []))
}

/** The end of an arrival: after it, another presentation is an alarm. */
export const ENDED: readonly ArrivalState[] = ['confirmed', 'discrepancy', 'refused']

/**
 * What a presentation gives cause to tell both sides. Successive presentations to customs and to the
 * authority inside one Participant are one thread (hard case 40) and alarm nobody.
 */
export function presentationAlarms(input: {
  readonly certificate: Certificate
  readonly me: PartyCode
  /** How my own arrival of this number stands; null before the first presentation. */
  readonly state: ArrivalState | null
  readonly reasons: readonly Reason[]
  /** Whether the statement shown is another one than was announced or shown before. */
  readonly isAnother: boolean
}): readonly AlarmCode[] {
  const { certificate, me, state, reasons, isAnother } = input
  const expectedHere = certificate.destination === me || certificate.transit.includes(me)
  const dead = reasons.some(({ code }) => code !== 'USED' && ENDED_FOR_GOOD.includes(code))
  const again =
    (state !== null && ENDED.includes(state)) || reasons.some(({ code }) => code === 'USED')
  const codes: [boolean, AlarmCode][] = [
    [isAnother, 'TWIN'],
    [!expectedHere, 'WRONG_PARTICIPANT'],
    [again, 'SECOND_PRESENTATION'],
    [dead, 'PRESENTED_AFTER_VOID'],
    [reasons.some(({ code }) => code === 'NUMBER_OUTSIDE_BLOCKS'), 'NUMBER_OUT_OF_RANGE'],
  ]
  return codes.flatMap(([holds, code]) => (holds ? [code] : []))
}
