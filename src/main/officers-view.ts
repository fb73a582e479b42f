import {
  namesOfOfficers,
  noteList,
  type SeenList,
  seenLists,
} from '../access/adapters/signing-lists.ts'
import { digestOfOfficers, type SigningOfficers } from '../participants/signing-officers.ts'
import type { Database, Queryable } from '../platform/database.ts'
import { describeError } from '../platform/describe-error.ts'
import type { Logger } from '../platform/logger.ts'
import type { PartyCode } from '../values/codes.ts'

/**
 * The signer's list of officers as its Participant's key officers see it: who is in it and since when this
 * node has seen them there without a break, and whether a newer list, or another of this version, was there
 * before. Looking at a list remembers it.
 */
export async function officersView(
  on: Queryable,
  participant: PartyCode,
  list: SigningOfficers | null,
) {
  const now = list && factsOf(list)
  if (now !== null) await noteList(on, participant, now)
  const seen = await seenLists(on, participant)
  const isOlder = seen.some(
    ({ version, digest }) =>
      now === null || version > now.version || (version === now.version && digest !== now.digest),
  )
  if (list === null || now === null) return { list: null, isOlder }
  const names = await namesOfOfficers(on, participant)
  const officers = list.officers.map(({ id, roles, credentials }) => ({
    ...{ id, name: names.get(id) ?? null, roles, passkeys: credentials.length },
    since: sinceOf(id, seen, now.version),
  }))
  const { version, digest } = now
  return { list: { version, digest, mode: list.mode, rpId: list.rpId, officers }, isOlder }
}

/**
 * Remembers each list that the node meets in its work, so that an older one is known as such before
 * anybody looks. Nothing waits for it, and a list that was not remembered now is with the next look.
 */
export function rememberList(database: Database, logger: Logger) {
  return (participant: PartyCode, list: SigningOfficers): void => {
    noteList(database, participant, factsOf(list)).catch((error: unknown) =>
      logger.warn(describeError(error), 'a list of officers was not remembered'),
    )
  }
}

function factsOf(list: SigningOfficers) {
  const { version, officers } = list
  return { version, digest: digestOfOfficers(list), officers: officers.map(({ id }) => id) }
}

/** The first of the lists without a break, up to this one, in which somebody stands. */
function sinceOf(id: string, seen: readonly SeenList[], version: number): Date | null {
  const upTo = seen.filter((each) => each.version <= version)
  const gone = upTo.findIndex(({ officers }) => !officers.includes(id))
  const unbroken = gone < 0 ? upTo : upTo.slice(0, gone)
  return unbroken.at(-1)?.seen_at ?? null
}
