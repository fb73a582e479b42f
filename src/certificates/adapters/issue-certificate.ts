import type { Officer } from '../../access/officer.ts'
import type { Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { APPLICATION_ACTS, permit } from '../acts.ts'
import { type Application, parseApplication } from '../application.ts'
import { challengeToIssue } from '../assertions.ts'
import { stopsFor } from '../checks.ts'
import { type Delegation, withinLicence } from '../delegation.ts'
import { answerStops, type Despite } from '../despite.ts'
import { totalsOf } from '../goods.ts'
import { type Issued, issue } from '../issue.ts'
import type { KeptAssertion } from '../kept-assertion.ts'
import type { KeptCard } from '../kept-card.ts'
import { type CertificateNumber, parseNumber } from '../number.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { addAlarm } from './alarms-store.ts'
import { type ApplicationRow, type Similar, updateApplication } from './applications-store.ts'
import { figuresOf } from './apply.ts'
import { certificateWrite, changeState, findCertificate } from './certificates-store.ts'
import { numbered, remember } from './close-certificate.ts'
import type { Under } from './delegate.ts'
import { eventsWrite } from './events-store.ts'
import { gapBelow } from './gaps-store.ts'
import { type Means, practiceOf, todayOf } from './means.ts'
import { isEarly, refuseEarly, whyNoBlank } from './missing-blank.ts'
import { type BlankRow, takeBlank } from './numbers-store.ts'
import { reserveBlank } from './reservations-store.ts'
import { sayStatus } from './say-status.ts'
import {
  type Act,
  preparedWith,
  type Sent,
  signedInPerson,
  type ToSign,
  toSign,
} from './sign-in-person.ts'
import {
  type ByCard,
  type CardToSign,
  cardToSign,
  type SentCard,
  signedWithCard,
} from './sign-with-card.ts'

export type IssuedNow = { readonly application: ApplicationRow; readonly number: CertificateNumber }
type Asked = {
  readonly wanted: unknown
  readonly despite: unknown
  /** The application of the same goods, if there is one. */
  readonly similar: Similar | null
  /** What the officer's passkey said. */
  readonly sent?: Sent | null
  /** What the officer's card said. */
  readonly sentCard?: SentCard | null
  /** What a firm's person issues under; null for an officer of the authority. */
  readonly under: Under | null
  readonly now: Date
}
type Done = Promise<Outcome<IssuedNow, CertificatesRefusal>>

/** Issues the certificate of an application that is locked, on a number from the stock of blanks. */
export async function issueCertificate(
  tx: Tx,
  means: Means,
  officer: Officer,
  row: ApplicationRow,
  asked: Asked,
): Done {
  const decided = decide(means, officer, row, asked)
  if (!decided.ok) return decided
  const { now, sent = null, sentCard = null } = asked
  const { participant } = row
  const { wanted } = decided.value
  const named = preparedWith(sent, sentCard)
  if (named === undefined) return refuse('CERTIFICATES_SIGNED_OTHER')
  const prepared = named === null ? accept(wanted) : parseNumber(named)
  if (!prepared.ok || (wanted ?? prepared.value) !== prepared.value)
    return refuse('CERTIFICATES_SIGNED_OTHER')
  const act = actOf(means, officer, decided.value, prepared.value)
  const assertion = await signedInPerson(means, act, { sent, at: now })
  if (!assertion.ok) return assertion
  const byCard = byCardOf(act, prepared.value)
  const card = await signedWithCard(tx, means, byCard, { sent: sentCard, now })
  if (!card.ok) return card
  means.mustBeWhole(participant)
  const taking = { officer, at: now, wanted: prepared.value, application: row.id }
  const blank = await takeBlank(tx, participant, taking)
  if (blank === undefined && named !== null && wanted === null)
    return refuse('CERTIFICATES_SIGNED_OTHER')
  if (blank === undefined) return whyNoBlank(tx, officer, wanted)
  if (isEarly(means, blank)) return refuseEarly(blank)
  if (wanted !== null) await alarmAboutGap(tx, row, blank, now)
  const step = { ...decided.value, assertion: assertion.value, card: card.value, blank, now }
  const changed = write(tx, officer, row, step)
  if (row.replaces !== null) await linkReplaced(tx, means, officer, row, { by: blank.number, now })
  return accept({ application: changed, number: blank.number })
}

/**
 * What the officer's passkey has to sign before this is issued, on the number that comes next. It is kept ready
 * for as long as there is to sign; who types that very number may still take it, and then this is refused.
 */
export async function prepareIssue(
  tx: Tx,
  means: Means,
  officer: Officer,
  row: ApplicationRow,
  asked: Asked,
): Promise<Outcome<{ readonly toSign: ToSign; readonly card?: CardToSign }, CertificatesRefusal>> {
  const decided = decide(means, officer, row, asked)
  if (!decided.ok) return decided
  const { wanted } = decided.value
  const { participant, id: application } = row
  means.mustBeWhole(participant)
  const pick = async () => {
    tx.unread(tx.query('savepoint tried'))
    const found = await takeBlank(tx, participant, { officer, at: asked.now, wanted, application })
    tx.unread(tx.query('rollback to savepoint tried'))
    return found
  }
  const at = asked.now
  const blank =
    wanted === null ? await reserveBlank(tx, { participant, application, at, pick }) : await pick()
  if (blank === undefined) return whyNoBlank(tx, officer, wanted)
  if (isEarly(means, blank)) return refuseEarly(blank)
  const act = actOf(means, officer, decided.value, blank.number)
  const asks = await toSign(means, act, blank.number)
  if (!asks.ok) return asks
  const prepared = { prepared: blank.number, now: asked.now }
  return accept({ ...asks.value, ...cardToSign(means, byCardOf(act, blank.number), prepared) })
}

/** Without a number nobody signs: `signedWithCard` then asks for the card before it asks for the lines. */
function byCardOf({ officer, challenge }: Act, number: CertificateNumber | null): ByCard {
  return { officer, act: 'issue', number, digest: challenge, dossier: null }
}

function actOf(
  { environment }: Means,
  officer: Officer,
  { application, issued }: Decided,
  number: CertificateNumber | null,
): Act {
  const issuer = officer.participant
  const challenge = () => {
    if (number === null) throw new Error('nobody signs an issue without its number')
    return challengeToIssue(environment, { application, issued, issuer, number })
  }
  return { officer, role: 'issue', challenge }
}

type Decided = {
  readonly application: Application
  readonly issued: Issued
  readonly despite: readonly Despite[]
  readonly wanted: CertificateNumber | null
  /** The licence of the firm that issues; null where the authority does. */
  readonly delegation: Delegation | null
}

/** Everything but the number, which is in the stock. */
function decide(
  means: Means,
  officer: Officer,
  row: ApplicationRow,
  { wanted, despite, similar, under, now }: Asked,
): Outcome<Decided, CertificatesRefusal> {
  const allowed = permit(APPLICATION_ACTS, row.state, 'issue', officer)
  if (!allowed.ok) return allowed
  const application = parseApplication(row.content)
  if (!application.ok) return application
  const asked = wanted === undefined || wanted === null ? accept(null) : parseNumber(wanted)
  if (!asked.ok) return refusedUnder('number', asked)
  const { participant } = row
  const today = todayOf(means, participant, now)
  const licensed =
    under === null
      ? accept(null)
      : withinLicence(under.licence, application.value, { ...under, today })
  if (!licensed.ok) return licensed
  const issued = issue({
    application: application.value,
    issuer: participant,
    profile: practiceOf(means, participant, now),
    registry: means.registry,
    today,
    // Decided on the longest number that can come, before a blank is taken for it.
    number: asked.value ?? (`${participant}${'9'.repeat(12)}` as CertificateNumber),
  })
  if (!issued.ok) return issued
  const answered = answerStops(
    despite,
    stopsFor({
      application: application.value,
      issuer: participant,
      registry: means.registry,
      theirs: practiceOf(means, application.value.destination, now),
      today,
      language: 'en',
      similar,
    }),
  )
  if (!answered.ok) return refusedUnder('despite', answered)
  return accept({
    application: application.value,
    issued: issued.value,
    despite: answered.value,
    wanted: asked.value,
    delegation: licensed.value,
  })
}

/** Writes the new certificate, the application that has it, and the line of its history. */
function write(
  tx: Tx,
  officer: Officer,
  row: ApplicationRow,
  step: Decided & {
    readonly assertion: KeptAssertion | null
    readonly card: KeptCard | null
    readonly blank: BlankRow
    readonly now: Date
  },
): ApplicationRow {
  const { application, issued, despite, assertion, card, blank, delegation, now } = step
  const { participant } = row
  const { number, slot } = blank
  const certificate = certificateWrite({
    participant,
    number,
    slot,
    application_id: row.id,
    destination: application.destination,
    firm: row.firm,
    delegation_id: delegation?.id ?? null,
    issued_on: issued.issuedOn,
    expires_on: issued.expiresOn,
    exp: issued.exp,
    issued_at: now,
    issued_by: officer.id,
    issued_by_name: officer.name,
    replaces: row.replaces,
    despite,
    issue_assertion: assertion,
    issue_card: card,
    ...totalsOf(application.parcels),
  })
  tx.changes.push({ thing: 'certificate', key: number, before: null, after: { state: 'issued' } })
  const change = { state: 'issued', number, figures: figuresOf(application) } as const
  const by = { officer, role: officer.roles[0] ?? null }
  const detail = { number, ...(despite.length > 0 && { despite }) }
  const event = { participant, subject: row.id, at: now, act: 'issue', by, detail }
  return updateApplication(tx, row, change, [certificate, eventsWrite([event])])
}

/** Names the new number on the dead one, so that whoever holds the old sheet learns which one counts. */
async function linkReplaced(
  tx: Tx,
  means: Means,
  officer: Officer,
  { participant, replaces }: ApplicationRow,
  { by, now }: { readonly by: CertificateNumber; readonly now: Date },
): Promise<void> {
  const old = await findCertificate(tx, participant, replaces ?? '', 'lock')
  if (old === undefined || old.state !== 'replaced') return
  await changeState(tx, old, { state: 'replaced', replacedBy: by })
  const said = { status: 'replaced', reason: null, other: by } as const
  await sayStatus({ tx, means, row: numbered(old), now }, said)
  await remember({ tx, officer, row: old, now, act: 'replaced-by', detail: { other: by } })
}

/** A number that was chosen past the next one leaves a gap, and a gap needs a reason from somebody. */
async function alarmAboutGap(
  tx: Tx,
  { participant }: ApplicationRow,
  blank: BlankRow,
  at: Date,
): Promise<void> {
  const gap = await gapBelow(tx, participant, blank.slot)
  if (gap === undefined) return
  await addAlarm(tx, participant, {
    code: 'NUMBER_GAP',
    issuer: participant,
    number: blank.number,
    source: participant,
    detail: gap,
    at,
  })
}
