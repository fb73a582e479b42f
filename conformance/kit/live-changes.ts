import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { headText } from '../../src/crypto/tree-head.ts'
import {
  type ChangeFacts,
  changeBytes,
  changeEntry,
  changeJson,
  type DelegationChange,
  tufKeyId,
} from '../../src/participants/delegation-change.ts'
import type { DelegationsSeen } from '../../src/participants/delegations-seen.ts'
import type { CosignedHead } from '../../src/participants/publication.ts'
import { encodeEntry } from '../../src/transparency/entry.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { hex, signDer } from './keys.ts'
import { AT, DAY, LISTED_AT } from './lists.ts'
import { cosigned, ORIGIN, type Words } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import { delegatedTo, delegationsSeen, remembering } from './live-memory.ts'
import { treeOver } from './tree.ts'
import { tufKey } from './tuf.ts'

/** Keys of CD's delegation: those that readers know, those of between, those that the list names. */
const OLD = 'CD delegation'
const BETWEEN = 'CD delegation, of between'
const NEW = 'CD delegation, the newest'

const WEEK = 7 * DAY
const SHOWN = 60 * DAY
const LAPSE = 14 * DAY
const UNPROVEN: readonly ReasonCode[] = ['TRUST_CHANGE_UNPROVEN']
const CHANGED: readonly ReasonCode[] = ['TRUST_DELEGATION_CHANGED']

/** CD's list is signed by other keys than before: what a reader makes of what the list says of it. */
export async function changeRows(live: Live, make: Make): Promise<readonly LiveRow[]> {
  return [...(await agreedRows(live, make)), ...(await announcedRows(live, make))]
}

async function agreedRows({ pins }: Live, make: Make): Promise<readonly LiveRow[]> {
  const row = rowsOf(pins)
  const named = (changes: readonly DelegationChange[]) => listWith(make, changes)
  const one = await named([agreed(facts(OLD, NEW), OLD)])
  const none = await named([])
  const two = await named([
    agreed(facts(OLD, BETWEEN, 6), OLD),
    agreed(facts(BETWEEN, NEW), BETWEEN),
  ])
  const unchained = await named([agreed(facts(OLD, BETWEEN), OLD)])
  const seen = delegationsSeen(OLD)
  return [
    row('agreed', 'The previous key signed the change.', [], one, seen),
    row(
      'agreed-before',
      'What the party agreed to is of the version that this reader has seen already.',
      CHANGED,
      one,
      { ...seen, version: 7 },
    ),
    row(
      'agreed-by-the-new-key',
      'Only the key that is to come signed the change.',
      UNPROVEN,
      await named([agreed(facts(OLD, NEW), NEW)]),
    ),
    row(
      'agreed-of-other-keys',
      'What the previous key signed names another next one.',
      UNPROVEN,
      await named([{ ...agreed(facts(OLD, BETWEEN), OLD), next: delegatedTo(NEW) }]),
    ),
    row('left-out', 'The list does not say why CD has another key.', CHANGED, none, seen),
    row('left-out-no-memory', 'And a reader without memory cannot see it.', [], none),
    row('twice', 'Two changes lead a reader that slept through both.', [], two, {
      ...seen,
      version: 5,
    }),
    row(
      'twice-half-known',
      'Two changes, of which the reader has seen the first.',
      [],
      two,
      delegationsSeen(BETWEEN, {}, 6),
    ),
    row(
      'to-other-keys',
      'The last change leads to another key than the list names.',
      ['TRUST_MALFORMED'],
      unchained,
    ),
  ]
}

async function announcedRows({ pins }: Live, make: Make): Promise<readonly LiveRow[]> {
  const row = rowsOf(pins)
  const named = async (spec: Partial<Announced>) =>
    listWith(make, [await announced(facts(OLD, NEW), spec)])
  const fresh = await named({})
  const heldAt = AT - SHOWN
  const old = await named({ first: all(heldAt - WEEK), later: all(heldAt) })
  const seen = delegationsSeen(OLD)
  const { AE: _, ...parties } = seen.parties
  const shown = { notes: NOTED }
  return [
    { ...row('announced', 'A quorum saw it for seven days.', [], fresh, seen), ...shown },
    {
      ...row('announced-no-memory', 'And every reader says that CD did not agree.', [], fresh),
      ...shown,
    },
    {
      ...row('announced-60-days-less-a-second', 'It has held for a second less.', [], old),
      ...{ at: AT - 1, ...shown },
    },
    row('announced-60-days', 'After 60 days nothing is said of it any more.', [], old),
    row(
      'announced-14-days-late',
      'The lists that this reader saw had gone on without it for 14 days.',
      [],
      old,
      { ...seen, at: heldAt + LAPSE },
    ),
    row('announced-too-late', 'And for a second more: it lapsed.', CHANGED, old, {
      ...seen,
      at: heldAt + LAPSE + 1,
    }),
    row(
      'announced-before-a-change-back',
      'The reader knows of a later change, which led to the key that this one leaves.',
      CHANGED,
      await listWith(make, [await announced(facts(OLD, NEW, 5), {})]),
      delegationsSeen(OLD, {}, 6),
    ),
    row(
      'announced-by-a-strange-witness',
      'One of the three is a witness of a party that this reader did not know.',
      CHANGED,
      fresh,
      { ...seen, parties },
    ),
    row(
      'announced-a-second-too-short',
      'One of the three waited for a second less than seven days.',
      UNPROVEN,
      await named({ later: { ...all(FRESH), 'ZA witness': FRESH - 1 } }),
    ),
    row(
      'announced-to-two',
      'Two operators saw it, and the witness of CD itself, which counts for nothing.',
      UNPROVEN,
      await named({
        first: only(FRESH - WEEK, 'CD witness', 'X-DDI witness', 'ZA witness'),
        later: only(FRESH, 'CD witness', 'X-DDI witness', 'ZA witness'),
      }),
    ),
    row(
      'announced-in-a-log-of-a-witness',
      'It stands in the log of AE, whose own witness counts for nothing there.',
      UNPROVEN,
      await named({ log: 'AE' }),
    ),
    row(
      'announced-and-running',
      'The seven days still run.',
      UNPROVEN,
      await named({ later: null }),
    ),
    row(
      'announced-of-other-keys',
      'What stands in the log is the announcement of another change.',
      UNPROVEN,
      await named({ logged: facts(OLD, BETWEEN) }),
    ),
  ]
}

const NOTED: readonly ReasonCode[] = ['DELEGATION_CHANGED_WITHOUT_PARTY']

/** Rows without a note but where they say so. */
function rowsOf(pins: readonly string[]) {
  return (
    name: string,
    about: string,
    expect: readonly ReasonCode[],
    bundle: Uint8Array,
    seen?: DelegationsSeen,
  ): LiveRow => ({
    ...{ name: `changed-${name}`, about, expect, notes: [], bundle },
    ...(seen && { stage: { remembered: remembering(pins, 6, { delegations: seen }) } }),
  })
}

/** The good list with CD's delegation given to the newest key, and these changes in targets.json. */
async function listWith(make: Make, changes: readonly DelegationChange[]): Promise<Uint8Array> {
  const told = changes.length > 0 ? { changes: changes.map(changeJson) } : {}
  const { bundle } = await make({
    list: {
      delegation: NEW,
      signed: (path, content) => (path === 'targets.json' ? { ...content, ...told } : content),
    },
  })
  return bundle
}

function facts(previous: string, next: string, version = 7): ChangeFacts {
  const name = 'CD' as PartyCode
  return { name, version, previous: delegatedTo(previous), next: delegatedTo(next) }
}

function agreed(of: ChangeFacts, signer: string): DelegationChange {
  const signature = toHex(signDer(signer, changeBytes(of, 'production')))
  return { ...of, agreed: new Map([[tufKeyId(tufKey(signer)), signature]]), published: null }
}

/** Since when the change of most lists holds. */
const FRESH = LISTED_AT - 2 * DAY

const only = (time: number, ...witnesses: readonly string[]): Words =>
  Object.fromEntries(witnesses.map((name) => [name, time]))
const all = (time: number) => only(time, 'AE witness', 'X-DDI witness', 'ZA witness')

type Announced = {
  /** Who saw it when, by the name of the key, and the log again. */
  readonly first: Words
  readonly later: Words | null
  /** Whose log. */
  readonly log: string
  /** What is announced there. */
  readonly logged: ChangeFacts
}

async function announced(of: ChangeFacts, spec: Partial<Announced>): Promise<DelegationChange> {
  const { first = all(FRESH - WEEK), later = all(FRESH), log = 'EU', logged = of } = spec
  const iat = Math.min(...Object.values(first)) - 60
  const other = (slot: number) =>
    encodeEntry({
      ...{ kind: 'journal-head', slot: null, iat, exp: null, subject: null },
      digest: new Uint8Array(32).fill(slot),
    })
  const tree = treeOver([other(1), changeEntry(logged, 'production', iat), other(2), other(3)])
  const head = async (size: number, words: Words): Promise<CosignedHead> => {
    const root = tree.rootOf(size)
    const said = await cosigned(headText({ origin: `${ORIGIN}/${log}`, size, root }), words)
    const cosignatures = said.map(({ witness, time, signature }) => ({
      ...{ witness: witness as PartyCode, time },
      signature: hex(signature),
    }))
    return { size, root, cosignatures }
  }
  const seen = { first: await head(3, first), later: later && (await head(4, later)) }
  const place = { log: log as PartyCode, iat, index: 1, hashes: tree.inclusion(1, 3) }
  return { ...of, agreed: new Map(), published: { ...place, ...seen } }
}
