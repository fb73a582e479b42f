import { z } from 'zod'
import { type Database, transaction } from '../../platform/database.ts'
import type { Http } from '../../platform/http/http.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import { refusal } from '../../values/outcome.ts'
import type { Act } from '../grant-table.ts'
import { accessBook } from './book.ts'
import { entryWrite } from './journal-store.ts'
import { headsView, journalView } from './journal-view.ts'
import type { Who } from './who.ts'

const ROOT = '/api/access/journal'
const query = z.object({
  before: z.coerce.number().int().positive().optional(),
  officer: z.string().max(64).optional(),
  thing: z.string().max(200).optional(),
})

export type JournalDoor = {
  /** As who acts, who sees one Participant. */
  readonly acting: Database
  /** As the node, whose signed heads are everybody's. */
  readonly owner: Database
  readonly who: Who
  readonly clock: () => Date
}

/** The doors of the audit journal. That it was read is an entry of it too. */
export function journalRoutes(app: Http, { acting, owner, who, clock }: JournalDoor): void {
  const reading: Act = 'access:read-journal'
  const summary = 'Who did what to what, newest first.'
  app.get(
    ROOT,
    { config: { act: reading }, schema: { tags: ['access'], summary, querystring: query } },
    async (request, reply) => {
      const officer = await who.whoIs(request)
      if (officer === null)
        return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
      const { participant } = officer
      const { before = null, officer: of = null, thing = null } = request.query
      const page = await transaction(
        acting,
        async (tx) => {
          const read = entryWrite(request, {
            ...{ officer, act: reading, at: clock().getTime(), thing: thing ?? of ?? '' },
            ...{ refusals: [], changes: [] },
          })
          leaveWritten(tx, [read])
          return journalView(tx, { participant, before, officer: of, thing })
        },
        { scope: participant },
      )
      return reply.send(page)
    },
  )
  const heads: Act = 'access:journal-head'
  const about = 'The signed end of each journal, for each day.'
  app.get(
    `${ROOT}/heads`,
    { config: { act: heads }, schema: { tags: ['access'], summary: about } },
    async (_request, reply) => reply.send({ heads: await headsView(owner) }),
  )
}
