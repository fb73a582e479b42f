import { type CardAct, cardRuleOn } from '../../participants/card-rules.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { type CardRow, cardsOf, endCard, findCard, insertCard } from './cards-store.ts'
import { addAct, addView, type Doors } from './door.ts'
import { practiceOf, todayOf } from './means.ts'

const CARDS = '/api/certificates/cards'

/** The doors of the office's smart cards: an officer registers the own one, and a second approves it. */
export function cardRoutes(doors: Doors): void {
  const listed = {
    act: 'certificates:read-cards',
    summary: 'Which smart card belongs to which officer, and which acts take one today.',
  } as const
  addView(doors, CARDS, listed, async ({ tx, means, officer, now }) =>
    accept({
      cards: (await cardsOf(tx, officer.participant)).map(cardView),
      asked: actsAsked(means, officer.participant, now),
    }),
  )
  const registered = {
    act: 'certificates:register-card',
    summary: 'Register the own smart card by its certificate in PEM.',
    body: cardSchema,
    shows: shownToSecond,
  } as const
  addAct(doors, 'POST', CARDS, registered, register)
  const ended = { act: 'certificates:end-card', summary: 'End a smart card.' } as const
  addAct(doors, 'DELETE', `${CARDS}/:fingerprint`, ended, end)
}

function actsAsked(means: Call['means'], participant: PartyCode, now: Date): readonly CardAct[] {
  const rules = practiceOf(means, participant, now).cardSignatures.value
  const today = todayOf(means, participant, now)
  return (['issue', 'validate'] as const).filter((act) => cardRuleOn(rules, today, act))
}

const cardSchema = {
  type: 'object',
  properties: {
    certificate: {
      type: 'string',
      description: 'PEM; certificates between the card’s and its authority’s may follow.',
    },
  },
  required: ['certificate'],
}

/** One that was registered before stays what it was, also after its end. */
async function register(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, means, officer, now, body } = call
  const { participant } = officer
  const rules = practiceOf(means, participant, now).cardSignatures.value
  const rule = cardRuleOn(rules, todayOf(means, participant, now))
  if (rule === undefined) return refuse('CERTIFICATES_CARD_NOT_ASKED')
  const { certificate } = body as Readonly<Record<string, unknown>>
  const read = await means.cards.certificate(certificate, { rule, at: now })
  if (!read.ok) return read
  const { fingerprint, subject, issuer, serial, notAfter: not_after } = read.value
  if ((await findCard(tx, participant, fingerprint)) !== undefined)
    return refuse('CERTIFICATES_CARD_TAKEN')
  const whose = { officer_id: officer.id, officer_name: officer.name }
  const card = { fingerprint, subject, issuer, serial, not_after, registered_at: now, ...whose }
  await insertCard(tx, participant, card)
  return accept({ card: cardView({ ...card, ended_at: null }) })
}

/** Nobody reads a certificate: what the program read in it. */
function shownToSecond(done: unknown): Readonly<Record<string, unknown>> {
  const { subject, issuer, serial } = (done as { card: ReturnType<typeof cardView> }).card
  return { subject, issuer, serial }
}

/** Also that of a colleague: what is lost cannot wait for its owner. */
async function end({ tx, officer, now, params }: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { participant, id: by } = officer
  const card = await findCard(tx, participant, params.fingerprint ?? '')
  if (card === undefined) return refuse('CERTIFICATES_NOT_FOUND')
  if (card.ended_at === null) await endCard(tx, participant, card.fingerprint, { by, at: now })
  return accept({ card: cardView({ ...card, ended_at: card.ended_at ?? now }) })
}

function cardView(card: CardRow) {
  return {
    fingerprint: card.fingerprint,
    officer: card.officer_name,
    subject: card.subject,
    issuer: card.issuer,
    serial: card.serial,
    notAfter: card.not_after,
    registeredAt: card.registered_at,
    endedAt: card.ended_at,
  }
}
