import type { Officer } from '../../access/officer.ts'
import { licensingClause } from '../../participants/profile.ts'
import type { Queryable } from '../../platform/database.ts'
import { showCarats } from '../../values/carats.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import {
  countedFrom,
  type Delegation,
  licenceToday,
  notInForce,
  overlaps,
  parseLicence,
  type Used,
} from '../delegation.ts'
import { MAX_NOTE } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import type { Call } from './call.ts'
import {
  type DelegationRow,
  delegationOf,
  delegationsOf,
  findDelegation,
  insertDelegation,
  lockLicensing,
  suspendDelegation,
  usedSince,
} from './delegations-store.ts'
import { type Means, practiceOf, todayOf } from './means.ts'
import { isApplicationId } from './subject.ts'

type Body = Readonly<Record<string, unknown>>

/** Licenses a firm; two officers have agreed when this is done. */
export async function delegate({
  tx,
  means,
  officer,
  body,
  now,
}: Call): Promise<Outcome<object, CertificatesRefusal>> {
  const { participant } = officer
  const clause = licensingClause(practiceOf(means, participant, now))
  const today = todayOf(means, participant, now)
  const licence = parseLicence(body as Body, clause, today)
  if (!licence.ok) return licence
  await lockLicensing(tx, participant)
  const others = (await delegationsOf(tx, participant, licence.value.firm)).map(delegationOf)
  const isTwice = others.some((each) => each.suspendedAt === null && overlaps(each, licence.value))
  if (isTwice) return refuse('CERTIFICATES_DELEGATION_TWICE', 'from')
  const id = await insertDelegation(tx, officer, licence.value, now)
  return accept({ id })
}

/** Suspends it at once and for good: a firm that is let go on gets a new licence, by two again. */
export async function suspend({
  tx,
  officer,
  body,
  params,
  now,
}: Call): Promise<Outcome<object, CertificatesRefusal>> {
  const id = params.id
  if (!isApplicationId(id)) return refuse('CERTIFICATES_NOT_FOUND')
  const row = await findDelegation(tx, officer.participant, id, 'lock')
  if (row === undefined) return refuse('CERTIFICATES_NOT_FOUND')
  const { firm = row.firm, reason: why } = body as Body
  // Named in what is proposed, so that the second officer reads whom it is about.
  if (firm !== row.firm) return refuse('VALUES_CHOICE', 'firm')
  const reason = parseNote(why, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  if (row.suspended_at !== null) return refuse('CERTIFICATES_DELEGATION_SUSPENDED')
  await suspendDelegation(tx, row, { by: officer.name, reason: reason.value, at: now })
  return accept({ id })
}

/** What a firm's person issues under, locked, so that two at once do not pass one limit. */
export type Under = { readonly licence: Delegation | undefined; readonly used: Used }

export async function underOf(
  on: Queryable,
  means: Means,
  { participant, firm }: Officer,
  now: Date,
): Promise<Under | null> {
  if (firm === null) return null
  const today = todayOf(means, participant, now)
  const rows = await delegationsOf(on, participant, firm, 'lock')
  const licence = licenceToday(rows.map(delegationOf), today)
  if (licence === undefined) return { licence, used: { certificates: 0, carats: 0 } }
  const since = countedFrom(licence, today)
  return { licence, used: await usedSince(on, participant, licence.id, since) }
}

/** A licence as the authority and its firm see it, with what is left of it today. */
export async function delegationView(on: Queryable, means: Means, row: DelegationRow, now: Date) {
  const licence = delegationOf(row)
  const { participant } = row
  const today = todayOf(means, participant, now)
  const used = await usedSince(on, participant, row.id, countedFrom(licence, today))
  return {
    id: row.id,
    firm: row.firm,
    origins: row.origins,
    from: row.from_day,
    until: row.until_day,
    per: row.per,
    mostCertificates: row.most_certificates,
    mostCarats: row.most_carats === null ? null : showCarats(Number(row.most_carats)),
    used: { certificates: used.certificates, carats: showCarats(used.carats) },
    inForce: notInForce(licence, today) === undefined,
    grantedBy: row.granted_by_name,
    grantedAt: row.granted_at,
    suspendedAt: row.suspended_at,
    suspendedBy: row.suspended_by_name,
    reason: row.suspended_reason,
  }
}
