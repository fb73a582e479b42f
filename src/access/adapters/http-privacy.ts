import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import { languageOf } from '../../platform/http/language.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { erasureReport, KEPT_BY_ACCESS } from '../erasure.ts'
import { keptText } from '../kept-text.ts'
import type { Officer } from '../officer.ts'
import { type AccessDoor, addOwn } from './door.ts'
import { eraseAccount } from './erase-account.ts'
import { keptOfPerson } from './kept-of-person.ts'
import { withEntry } from './own-entry.ts'
import { addOfTwo, idIn } from './second-person.ts'

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** What is kept about a person, for that person; and how it goes once somebody has left. */
export function privacyRoutes(door: AccessDoor): void {
  const { database, erasing } = door
  addOwn(
    door,
    '/api/access/account/kept',
    { method: 'GET', act: 'access:account', summary: 'What is kept about oneself, as a file' },
    async ({ mine: { officer }, ...asked }) => fileOf(asked, await keptOf(door, database, officer)),
  )
  const exporting = 'access:export-person'
  addOwn(
    door,
    '/api/access/officers/:id/kept',
    { method: 'GET', act: exporting, summary: 'What is kept about somebody, as a file' },
    (call) => {
      const id = idIn(call.params)
      return withEntry(door, call, { act: exporting, thing: id }, async (tx, { participant }) =>
        fileOf(call, await keptOf(door, tx, { participant, id })),
      )
    },
  )
  addOfTwo(
    door,
    '/api/access/officers/:id/erase',
    {
      ...{ act: 'access:erase', body: z.object({ reason: z.string().default('') }) },
      summary: 'Propose to erase somebody who has left',
    },
    ({ tx, by, id, body }) => eraseAccount(tx, erasing, by, { officerId: id, ...body }),
  )
}

async function keptOf(
  { erasing: { records, retentionOf } }: AccessDoor,
  on: Queryable,
  { participant, id }: Pick<Officer, 'participant' | 'id'>,
) {
  const kept = await keptOfPerson(on, records, { participant, id })
  if (kept === undefined) return undefined
  const [row] = await rowsOf<{ closed: Date | null }>(
    on,
    'select disabled_at as closed from access.officer where participant = $1 and id = $2::uuid',
    [participant, id],
  )
  const now = Date.now()
  const about = { retention: retentionOf(participant), now }
  const fields = [...KEPT_BY_ACCESS, ...records.kept]
  const { kept: rules } = erasureReport(fields, row?.closed?.getTime() ?? now, about)
  return { ...kept, rules }
}

/** JSON for programs; with `?as=text` what a person reads. */
function fileOf(
  { request, reply }: Asked,
  kept: object | undefined,
): Outcome<object, 'ACCESS_NOT_FOUND'> {
  if (kept === undefined) return refuse('ACCESS_NOT_FOUND')
  const { as } = request.query as { readonly as?: unknown }
  const isText = as === 'text'
  reply.header('content-disposition', `attachment; filename="kept.${isText ? 'txt' : 'json'}"`)
  if (!isText) return accept(kept)
  reply.type('text/plain; charset=utf-8')
  const language = languageOf(request.headers['accept-language'])
  // Days and instants as the JSON has them.
  return accept(Buffer.from(keptText(JSON.parse(JSON.stringify(kept)), language)))
}
