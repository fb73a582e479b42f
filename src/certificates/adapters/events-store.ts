import type { Officer } from '../../access/officer.ts'
import type { Role } from '../../access/roles.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { type Write, writeTogether } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Despite } from '../despite.ts'

/** What an event keeps: codes and figures, which are put into words when somebody reads them. */
export type EventDetail = Readonly<Record<string, string | number | null | readonly Despite[]>>

/** What was done to an application or a certificate, when and by whom. */
export type Event = {
  readonly participant: PartyCode
  /** The application's id or the certificate's number. */
  readonly subject: string
  readonly at: Date
  readonly act: string
  /** Null where another Participant's statement, or time itself, was the cause. */
  readonly by: { readonly officer: Officer; readonly role: Role | null } | null
  readonly detail?: EventDetail
}

export type EventRow = {
  readonly at: Date
  readonly act: string
  readonly officer_name: string | null
  readonly role: string | null
  readonly detail: EventDetail
}

export async function addEvent(tx: Tx, event: Event): Promise<void> {
  await writeTogether(tx, [eventsWrite([event])])
}

/** The lines that an act adds to the time line, in their order, to be written with what they tell of. */
export function eventsWrite(events: readonly Event[]): Write {
  const rows = events.map((_, at) => {
    const places = Array.from({ length: 8 }, (_each, column) => `$${8 * at + column + 1}`)
    return `(${places.join(', ')}::jsonb)`
  })
  return {
    sql: `insert into certificates.event (participant, subject, at, act, officer_id, officer_name, role, detail)
     values ${rows.join(', ')}`,
    values: events.flatMap((event) => [
      event.participant,
      event.subject,
      event.at,
      event.act,
      event.by?.officer.id ?? null,
      event.by?.officer.name ?? null,
      event.by?.role ?? null,
      JSON.stringify({ ...event.detail, ...standingIn(event) }),
    ]),
  }
}

/** For whom it was done, or that the role was taken alone. */
function standingIn({ by }: Event): EventDetail {
  const taken = by?.officer.standing?.find(({ role }) => role === by.role)
  if (taken === undefined) return {}
  return taken.kind === 'deputy' ? { deputyOf: taken.ofName } : { takenAlone: taken.id }
}

/** The history of all `subjects`, oldest first: a certificate's with its application's. */
export function eventsOf(
  on: Queryable,
  participant: PartyCode,
  subjects: readonly string[],
): Promise<readonly EventRow[]> {
  return rowsOf<EventRow>(
    on,
    `select at, act, officer_name, role, detail from certificates.event
     where participant = $1 and subject = any($2) order by id`,
    [participant, subjects],
  )
}
