import type { DiscrepancyCode } from '../../discrepancies.ts'
import type { Arrival } from '../arrival-answers.ts'

/** What no balance and no eye of steps 2 and 3 can say; an officer adds it. */
export const ADDED_BY_HAND = [
  'VALUE_DOUBTED',
  'NOT_ROUGH_DIAMONDS',
  'CONTAINER_NOT_TAMPER_RESISTANT',
  'OTHER',
] as const satisfies readonly DiscrepancyCode[]

type Findings = Pick<Arrival, 'certificate' | 'seals' | 'weighing'>

/**
 * What the findings of steps 2 and 3 say already. The server decides, with the tolerance of the
 * authority's own profile; this only says beforehand what it will say.
 */
export function differencesOf({
  certificate,
  seals,
  weighing,
}: Findings): readonly DiscrepancyCode[] {
  const declared = certificate?.seals ?? []
  const found = seals?.found ?? []
  const lines = weighing?.lines ?? []
  const facts: readonly (readonly [boolean, DiscrepancyCode])[] = [
    [
      seals !== null && declared.some((seal) => !found.some((each) => each.seal === seal)),
      'SEAL_MISSING',
    ],
    [found.some(({ intact }) => !intact), 'SEAL_BROKEN'],
    [found.some(({ seal }) => !declared.includes(seal)), 'SEAL_OTHER'],
    [weighing !== null && weighing.parcels !== weighing.declaredParcels, 'PARCELS_DIFFER'],
    [lines.some(({ difference }) => Number(difference) < 0), 'WEIGHT_LESS'],
    [lines.some(({ difference }) => Number(difference) > 0), 'WEIGHT_MORE'],
  ]
  return facts.flatMap(([holds, code]) => (holds ? [code] : []))
}
