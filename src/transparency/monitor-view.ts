import type { AlarmCode } from './alarm.ts'

/** What a pass says of one log. */
export type WatchedLogView = {
  readonly origin: string
  readonly party: string
  readonly size: number
  /** Since a quorum had cosigned the head, or since it was first seen where none has. */
  readonly ageSeconds: number
  /** Whether a quorum beside the log's own host has cosigned the head; null where nobody knows the witnesses. */
  readonly isWitnessed: boolean | null
  /** The names under which they sign. */
  readonly witnesses: readonly string[]
  /** Whether this pass read it to its head. */
  readonly isWhole: boolean
  /** The newest register page that was made anew and is the same, byte for byte; moments as ISO 8601. */
  readonly page: { readonly size: number; readonly signedAt: string } | null
}

export type AlarmView = {
  readonly code: AlarmCode
  readonly where: string
  readonly about: string
  readonly at: string
  /** Whether it holds in the last look, and is not only remembered. */
  readonly now: boolean
  /** What happened, and what to do. */
  readonly text: string
  /** Files, under the names by which they are asked for. */
  readonly evidence: readonly string[]
}

/** What the page of a node shows of the monitor behind it. */
export type MonitorView =
  /** Nobody looks: it is switched off, or the scheme has no logs. */
  | { readonly state: 'off' }
  /** The first look is not done. */
  | { readonly state: 'waiting' }
  | {
      readonly state: 'seen'
      readonly at: string
      readonly listIssuedAt: string | null
      readonly logs: readonly WatchedLogView[]
      /** Those that ring now first, then the newest; at most 200 of `told`. */
      readonly alarms: readonly AlarmView[]
      readonly told: number
      /** What could not be looked at. */
      readonly problems: readonly { readonly where: string; readonly cause: string }[]
    }
