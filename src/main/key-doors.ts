import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accessBook } from '../access/adapters/book.ts'
import { journalWrite } from '../access/adapters/journal-store.ts'
import type { Runners } from '../access/adapters/proposals-store.ts'
import type { Who } from '../access/adapters/who.ts'
import type { Act } from '../access/grant-table.ts'
import { keyBook } from '../participants/adapters/key-book.ts'
import type { KeyRefusal } from '../participants/key-refusals.ts'
import { KEY_REQUESTS, type KeyDoorName } from '../participants/key-request.ts'
import type { SigningOfficers } from '../participants/signing-officers.ts'
import { withClick } from '../platform/click.ts'
import { type Database, transaction } from '../platform/database.ts'
import { answerOf, sendAnswer } from '../platform/http/answer.ts'
import type { Http } from '../platform/http/http.ts'
import { languageOf } from '../platform/http/language.ts'
import { platformBook, sendRefusals } from '../platform/http/problem.ts'
import { leaveWritten } from '../platform/write-together.ts'
import type { PartyCode } from '../values/codes.ts'
import type { Input } from '../values/input.ts'
import { type Outcome, refusal } from '../values/outcome.ts'
import {
  createKey,
  doKeyAct,
  type KeyCall,
  type KeyRing,
  proposeKeyAct,
  viewKeys,
} from './key-acts.ts'
import { officersView } from './officers-view.ts'

const ROOT = '/api/participants/keys'
const CHANGES = {
  publish: { act: 'participants:publish-key', summary: 'Propose to publish a key.' },
  retire: { act: 'participants:retire-key', summary: 'Propose to retire a key.' },
  compromised: { act: 'participants:mark-key', summary: 'Propose to mark a key as compromised.' },
} as const satisfies Record<KeyDoorName, { readonly act: Act; readonly summary: string }>

export type KeyDoors = {
  readonly app: Http
  readonly acting: Database
  readonly who: Who
  readonly runners: Runners
  readonly clock: () => Date
  readonly ring: KeyRing
  readonly officersOf: (party: PartyCode) => Promise<SigningOfficers | null>
}

/** The doors of key officers. What changes a key waits for the second of them. */
export function keyRoutes(doors: KeyDoors): void {
  const { app, runners, ring } = doors
  app.get(ROOT, about('participants:read-keys', 'The keys of the own Participant.'), viewed(doors))
  app.get(
    `${ROOT}/officers`,
    about('participants:read-keys', 'The signer’s list of officers of the own Participant.'),
    officersViewed(doors),
  )
  addDoor(doors, ROOT, {
    ...{ act: 'participants:create-key', summary: 'Have the signer make a key.', status: 200 },
    input: KEY_REQUESTS.create,
    work: createKey,
  })
  for (const name of Object.keys(CHANGES) as KeyDoorName[]) {
    const path = `${ROOT}/${name}`
    const door = `POST ${path}`
    const { act, summary } = CHANGES[name]
    runners.set(door, async ({ tx, proposal, proposer, language, now }) => {
      const call = { ring, tx, officer: proposer, now, body: proposal.body }
      return answerOf(keyBook, await doKeyAct(call, name), language, 200)
    })
    addDoor(doors, path, {
      ...{ act, summary, status: 202, input: KEY_REQUESTS[name] },
      work: (call) => proposeKeyAct(call, { name, door, act }),
    })
  }
}

type Door = {
  readonly act: Act
  readonly summary: string
  readonly status: number
  readonly input: Input<unknown>
  readonly work: (call: KeyCall) => Promise<Outcome<unknown, KeyRefusal>>
}

function about(act: Act, summary: string, input?: Input<unknown>) {
  const body = input === undefined ? {} : { body: z.unknown().meta({ ...input.schema }) }
  return { config: { act }, schema: { tags: ['participants'], summary, ...body } }
}

function viewed({ who, ring, clock }: KeyDoors) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const officer = await who.whoIs(request)
    if (officer === null) return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
    const seen = await viewKeys({ ring, officer, now: clock() })
    return sendAnswer(
      reply,
      answerOf(keyBook, seen, languageOf(request.headers['accept-language']), 200),
    )
  }
}

function officersViewed({ acting, who, officersOf }: KeyDoors) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const officer = await who.whoIs(request)
    if (officer === null) return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
    const { participant } = officer
    const list = await officersOf(participant)
    const seen = await transaction(acting, (tx) => officersView(tx, participant, list), {
      scope: participant,
    })
    return reply.send(seen)
  }
}

/** One transaction for what is proposed or made, its line in the journal and the answer to its click. */
function addDoor(doors: KeyDoors, path: string, door: Door): void {
  const { app, acting, who, ring, clock } = doors
  app.post(path, about(door.act, door.summary, door.input), async (request, reply) => {
    const officer = await who.whoIs(request)
    if (officer === null) return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
    const language = languageOf(request.headers['accept-language'])
    const now = clock()
    const key = request.headers['idempotency-key']
    const click = {
      ...{ participant: officer.participant, officer: officer.id },
      key: typeof key === 'string' ? key : undefined,
      requestDigest: digestOf(request),
    }
    const answer = await transaction(
      acting,
      (tx) =>
        withClick(tx, click, async () => {
          const outcome = await door.work({ ring, tx, officer, now, body: request.body ?? {} })
          leaveWritten(tx, [
            journalWrite(officer.participant, {
              ...{ at: now.getTime(), act: door.act, officerId: officer.id, roles: officer.roles },
              ...{ by: who.credential(request), from: request.ip, thing: 'keys' },
              refusals: outcome.ok ? [] : outcome.refusals.map(({ code }) => code),
              changes: tx.changes,
            }),
          ])
          return answerOf(keyBook, outcome, language, door.status)
        }),
      { scope: officer.participant },
    )
    return answer.ok
      ? sendAnswer(reply, answer.value)
      : sendRefusals(reply, platformBook, answer.refusals)
  })
}

function digestOf({ method, url, body }: FastifyRequest): Uint8Array {
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest()
}
