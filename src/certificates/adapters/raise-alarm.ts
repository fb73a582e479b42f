import type { Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { AlarmCode } from '../alarms.ts'
import { encodeAlert } from '../alert.ts'
import type { CertificateNumber } from '../number.ts'
import { addAlarm } from './alarms-store.ts'
import { addEvent } from './events-store.ts'
import type { Means } from './means.ts'
import { ownClaims } from './sign.ts'
import { signOrWait } from './sign-awaiting.ts'
import { type Where, whereSigned } from './wording.ts'

export type Alarm = {
  readonly code: AlarmCode
  readonly number: CertificateNumber
  readonly issuer: PartyCode
  /** SHA-256 of the certificate that was shown. */
  readonly digest: Uint8Array | null
  /** Where it was seen; told to the others too. */
  readonly where: Where
  /** Codes, days and instants (ISO 8601): they are worded when somebody reads them. */
  readonly detail: Readonly<Record<string, string>>
  readonly at: Date
  /** Who is told beside those who raise it. */
  readonly to: readonly PartyCode[]
}

/** Rings here at once, and over there by a signed alert: both sides look at the same fact. */
export async function raiseAlarm(
  tx: Tx,
  means: Means,
  participant: PartyCode,
  alarm: Alarm,
): Promise<void> {
  const { code, number, issuer, digest, where, at, to } = alarm
  const detail = { ...where, ...alarm.detail }
  const place = whereSigned(means.registry, where)
  await ring(tx, participant, { code, number, issuer, source: participant, detail, at })
  await signOrWait(tx, means, {
    kind: 'alert',
    author: participant,
    number,
    slot: null,
    subject: digest,
    claims: ownClaims(at, encodeAlert({ number, digest, code, place })),
    to,
    at,
  })
}

/** An alarm on this side alone: what somebody else told, or what a clock noticed. */
export async function ring(
  tx: Tx,
  participant: PartyCode,
  alarm: Pick<Alarm, 'code' | 'issuer' | 'number' | 'detail' | 'at'> & {
    readonly source: PartyCode
  },
): Promise<void> {
  const { code, number, detail, at } = alarm
  await addAlarm(tx, participant, alarm)
  await addEvent(tx, {
    participant,
    subject: number,
    at,
    act: 'alarm',
    by: null,
    detail: { ...detail, alarm: code },
  })
}
