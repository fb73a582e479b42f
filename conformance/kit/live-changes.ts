import type { ReasonCode } from '../../src/certificates/reasons.ts'
import type { ChangeFacts, DelegationChange } from '../../src/participants/delegation-change.ts'
import type { DelegationsSeen } from '../../src/participants/delegations-seen.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import {
  type Announced,
  agreed,
  agreedTwice,
  all,
  announced,
  BETWEEN,
  FRESH,
  facts,
  listWith,
  NEW,
  OLD,
  only,
  WEEK,
} from './change-items.ts'
import { AT, DAY } from './lists.ts'
import { RULES } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import { delegatedTo, delegationsSeen, remembering } from './live-memory.ts'

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
    ...(await orderRows(row, named)),
    row(
      'agreed-by-one-key-twice',
      'One key, written in two ways, signed for a threshold of two: it counts once.',
      UNPROVEN,
      await named([agreedTwice()]),
    ),
    {
      ...row('agreed-versions-anew', 'The versions of the old keys’ lists are no more.', [], one),
      stage: {
        remembered: remembering(pins, 6, {
          ...{ delegations: seen, partyVersions: { ...EACH_6, CD: 900 } },
        }),
      },
    },
    row(
      'to-other-keys',
      'The last change leads to another key than the list names.',
      ['TRUST_MALFORMED'],
      unchained,
    ),
  ]
}

type MakeRow = ReturnType<typeof rowsOf>
type Named = (changes: readonly DelegationChange[]) => Promise<Uint8Array>

/** Changes that do not follow each other prove nothing, whoever agreed. */
async function orderRows(row: MakeRow, named: Named): Promise<readonly LiveRow[]> {
  const bad = async (name: string, about: string, ...changes: readonly ChangeFacts[]) =>
    row(
      name,
      about,
      ['TRUST_MALFORMED'],
      await named(changes.map((each) => agreed(each, each.previous === KNOWN ? OLD : BETWEEN))),
    )
  const first = { ...facts(OLD, BETWEEN, 6), previous: KNOWN }
  return [
    await bad(
      'previous-does-not-follow',
      'The second change leaves other keys than the first one leads to.',
      first,
      { ...facts(OLD, NEW), previous: KNOWN },
    ),
    await bad(
      'versions-do-not-ascend',
      'Two changes are of one version.',
      { ...first, version: 7 },
      facts(BETWEEN, NEW),
    ),
    await bad('of-a-version-to-come', 'The change is of a later list.', {
      ...facts(OLD, NEW, 8),
      previous: KNOWN,
    }),
  ]
}

const KNOWN = delegatedTo(OLD)
const EACH_6 = { CD: 6, EU: 6, AE: 6, ZA: 6, 'X-DDI': 6 }

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
      'announced-of-a-shorter-log',
      'The later head is of a smaller log.',
      UNPROVEN,
      await named({ laterSize: 2 }),
    ),
    row(
      'announced-to-the-host',
      'One of the three is a witness of the operator that runs CD’s node.',
      UNPROVEN,
      await listWith(make, [await announced(facts(OLD, NEW), {})], {
        logs: { ...RULES, operators: new Map([['CD', 'ZA']] as [PartyCode, PartyCode][]) },
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
