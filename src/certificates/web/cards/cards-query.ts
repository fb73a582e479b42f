import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/http.ts'
import { CERTIFICATES } from '../queries.ts'

export const CARDS = '/api/certificates/cards'

/** A smart card as two officers registered it; days and moments as instants. */
export type Card = {
  readonly fingerprint: string
  readonly officer: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly notAfter: string
  readonly endedAt: string | null
}
type Cards = {
  readonly cards: readonly Card[]
  /** The acts that take a card today; none where no rule asks for one. */
  readonly asked: readonly ('issue' | 'validate')[]
}

export const cardsQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'cards'],
  queryFn: ({ signal }) => call<Cards>(CARDS, { signal }),
})
