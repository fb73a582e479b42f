import type { Day } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type InvitationRefusal, type Invited, parseInvitation } from './invitation.ts'
import type { Role } from './roles.ts'

/** Letting somebody in takes two people from then on, so one could let in nobody. */
const FIRST = 2
const ROLE: Role = 'node_administrator'

export type FirstRefusal = InvitationRefusal | 'ACCESS_FIRST_TWO'

/**
 * The first two people of a Participant, each as `Name <e-mail>`: administrators, who let in all others.
 * Who says one e-mail twice names one person.
 */
export function parseFirst(
  typed: readonly string[],
  language: 'en' | 'fr',
  today: Day,
): Outcome<readonly Invited[], FirstRefusal> {
  const people: Invited[] = []
  for (const each of typed) {
    const person = parseInvitation({ ...split(each), roles: [ROLE], language }, today)
    if (!person.ok) return person
    people.push(person.value)
  }
  const different = new Set(people.map(({ email }) => email)).size
  if (people.length !== FIRST || different !== FIRST) return refuse('ACCESS_FIRST_TWO')
  return accept(people)
}

/** What stands before the angle brackets and in them (RFC 5322 3.4, without quotes and comments). */
function split(typed: string) {
  const [, name = '', email = ''] = /^([^<>]*)<([^<>]*)>$/.exec(typed.trim()) ?? []
  return { name: name.trim(), email: email.trim() }
}
