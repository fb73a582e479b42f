import { randomUUID } from 'node:crypto'
import { officerNames } from '../access/adapters/officers-view.ts'
import { insertProposal } from '../access/adapters/proposals-store.ts'
import {
  type AgreedChange,
  insertProfileChange,
  profileChanges,
} from '../participants/adapters/profile-changes-store.ts'
import type { Profile } from '../participants/profile.ts'
import {
  ALL_FIELDS,
  type AskedChange,
  PROFILE_FIELDS,
  type ProfileChangeRefusal,
  parseProfileChange,
  profileOn,
  ruledAt,
} from '../participants/profile-change.ts'
import type { PartyCode } from '../values/codes.ts'
import { type Day, dayAt } from '../values/day.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import type { ActCall } from './act-door.ts'

/** The profiles of the release, which changes are added to. */
export type ProfileFiles = { readonly profileOf: (party: PartyCode) => Profile }
type Call = ActCall & { readonly files: ProfileFiles }
type Answered = Promise<Outcome<unknown, ProfileChangeRefusal>>

/** Every value of the own profile today with its source, what changes when, and what was changed by whom. */
export async function viewProfile({ files, tx, officer, now }: Call): Answered {
  const { participant } = officer
  const file = files.profileOf(participant)
  const changes = await profileChanges(tx, participant)
  const today = todayAt(file, now)
  const profile = profileOn(file, changes, today)
  const names = await officerNames(tx, participant)
  const told = (change: AgreedChange) => ({
    ...change,
    proposedBy: names.get(change.proposedBy) ?? '',
    approvedBy: names.get(change.approvedBy) ?? '',
  })
  return accept({
    participant,
    today,
    values: ALL_FIELDS.map((field) => ({
      field,
      ...ruledAt(profile, field),
      mayChange: PROFILE_FIELDS[field] === 'authority',
    })),
    coming: changes.filter(({ holdsFrom }) => holdsFrom > today).map(told),
    past: changes
      .filter(({ holdsFrom }) => holdsFrom <= today)
      .map(told)
      .reverse(),
  })
}

/** Looks whether it could be done, and keeps it as a proposal for another officer. */
export async function proposeProfileChange(call: Call, door: string): Answered {
  const { tx, officer, now } = call
  const asked = await readChange(call)
  if (!asked.ok) return asked
  const { participant, id: by } = officer
  const what = {
    ...{ participant, id: randomUUID(), act: 'participants:change-profile' as const, door },
    ...{ params: {}, thing: asked.value.field, body: { ...asked.value } },
  }
  await insertProposal(tx, { ...what, proposed_by: by, proposed_at: now })
  return accept({ proposal: { ...what, proposedBy: officer.name, proposedAt: now } })
}

/** Does it, once another has approved: it is read again, because its day may be over by now. */
export async function changeProfile(call: Call, approvedBy: string): Answered {
  const { tx, officer, now } = call
  const asked = await readChange(call)
  if (!asked.ok) return asked
  const agreed = { ...asked.value, proposedBy: officer.id, approvedBy, approvedAt: now }
  await insertProfileChange(tx, officer.participant, agreed)
  return accept({ field: agreed.field, holdsFrom: agreed.holdsFrom })
}

async function readChange({
  files,
  tx,
  officer,
  now,
  body,
}: Call): Promise<Outcome<AskedChange, ProfileChangeRefusal>> {
  const file = files.profileOf(officer.participant)
  const changes = await profileChanges(tx, officer.participant)
  const typed = body as Readonly<Record<string, unknown>>
  return parseProfileChange(typed, { file, changes, today: todayAt(file, now) })
}

/** On the authority's own clock, which no change turns. */
function todayAt({ clockOffsetMinutes }: Profile, now: Date): Day {
  return dayAt(Math.floor(now.getTime() / 1000), clockOffsetMinutes.value)
}
