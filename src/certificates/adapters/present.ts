import { sha256 } from '@noble/hashes/sha2.js'
import type { Officer } from '../../access/officer.ts'
import { sameBytes } from '../../crypto/bytes.ts'
import { confirmationDueOn } from '../../participants/profile.ts'
import type { Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseLine } from '../../values/text.ts'
import { ENDED, presentationAlarms } from '../arrival.ts'
import { MAX_REFERENCE } from '../limits.ts'
import { deciding, type Presented } from '../presentation.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import type { Verdict } from '../verify.ts'
import {
  type ArrivalKey,
  type ArrivalRow,
  addPresentation,
  findArrival,
  lockNumber,
  presentationsOf,
  putArrival,
} from './arrivals-store.ts'
import { addEvent } from './events-store.ts'
import { type Means, practiceOf, todayOf } from './means.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { keepStatement } from './statements-store.ts'
import { verdictToKeep } from './words.ts'

export type Shown = {
  readonly verdict: Verdict
  /** The statement's exact bytes. */
  readonly statement: Uint8Array
  readonly place: unknown
  readonly office: unknown
}

const OFFICES = ['customs', 'authority'] as const

/**
 * A certificate is shown to customs or to the authority. It is always recorded, whatever the verdict:
 * the second time a number is shown is worth more than the first. Acts on the goods come after it.
 */
export async function present(
  tx: Tx,
  means: Means,
  officer: Officer,
  shown: Shown,
  now: Date,
): Promise<Outcome<ArrivalRow, CertificatesRefusal>> {
  const { certificate } = shown.verdict
  if (certificate === null) return refuse('CERTIFICATES_DOCUMENT_UNREADABLE', 'document')
  const place = parseLine(shown.place, MAX_REFERENCE)
  if (!place.ok) return refusedUnder('place', place)
  const office = OFFICES.find((each) => each === (shown.office ?? 'authority'))
  if (office === undefined) return refuse('VALUES_CHOICE', 'office')
  const key = {
    participant: officer.participant,
    issuer: certificate.issuer,
    number: certificate.number,
  }
  await lockNumber(tx, key)
  const known = await findArrival(tx, key, 'lock')
  const digest = Buffer.from(sha256(shown.statement))
  const verdict = {
    verdict: shown.verdict.verdict,
    reasons: shown.verdict.reasons.map(({ code }) => code),
  }
  const decides = await decidesNow(tx, key, known, { digest, verdict })
  const row = arrivalAfter(key, known, { shown, digest, decides }, means, now)
  await putArrival(tx, row, known)
  await alarms(tx, means, officer, { key, known, shown, place: place.value, now })
  await addPresentation(tx, key, {
    at: now,
    place: place.value,
    office,
    officer_id: officer.id,
    officer_name: officer.name,
    verdict,
    digest,
  })
  await addEvent(tx, {
    participant: officer.participant,
    subject: certificate.number,
    at: now,
    act: 'present',
    by: { officer, role: officer.roles[0] ?? null },
    detail: { office, place: place.value, verdict: verdict.verdict },
  })
  await keepStatement(tx, officer.participant, {
    kind: 'certificate',
    author: certificate.issuer,
    number: certificate.number,
    iat: certificate.iat,
    bytes: shown.statement,
  })
  return accept(row)
}

/**
 * Whether this presentation is the one that decides, among all of the same certificate here. What
 * came first stays: another statement under the same number is a twin, and decides nothing.
 */
async function decidesNow(
  tx: Tx,
  key: ArrivalKey,
  known: ArrivalRow | undefined,
  { digest, verdict }: { readonly digest: Buffer; readonly verdict: Presented },
): Promise<boolean> {
  const isOwn = known?.digest == null || known.digest.equals(digest)
  if (!isOwn || ENDED.includes(known?.state ?? 'expected')) return false
  const before = await presentationsOf(tx, key)
  const own = before.filter((each) => each.digest === null || each.digest.equals(digest))
  return deciding([...own.map((each) => each.verdict), verdict]) === verdict
}

type Decided = { readonly shown: Shown; readonly digest: Buffer; readonly decides: boolean }

function arrivalAfter(
  key: ArrivalKey,
  known: ArrivalRow | undefined,
  { shown: { verdict, statement }, digest, decides }: Decided,
  means: Means,
  now: Date,
): ArrivalRow {
  const { certificate } = verdict
  if (certificate === null) throw new Error('presented without a certificate')
  const due = confirmationDueOn(
    practiceOf(means, key.participant, now),
    todayOf(means, key.participant, now),
  )
  const first = known === undefined || known.state === 'expected'
  const isOurs = certificate.destination === key.participant
  return {
    ...(known ?? EMPTY),
    ...key,
    state: first ? 'presented' : known.state,
    firm: known?.firm ?? certificate.importer.name,
    carats: BigInt(certificate.totals.carats),
    usd: BigInt(certificate.totals.usd),
    statement: known?.statement ?? Buffer.from(statement),
    digest: known?.digest ?? digest,
    presented_at: known?.presented_at ?? now,
    verdict: decides ? verdictToKeep(verdict) : (known?.verdict ?? null),
    // A transit that looks, or a wrong Participant, owes no confirmation.
    confirmation_due_on: known?.confirmation_due_on ?? (isOurs ? due : null),
  }
}

const EMPTY = {
  announced_at: null,
  seals: null,
  weighing: null,
  outcome: null,
  closed_at: null,
} as const

async function alarms(
  tx: Tx,
  means: Means,
  officer: Officer,
  seen: {
    readonly key: ArrivalKey
    readonly known: ArrivalRow | undefined
    readonly shown: Shown
    readonly place: string
    readonly now: Date
  },
): Promise<void> {
  const { key, known, shown, place, now } = seen
  const { certificate, reasons } = shown.verdict
  if (certificate === null) return
  const digest = sha256(shown.statement)
  const codes = presentationAlarms({
    certificate,
    me: officer.participant,
    state: known?.state ?? null,
    reasons,
    isAnother: known?.digest != null && !sameBytes(new Uint8Array(known.digest), digest),
  })
  const [first] = await presentationsOf(tx, key)
  const dead = reasons.find(({ detail }) => detail.since !== undefined)
  for (const code of codes) {
    await raiseAlarm(tx, means, officer.participant, {
      code,
      number: certificate.number,
      issuer: certificate.issuer,
      digest,
      where: { party: officer.participant, place },
      detail: {
        number: certificate.number,
        destination: certificate.destination,
        ...(first && { firstPlace: first.place, firstAt: first.at.toISOString() }),
        ...(dead && { since: String(dead.detail.since) }),
        series: certificate.issuer,
      },
      at: now,
      to: [certificate.issuer, certificate.destination],
    })
  }
}
