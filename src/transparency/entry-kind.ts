import { STATUSES, type Status } from './statuses.ts'

/** Behind the kind of a status stands which one it is: a register is made of entries and nothing else. */
const STATUS_KIND = 'certificate-status/'

/** The kind of the entry that says `status`, such as `certificate-status/lost-or-stolen`. */
export function statusEntryKind(status: Status): string {
  return STATUS_KIND + status.replaceAll('_', '-')
}

const SAID: ReadonlyMap<string, Status> = new Map(
  STATUSES.map((status) => [statusEntryKind(status), status]),
)

/** The status that an entry of this kind says, where it says one. A correction says `corrected`. */
export function statusOfEntry(kind: string): Status | undefined {
  return kind === 'correction' ? 'corrected' : SAID.get(kind)
}
