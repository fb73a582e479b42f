import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseNumber } from '../number.ts'
import { validationSchema } from '../validate.ts'
import type { DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import { certificateView } from './certificate-view.ts'
import { findCertificate } from './certificates-store.ts'
import { delegationOf, findDelegation } from './delegations-store.ts'
import { addAct, type Doors } from './door.ts'
import { assertionSchema, readAssertion } from './sign-in-person.ts'
import { cardSchema, readSentCard } from './sign-with-card.ts'
import { loadCertificate } from './subject.ts'
import { papersOf, prepareValidation, validateCertificate } from './validate-certificate.ts'

const VALIDATE = '/api/certificates/:number/validate'

/** The doors of the validation: what the officer signs in person, and the act itself. */
export function validateRoutes(doors: Doors): void {
  const properties = {
    ...(validationSchema.properties as object),
    assertion: assertionSchema,
    card: cardSchema,
  }
  const body = { ...validationSchema, properties }
  const prepared = {
    act: 'certificates:prepare-validate',
    summary:
      'What the officer’s passkey signs with this validation, and the own card where the law asks for it.',
    body,
  } as const
  addAct(doors, 'POST', `${VALIDATE}/prepare`, prepared, prepare)
  const validated = { act: 'certificates:validate', summary: 'Validate and sign.', body } as const
  addAct(doors, 'POST', VALIDATE, validated, validateNow)
}

async function prepare(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const asked = await askedOf(call)
  if (!asked.ok) return asked
  const { row, ...about } = asked.value
  return prepareValidation(call.means, call.officer, row, about)
}

async function validateNow(call: Call): Promise<Outcome<unknown, DoorRefusal>> {
  const { tx, means, officer } = call
  const asked = await askedOf(call)
  if (!asked.ok) return asked
  const { row, ...about } = asked.value
  const validated = await validateCertificate(tx, means, officer, row, about)
  if (!validated.ok) return validated
  if (call.query.view === 'short') return accept({ number: row.number })
  const again = await findCertificate(tx, row.participant, row.number)
  if (again === undefined) throw new Error('a certificate vanished while it was locked')
  return accept(await certificateView(tx, means, again, call))
}

/** The certificate, locked, with its papers, and what was found. */
async function askedOf(call: Call) {
  const { tx, officer, now } = call
  const number = parseNumber(call.params.number)
  if (!number.ok) return refuse('CERTIFICATES_NOT_FOUND')
  const [row, papers] = await Promise.all([
    loadCertificate(tx, call, number.value, 'lock'),
    papersOf(tx, { participant: officer.participant, number: number.value }),
  ])
  if (!row.ok) return row
  if (papers === undefined) throw new Error('a certificate has no application')
  const { participant, delegation_id: id } = row.value
  const licence = id === null ? undefined : await findDelegation(tx, participant, id)
  const under = licence && delegationOf(licence)
  const { assertion, card, ...body } = call.body as Readonly<Record<string, unknown>>
  const [sent, sentCard] = [readAssertion(assertion), readSentCard(card)]
  if (!sent.ok) return sent
  if (!sentCard.ok) return sentCard
  const signed = { sent: sent.value, sentCard: sentCard.value }
  return accept({ row: row.value, body, papers, under, ...signed, now })
}
