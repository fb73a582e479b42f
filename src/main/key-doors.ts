import type { Act } from '../access/grant-table.ts'
import { keyBook } from '../participants/adapters/key-book.ts'
import { KEY_REQUESTS, type KeyDoorName } from '../participants/key-request.ts'
import type { SigningOfficers } from '../participants/signing-officers.ts'
import { answerOf } from '../platform/http/answer.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept } from '../values/outcome.ts'
import { type ActDoors, addDone, addLook } from './act-door.ts'
import {
  createKey,
  doKeyAct,
  type KeyRing,
  proposeKeyAct,
  viewKeys,
  viewStolen,
} from './key-acts.ts'
import { officersView } from './officers-view.ts'

const ROOT = '/api/participants/keys'
const CHANGES = {
  publish: { act: 'participants:publish-key', summary: 'Propose to publish a key.' },
  retire: { act: 'participants:retire-key', summary: 'Propose to retire a key.' },
  compromised: { act: 'participants:mark-key', summary: 'Propose to mark a key as compromised.' },
} as const satisfies Record<KeyDoorName, { readonly act: Act; readonly summary: string }>

export type KeyDoors = ActDoors & {
  readonly ring: KeyRing
  readonly officersOf: (party: PartyCode) => Promise<SigningOfficers | null>
}

/** The doors of key officers. What changes a key waits for the second of them. */
export function keyRoutes(doors: KeyDoors): void {
  const { runners, ring, officersOf } = doors
  const book = keyBook
  addLook(doors, ROOT, {
    ...{ act: 'participants:read-keys', summary: 'The keys of the own Participant.', book },
    view: ({ officer, now }) => viewKeys({ ring, officer, now }),
  })
  addLook(doors, `${ROOT}/officers`, {
    act: 'participants:read-keys',
    summary: 'The signer’s list of officers of the own Participant.',
    book,
    view: async ({ tx, officer: { participant } }) =>
      accept(await officersView(tx, participant, await officersOf(participant))),
  })
  addLook(doors, `${ROOT}/compromised`, {
    ...{
      act: 'participants:read-keys',
      summary: 'What a stolen certificate key would leave good.',
      book,
    },
    view: (call) => viewStolen({ ...call, ring }),
  })
  addDone(doors, ROOT, {
    ...{ act: 'participants:create-key', summary: 'Have the signer make a key.', status: 200 },
    ...{ book, thing: 'keys', schema: KEY_REQUESTS.create.schema },
    work: (call) => createKey({ ...call, ring }),
  })
  for (const name of Object.keys(CHANGES) as KeyDoorName[]) {
    const path = `${ROOT}/${name}`
    const door = `POST ${path}`
    const { act, summary } = CHANGES[name]
    runners.set(door, async ({ tx, proposal, proposer, language, now }) => {
      const call = { ring, tx, officer: proposer, now, body: proposal.body }
      return answerOf(keyBook, await doKeyAct(call, name), language, 200)
    })
    addDone(doors, path, {
      ...{ act, summary, status: 202, book, thing: 'keys' },
      schema: KEY_REQUESTS[name].schema,
      work: (call) => proposeKeyAct({ ...call, ring }, { name, door, act }),
    })
  }
}
