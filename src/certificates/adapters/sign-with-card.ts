import { createHash } from 'node:crypto'
import type { Officer } from '../../access/officer.ts'
import { fromBase64Url, toBase64Url } from '../../crypto/base64.ts'
import { type CardAct, type CardRule, cardRuleOn } from '../../participants/card-rules.ts'
import { MAX_CARD_SIGNATURE } from '../../participants/card-signature.ts'
import type { Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { cardLines, type KeptCard } from '../kept-card.ts'
import type { CertificateNumber } from '../number.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { findCard } from './cards-store.ts'
import { type Means, practiceOf, todayOf } from './means.ts'

/** An act that statute may want signed with a card: who, what, and which certificate. */
export type ByCard = {
  readonly officer: Officer
  readonly act: CardAct
  /** Null where an issue was not prepared; then nothing was signed either. */
  readonly number: CertificateNumber | null
  /** What the passkey signs, and the digest of the dossier where that is closed. */
  readonly digest: () => Uint8Array
  readonly dossier: Uint8Array | null
}

/** What the officer takes to the card; `file` is signed byte for byte. */
export type CardToSign = {
  readonly prepared: string
  readonly name: string
  readonly file: string
  /** Of `file`, hexadecimal. */
  readonly sha256: string
}

/** What the officer's card has to sign before the act; undefined where the profile asks for none. */
export function cardToSign(
  means: Means,
  by: ByCard,
  { prepared, now }: { readonly prepared: string; readonly now: Date },
): { readonly card: CardToSign } | undefined {
  if (ruleFor(means, by, now) === undefined) return undefined
  const file = linesOf(means, by)
  const sha256 = createHash('sha256').update(file).digest('hex')
  return { card: { prepared, name: `${by.number}-${by.act}.txt`, file, sha256 } }
}

/** Checks what came of the card, and gives what is kept of it; null where the profile asks for none. */
export async function signedWithCard(
  tx: Tx,
  means: Means,
  by: ByCard,
  { sent, now }: { readonly sent: SentCard | null; readonly now: Date },
): Promise<Outcome<KeptCard | null, CertificatesRefusal>> {
  const rule = ruleFor(means, by, now)
  if (rule === undefined)
    return sent === null ? accept(null) : refuse('CERTIFICATES_CARD_NOT_ASKED')
  if (sent === null) return refuse('CERTIFICATES_CARD_NEEDED')
  const signed = linesOf(means, by)
  const asked = { signature: sent.signature, content: Buffer.from(signed), rule, at: now }
  const checked = await means.cards.signature(asked)
  if (!checked.ok) return checked
  const { card, algorithm, signedAt, der } = checked.value
  const { id: officer, name, participant } = by.officer
  const known = await findCard(tx, participant, card.fingerprint)
  if (known === undefined || known.ended_at !== null || known.officer_id !== officer)
    return refuse('CERTIFICATES_CARD_OTHER', undefined, { subject: card.subject })
  const { fingerprint, subject, issuer, serial } = card
  const when = { at: now.toISOString(), signedAt: signedAt.toISOString() }
  const signature = toBase64Url(der)
  const whose = { fingerprint, subject, issuer, serial }
  return accept({ officer, name, ...when, signed, signature, algorithm, ...whose })
}

function ruleFor(means: Means, { officer, act }: ByCard, now: Date): CardRule | undefined {
  const { participant } = officer
  const rules = practiceOf(means, participant, now).cardSignatures.value
  return rules.length === 0 ? undefined : cardRuleOn(rules, todayOf(means, participant, now), act)
}

function linesOf({ environment }: Means, { officer, act, number, digest, dossier }: ByCard) {
  if (number === null) throw new Error('nobody signs a certificate without its number')
  return cardLines({ environment, act, number, officer: officer.id, digest: digest(), dossier })
}

/** What comes with an act: what the card's file was prepared for, as it was given, and the .p7s file. */
export type SentCard = { readonly prepared: string; readonly signature: Uint8Array }

/** A number or an instant. */
const MAX_PREPARED = 40
/** Base64 takes four characters for three bytes. */
const MAX_SIGNATURE_TEXT = Math.ceil(MAX_CARD_SIGNATURE / 3) * 4

export function readSentCard(value: unknown): Outcome<SentCard | null, CertificatesRefusal> {
  if (value === undefined || value === null) return accept(null)
  const { prepared, signature } = value as Partial<Record<string, unknown>>
  if (typeof signature === 'string' && signature.length > MAX_SIGNATURE_TEXT)
    return refuse('PARTICIPANTS_CARD_TOO_LARGE', 'card', { max: MAX_CARD_SIGNATURE })
  const bytes = typeof signature === 'string' ? fromBase64Url(signature) : undefined
  return typeof prepared === 'string' && prepared.length <= MAX_PREPARED && bytes !== undefined
    ? accept({ prepared, signature: bytes })
    : refuse('PARTICIPANTS_CARD_FORM', 'card')
}

export const cardSchema = {
  type: 'object',
  properties: {
    prepared: { type: 'string', maxLength: MAX_PREPARED, description: 'As it was prepared.' },
    signature: {
      type: 'string',
      maxLength: MAX_SIGNATURE_TEXT,
      description: 'The .p7s file that the officer’s card made, base64url.',
    },
  },
  required: ['prepared', 'signature'],
}
