import { isPartyCode, type PartyCode } from '../values/codes.ts'
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

/** Behind it stands whose keys an entry announces (participants/delegation-change.ts). */
const KEYS_KIND = 'key-state/'

/** The party whose other keys an entry of this kind announces, where it does. */
export function announcedParty(kind: string): PartyCode | undefined {
  const code = kind.startsWith(KEYS_KIND) ? kind.slice(KEYS_KIND.length).toUpperCase() : ''
  return isPartyCode(code) ? code : undefined
}
