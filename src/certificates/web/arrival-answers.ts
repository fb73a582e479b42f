import type { ArrivalState } from '../acts.ts'
import type { StepShown } from '../explain-sentence.ts'
import type {
  Alarm,
  CertificateFace,
  Correction,
  HistoryEntry,
  SheetField,
  StatementLink,
} from './answers.ts'
import type { Waiting } from './waiting-note.tsx'

export type VerdictAnswer = {
  readonly verdict: 'VALID' | 'INVALID' | 'CANNOT_TELL'
  readonly reasons: readonly { readonly code: string; readonly text: string }[]
  readonly lists: readonly {
    readonly name: string
    readonly issuedAt: string | null
    readonly ageSeconds: number | null
    readonly consulted: boolean
  }[]
  readonly certificate: CertificateFace | null
  /** How it was decided; null for a verdict from before that was kept. */
  readonly steps: readonly StepShown[] | null
}

export type ArrivalSummary = {
  readonly issuer: string
  readonly number: string
  readonly state: ArrivalState
  readonly firm: string | null
  readonly carats: string | null
  readonly usd: string | null
  readonly announcedAt: string | null
  readonly presentedAt: string | null
  readonly closedAt: string | null
  readonly confirmationDueOn: string | null
  readonly overdue: boolean
}

type FoundSeal = { readonly seal: string; readonly intact: boolean }

export type Arrival = {
  readonly issuer: string
  readonly number: string
  readonly state: ArrivalState
  readonly acts: readonly string[]
  readonly certificate: CertificateFace | null
  readonly verdict: VerdictAnswer | null
  readonly fields: readonly SheetField[]
  readonly presentations: readonly {
    readonly at: string
    readonly place: string
    readonly office: string
    readonly by: string
  }[]
  readonly seals: {
    readonly asDeclared: readonly string[]
    readonly found: readonly FoundSeal[]
    readonly note: string | null
  } | null
  readonly weighing: {
    readonly parcels: number
    readonly declaredParcels: number
    readonly lines: readonly {
      readonly hs: string
      readonly declared: string
      readonly found: string
      readonly difference: string
    }[]
  } | null
  readonly outcome: {
    readonly action: 'confirmed' | 'detained' | 'refused'
    readonly outcome: 'as_declared' | 'with_discrepancy' | null
    readonly reasons: readonly string[]
    readonly note: string | null
    readonly receivedOn: string | null
    readonly at: string
    readonly by: string
  } | null
  readonly reasons: readonly string[]
  readonly waiting: readonly Waiting[]
  readonly alarms: readonly Alarm[]
  readonly corrections: readonly Correction[]
  readonly history: readonly HistoryEntry[]
  readonly confirmationDueOn: string | null
  readonly statements: readonly StatementLink[]
}
