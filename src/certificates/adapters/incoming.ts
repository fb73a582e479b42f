import type { Statement } from '../../crypto/statement.ts'
import type { Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { CertificateNumber } from '../number.ts'
import type { EventDetail } from './events-store.ts'
import { addEvent } from './events-store.ts'
import type { Means } from './means.ts'

/** Somebody's statement as it came in at `me`: checked, kept, and not yet acted on. */
export type Incoming = {
  readonly tx: Tx
  readonly means: Means
  readonly me: PartyCode
  readonly statement: Statement
  readonly number: CertificateNumber
  readonly now: Date
}

/** A line of the history of the number that a statement is about. */
export async function note(
  { tx, me, number, now }: Pick<Incoming, 'tx' | 'me' | 'number' | 'now'>,
  act: string,
  detail: EventDetail,
): Promise<void> {
  await addEvent(tx, { participant: me, subject: number, at: now, act, by: null, detail })
}
