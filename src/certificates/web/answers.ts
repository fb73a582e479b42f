import type { ApplicationState, ArrivalState, CertificateState } from '../acts.ts'
import type { Waiting } from './waiting-note.tsx'

/** What the server answers, as `docs/` and `/api/openapi.json` describe it. Amounts are decimal strings. */
export type HistoryEntry = {
  readonly at: string
  readonly by: { readonly name: string; readonly role: string } | null
  readonly act: string
  readonly text: string
}

export type WorkItem = {
  readonly what: 'application' | 'certificate' | 'arrival' | 'alarm' | 'signature'
  readonly id: string
  readonly number: string | null
  /** The exporter; null for goods that come in. */
  readonly firm: string | null
  /** Who receives the goods. */
  readonly consignee: string | null
  readonly destination?: string | null
  readonly issuer?: string
  /** Of an alarm: the other side; of it and of what waits for its signature, what the number is here. */
  readonly counterpart?: string | null
  readonly about?: 'certificate' | 'arrival' | null
  readonly carats: string | null
  readonly usd: string | null
  readonly state: string
  readonly waitingSince: string | null
  readonly dueOn: string | null
  readonly act: string
  readonly overdue: boolean
  readonly note: string | null
}
type Counts<State extends string> = Readonly<Partial<Record<State, number>>>
export type Work = {
  readonly waiting: readonly WorkItem[]
  /** Whether more wait than these. */
  readonly more: boolean
  readonly counts: {
    readonly applications: Counts<ApplicationState>
    readonly certificates: Counts<CertificateState>
    readonly arrivals?: Counts<ArrivalState>
  }
}

export type Hit = Pick<WorkItem, 'what' | 'id' | 'number' | 'firm' | 'consignee' | 'state'> & {
  readonly issuer?: string
}

/** What the counts of the work list count. */
export type Counted = keyof Work['counts']

export type PartyDraft = {
  readonly name?: string
  readonly address?: string
  readonly place?: string
  readonly country?: string
  readonly licence?: string
}
export type ParcelDraft = {
  readonly hs?: string
  readonly carats?: string
  readonly usd?: string
  readonly description?: string
}
type SourceDraft = {
  readonly kind?: string
  readonly reference?: string
  readonly country?: string | null
}

/** What an exporter has typed so far: anything may be missing. */
export type Draft = {
  readonly kind?: 'regular' | 'technical'
  readonly destination?: string
  readonly transit?: readonly string[]
  readonly purpose?: string
  readonly exporter?: PartyDraft
  readonly importer?: PartyDraft
  readonly consignee?: PartyDraft | null
  readonly origin?: { readonly mode?: string; readonly countries?: readonly string[] }
  readonly parcels?: readonly ParcelDraft[]
  readonly sources?: readonly SourceDraft[]
  readonly relatedNumbers?: readonly string[]
  readonly remarks?: string
  readonly declaration?: { readonly accepted?: boolean; readonly name?: string }
}

export type GoodsLine = { readonly hs: string; readonly carats: string; readonly usd: string }
export type Check = {
  readonly code: string
  readonly outcome: 'pass' | 'warn' | 'stop'
  readonly text: string
  readonly detail?: unknown
  /** A stop that the officer may answer in words; the others only end when their cause does. */
  readonly answerable?: boolean
}
type FieldRefusal = {
  readonly code: string
  readonly field?: string
  readonly text: string
}
export type Attachment = {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

export type Application = {
  readonly id: string
  readonly participant: string
  readonly state: ApplicationState
  readonly version: number
  readonly content: Draft
  readonly savedAt: string
  readonly submittedAt: string | null
  readonly applicant: { readonly name: string; readonly firm: string | null }
  readonly acts: readonly string[]
  readonly number: string | null
  readonly replaces: string | null
  readonly deficiency: {
    readonly at: string
    readonly by: string
    readonly reason: string
    readonly fields: readonly { readonly field: string; readonly text: string }[]
  } | null
  readonly refusals: readonly FieldRefusal[]
  readonly totals: {
    readonly carats: string
    readonly usd: string
    readonly parcels: number
    readonly lines: readonly (GoodsLine & {
      readonly parcels: number
      readonly usdPerCarat: string | null
    })[]
  }
  readonly attachments: readonly Attachment[]
  readonly checks: readonly Check[]
  readonly history: readonly HistoryEntry[]
}

export type SheetField = {
  readonly name: string
  readonly element: number | null
  readonly label: string
  readonly values: readonly string[]
}
export type PartyFace = { readonly name: string; readonly place: string; readonly country: string }

/** The certificate as its statement says it. */
export type CertificateFace = {
  readonly number: string
  readonly issuer: string
  readonly destination: string
  readonly issuedOn: string
  readonly expiresOn: string
  readonly exporter: PartyFace
  readonly importer: PartyFace
  readonly origin: { readonly mode: string; readonly countries: readonly string[] }
  readonly lines: readonly GoodsLine[]
  readonly totals: { readonly carats: string; readonly usd: string }
  readonly parcels: number
  readonly seals: readonly string[]
}

export type Correction = {
  readonly field: string
  readonly was: string
  readonly is: string
  readonly reason: string
  readonly at: string
}
export type Alarm = {
  readonly id: string
  readonly code: string
  readonly number: string | null
  readonly issuer: string
  readonly text: string
  readonly at: string
  readonly from: string | null
  readonly acknowledgedAt: string | null
  readonly acknowledgedBy: string | null
}
export type StatementLink = {
  readonly kind: string
  readonly author: string
  readonly at: string
  readonly digest: string
}

/** What a monitor was asked under a supervision, and what he said. */
export type MonitorReview = {
  readonly mode: 'pre_approval' | 'post_approval'
  readonly supervisedBy: string
  readonly askedAt: string
  readonly dueOn: string
  readonly decision: 'approved' | 'objected' | 'taken_back' | null
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly reason: string | null
  /** Whether the reader is the one who is asked. */
  readonly mayDecide: boolean
}

export type Certificate = {
  readonly number: string
  readonly issuer: string
  readonly state: CertificateState
  readonly acts: readonly string[]
  readonly fields: readonly SheetField[]
  readonly certificate: CertificateFace
  readonly applicationId: string
  readonly issuedBy: string
  readonly issuedAt: string
  readonly validatedBy: string | null
  readonly validatedAt: string | null
  /** Whether each signed with a passkey, and whether the reader may have what they signed. */
  readonly issuedInPerson: boolean
  readonly validatedInPerson: boolean
  readonly assertions: boolean
  /** Whose card signed beside them; absent where the law asks for none. */
  readonly issuedCard?: string
  readonly validatedCard?: string
  readonly waiting: readonly Waiting[]
  /** Oldest first; empty outside of every supervision. */
  readonly monitor: readonly MonitorReview[]
  /** The licence under which a firm issued it; null where the authority did. */
  readonly delegation: {
    readonly firm: string
    readonly from: string
    readonly until: string
    readonly suspendedAt: string | null
  } | null
  readonly containers: readonly { readonly seals: readonly string[] }[] | null
  readonly qr: string | null
  /** Whether there is, or soon will be, a proof that it is logged. */
  readonly hasProof: boolean
  readonly specimen: boolean
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly confirmationDueOn: string | null
  readonly corrections: readonly Correction[]
  /** What the issuing officer answered to checks that said stop. */
  /** Of a lost one: whether it is known to be stolen. */
  readonly stolen: boolean
  /** What the validating officer added. */
  readonly attachments: readonly Attachment[]
  readonly despite: readonly {
    readonly check: string
    readonly text: string
    readonly reason: string
  }[]
  readonly confirmation: {
    readonly outcome: string
    readonly receivedOn: string
    readonly parcels: number
    readonly lines: readonly Omit<GoodsLine, 'usd'>[]
    readonly reasons: readonly string[]
    readonly at: string
  } | null
  readonly alarms: readonly Alarm[]
  readonly history: readonly HistoryEntry[]
  readonly statements: readonly StatementLink[]
}

/** What is left of one hand-over. */
export type HeldRun = {
  readonly officer: string
  readonly name: string
  readonly first: string
  readonly last: string
  readonly count: number
  readonly since: string
}

export type Numbers = {
  readonly blocks: readonly {
    readonly id: string
    readonly series: string
    readonly first: string | number
    readonly last: string | number
    readonly total: number
    readonly inStock: number
    readonly allotted: number
    readonly used: number
    readonly spoiled: number
    readonly returned: number
  }[]
  readonly next: string | number | null
  /** What a hand-over offers: the next numbers without a break. */
  readonly nextRun: { readonly first: string; readonly last: string } | null
  readonly held: readonly HeldRun[]
  /** Officers to whom blanks may be handed. */
  readonly issuing: readonly { readonly id: string; readonly name: string }[]
  readonly gaps: readonly unknown[]
}
