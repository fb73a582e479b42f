import { profileChangeBook } from '../participants/adapters/profile-change-book.ts'
import { answerOf } from '../platform/http/answer.ts'
import { type ActDoors, addDone, addLook } from './act-door.ts'
import {
  changeProfile,
  type ProfileFiles,
  proposeProfileChange,
  viewProfile,
} from './profile-acts.ts'

const ROOT = '/api/participants/profile'
const CHANGE = `${ROOT}/changes`
const DOOR = `POST ${CHANGE}`
const SCHEMA = {
  type: 'object',
  properties: {
    field: { type: 'string' },
    value: {},
    source: { type: 'string', maxLength: 200 },
    holdsFrom: { type: 'string', format: 'date' },
    reason: { type: 'string', maxLength: 500 },
  },
}

/** The national practice of one's own authority: to look at, and to change by two. */
export function profileRoutes(doors: ActDoors & { readonly files: ProfileFiles }): void {
  const { files, runners } = doors
  const book = profileChangeBook
  addLook(doors, ROOT, {
    ...{ act: 'participants:read-profile', summary: 'The profile of the own Participant.', book },
    view: (call) => viewProfile({ ...call, files }),
  })
  runners.set(DOOR, async ({ tx, proposal, proposer, approver, language, now }) => {
    const call = { files, tx, officer: proposer, now, body: proposal.body }
    return answerOf(book, await changeProfile(call, approver.id), language, 200)
  })
  addDone(doors, CHANGE, {
    ...{ act: 'participants:change-profile', summary: 'Propose to change a value of it.', book },
    ...{ status: 202, thing: 'profile', schema: SCHEMA },
    work: (call) => proposeProfileChange({ ...call, files }, DOOR),
  })
}
