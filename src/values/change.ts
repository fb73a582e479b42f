/** Codes and figures that tell what a thing is; a person's data stays where it is. */
export type Facts = Readonly<Record<string, string | number | null>>

/** What an act did to one thing, for the audit journal. */
export type Change = {
  readonly thing: string
  readonly key: string
  /** Null for what was not there. */
  readonly before: Facts | null
  /** Null for what is no longer there. */
  readonly after: Facts | null
}
