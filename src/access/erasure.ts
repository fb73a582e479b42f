import { accept, type Outcome, refuse } from '../values/outcome.ts'

/** A place where something of a person stays after the account was erased, and for how long. */
export type KeptField = {
  /** `schema.table.column`, or what stands in a file. */
  readonly where: string
  readonly what: 'name' | 'number' | 'address' | 'signed' | 'sealed'
  /** Until the years of retention are over since the account was closed, or for as long as the record lasts. */
  readonly until: 'years' | 'record'
}

/** What this module keeps: who did what, which the law asks an authority to be able to say. */
export const KEPT_BY_ACCESS: readonly KeptField[] = [
  { where: 'access.officer.name', what: 'name', until: 'years' },
  { where: 'access.standing_in.reason', what: 'name', until: 'years' },
  { where: 'access.standing_in.finding', what: 'name', until: 'years' },
  { where: 'platform.click.response', what: 'name', until: 'years' },
  { where: 'access.journal.entry', what: 'address', until: 'years' },
  { where: 'access.journal.officer_id', what: 'number', until: 'years' },
]

/** How long, and which clause says so: of the Participant's profile. */
export type Retention = { readonly years: number; readonly source: string }

const DAY_MS = 86_400_000
/** Leap years are in favour of keeping, as for the journal. */
const DAYS_A_YEAR = 366

/** When the name may go, in milliseconds since 1970. */
export function nameKeptUntil(closedAt: number, { years }: Retention): number {
  return closedAt + years * DAYS_A_YEAR * DAY_MS
}

/** What stands in the place of a name: the same wherever the person was named, and nobody's. */
export function pseudonymOf(officerId: string): string {
  return `Former officer ${officerId.slice(0, 8)}`
}

/** An address that nobody has (RFC 2606), and that no two have. */
export function erasedEmail(officerId: string): string {
  return `erased-${officerId}@erased.invalid`
}

type Account = {
  readonly id: string
  readonly closedAt: Date | null
  readonly erasedAt: Date | null
}

/** Whether an account may be erased: it is closed, it is not the asker's own, and it was not erased before. */
export function mayErase(
  { id, closedAt, erasedAt }: Account,
  askerId: string,
): Outcome<Date, 'ACCESS_NOT_ONESELF' | 'ACCESS_STILL_OPEN' | 'ACCESS_ERASED'> {
  if (id === askerId) return refuse('ACCESS_NOT_ONESELF')
  if (closedAt === null) return refuse('ACCESS_STILL_OPEN')
  return erasedAt === null ? accept(closedAt) : refuse('ACCESS_ERASED')
}

export type ErasureReport = {
  /** What stays, under which clause, until when: a day, or null for as long as the record lasts. */
  readonly kept: readonly (Pick<KeptField, 'where' | 'what'> & {
    readonly source: string
    readonly until: string | null
  })[]
}

/** What an erasure leaves: nothing but what the law asks for. */
export function erasureReport(
  fields: readonly KeptField[],
  closedAt: number,
  { retention, now }: { readonly retention: Retention; readonly now: number },
): ErasureReport {
  const until = nameKeptUntil(closedAt, retention)
  const kept = fields.filter((each) => each.until === 'record' || until > now)
  const day = new Date(until).toISOString().slice(0, 10)
  return {
    kept: kept.map(({ where, what, until: how }) => ({
      ...{ where, what, source: retention.source },
      until: how === 'years' ? day : null,
    })),
  }
}
