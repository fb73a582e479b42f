/** How far a party's log had grown, and when a quorum had cosigned that: epoch seconds. */
export type WitnessedHead = { readonly size: number; readonly at: number }

/** The newest head that a quorum had cosigned at or before `since`; undefined where none is known. */
export function headAt(heads: readonly WitnessedHead[], since: number): WitnessedHead | undefined {
  return heads.reduce<WitnessedHead | undefined>(
    (newest, each) => (each.at <= since && each.size > (newest?.size ?? 0) ? each : newest),
    undefined,
  )
}
