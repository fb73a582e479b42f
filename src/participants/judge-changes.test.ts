import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Announced,
  agreed,
  all,
  announced,
  DAY,
  delegated,
  RULES,
  START,
  WITNESSES,
  type WitnessCode,
  witnessKeys,
  ZA,
} from '../../test/delegation-changes.ts'
import type { PartyCode } from '../values/codes.ts'
import { nodeVerify } from './adapters/node-verify.ts'
import {
  type ChangeFacts,
  changeJson,
  type DelegationChange,
  delegationDigest,
  parseChanges,
} from './delegation-change.ts'
import type { DelegationsSeen } from './delegations-seen.ts'
import { type ChangesOf, judgeChanges } from './judge-changes.ts'
import type { Publication } from './publication.ts'
import type { Delegation } from './tuf-delegations.ts'

const OTHERS = Object.keys(WITNESSES).filter((code) => code !== 'ZA') as PartyCode[]
const verify = nodeVerify()
const role = { keys: new Map(), threshold: 1 }
/** Everybody's delegation: that of ZA as given, the others by the numbers of their witness keys. */
const delegations = (
  za: readonly number[],
  others: Readonly<Record<string, number>> = {},
): Delegation[] => [
  { party: ZA, role, named: delegated(...za) },
  ...OTHERS.map((party) => ({
    party,
    role,
    named: delegated(others[party] ?? WITNESSES[party as WitnessCode] + 100),
  })),
]

type Made = Partial<ChangesOf> & { readonly za: readonly number[] }

const judged = (changes: readonly DelegationChange[], { za, ...more }: Made) => {
  const read = parseChanges(changes.map(changeJson))
  if (read === undefined) throw new Error('a change that cannot be read')
  const keys = witnessKeys()
  const standard = { environment: 'production', rules: RULES, version: 9, at: START } as const
  const list = { ...standard, delegations: delegations(za), keys, seen: undefined, ...more }
  return judgeChanges({ ...list, changes: read }, verify)
}
const codeOf = async (changes: readonly DelegationChange[], made: Made) => {
  const outcome = await judged(changes, made)
  return outcome.ok ? 'accepted' : outcome.refusals[0].code
}

/** A reader that saw ZA with these keys. */
const saw = (za: readonly number[], more: Partial<DelegationsSeen> = {}, since = 0) => {
  const parties = delegations(za).map(({ party, named }) => {
    const digest = delegationDigest(named)
    return [party as string, { digest, since: party === ZA ? since : 0 }] as const
  })
  return { version: 5, at: START, parties: Object.fromEntries(parties), ...more }
}
const from = (previous: readonly number[], next: readonly number[], version = 6): ChangeFacts => ({
  ...{ name: ZA, version, previous: delegated(...previous), next: delegated(...next) },
})
const week = (more: Partial<Announced> = {}): Announced => ({
  first: all(START),
  later: all(START + 7 * DAY),
  ...more,
})
const CHANGED = 'TRUST_DELEGATION_CHANGED'
const UNPROVEN = 'TRUST_CHANGE_UNPROVEN'

describe('what the party agreed to', () => {
  const one = from([1], [2])
  const two = from([1, 2], [3])
  test.each<[string, () => Promise<DelegationChange>, readonly number[], Partial<Made>, string]>([
    ['holds at once', () => agreed(one, [1]), [1], {}, 'accepted'],
    ['with the new keys alone', () => agreed(one, [2]), [1], {}, UNPROVEN],
    ['with nobody', () => agreed(one, []), [1], {}, UNPROVEN],
    ['with both of two', () => agreed(two, [1, 2]), [1, 2], { za: [3] }, 'accepted'],
    ['with one of two', () => agreed(two, [1]), [1, 2], { za: [3] }, UNPROVEN],
    ['in a demonstration', () => agreed(one, [1], 'demonstration'), [1], {}, UNPROVEN],
    ['for other keys', () => agreed(one, [1]), [1], { za: [3] }, 'TRUST_MALFORMED'],
    ['for a list to come', () => agreed(from([1], [2], 10), [1]), [1], {}, 'TRUST_MALFORMED'],
    ['for a list of before', () => agreed(from([1], [2], 5), [1]), [1], {}, CHANGED],
    ['from other keys than were known', () => agreed(from([7], [2]), [7]), [1], {}, CHANGED],
    ['where no logs are', () => agreed(one, [1]), [1], { rules: null }, 'accepted'],
  ])('%s', async (_, change, known, more, code) => {
    expect(await codeOf([await change()], { za: [2], seen: saw(known), ...more })).toBe(code)
  })

  test('cannot be left out, and nobody forgets a party', async () => {
    expect(await codeOf([], { za: [2], seen: saw([1]) })).toBe(CHANGED)
    expect(await codeOf([], { za: [2] })).toBe('accepted')
    const none = delegations([1]).filter(({ party }) => party !== ZA)
    const gone = { za: [1], seen: saw([1]), delegations: none }
    expect(await codeOf([], gone)).toBe('TRUST_ROLLED_BACK')
  })

  test.each([
    [6, 7, 'accepted'],
    [6, 6, 'TRUST_MALFORMED'],
    [7, 6, 'TRUST_MALFORMED'],
  ])('follows another in a later list: %i, then %i is %s', async (first, second, code) => {
    const chain = [
      await agreed(from([1], [2], first), [1]),
      await agreed(from([2], [3], second), [2]),
    ]
    expect(await codeOf(chain, { za: [3], seen: saw([1]) })).toBe(code)
  })

  test('leads a reader that slept through several, and is not used again', async () => {
    const chain = [
      await agreed(from([1], [2], 6), [1]),
      await agreed(from([2], [1], 7), [2]),
      await agreed(from([1], [3], 8), [1]),
    ]
    expect(await codeOf(chain, { za: [3], seen: saw([1]) })).toBe('accepted')
    expect(await codeOf(chain, { za: [3], seen: saw([2], { version: 6 }, 6) })).toBe('accepted')
    expect(await codeOf(chain.slice(1), { za: [3], seen: saw([5]) })).toBe(CHANGED)
    expect(await codeOf([...chain].reverse(), { za: [3] })).toBe('TRUST_MALFORMED')
    const gap = [chain[0], chain[2]] as DelegationChange[]
    expect(await codeOf(gap, { za: [3] })).toBe('TRUST_MALFORMED')
    // After the change back, the first agreement leads nowhere any more.
    const back = await judged(chain.slice(0, 2), { za: [1], seen: saw([1]), version: 7 })
    const seen = back.ok ? back.value.seen : undefined
    expect(seen?.parties.ZA?.since).toBe(7)
    expect(await codeOf(chain.slice(0, 1), { za: [2], seen })).toBe(CHANGED)
  })
})

describe('what was announced', () => {
  const lost = from([1], [2])
  const third = (code: string) => {
    const three = ['X-ADPA', 'CN', code]
    return { first: all(START, three), later: all(START + 8 * DAY, three) }
  }
  /** Every time of the second look, as somebody writes it who cannot sign for the witnesses. */
  const pushed = (publication: Publication): Publication => {
    const { later } = publication
    if (later === null) return publication
    const cosignatures = later.cosignatures.map((each) => ({ ...each, time: START + 90 * DAY }))
    return { ...publication, later: { ...later, cosignatures } }
  }

  test.each<[string, Announced, string]>([
    ['seven days', week(), 'accepted'],
    ['a second less', week({ later: all(START + 7 * DAY - 1) }), UNPROVEN],
    ['one witness a second less', week({ first: { ...all(START), CN: START + 1 } }), UNPROVEN],
    ['two operators', week({ first: all(START, ['X-ADPA', 'CN']) }), UNPROVEN],
    ['no observer', week({ later: all(START + 8 * DAY, ['CN', 'IN', 'CD']) }), UNPROVEN],
    ['an observer among three', third('IN'), 'accepted'],
    ['the host of the log among three', third('BE'), UNPROVEN],
    ['the party that lost its keys among three', third('ZA'), UNPROVEN],
    ['others before than after', week({ first: all(START, ['X-DDI', 'CN', 'IN']) }), UNPROVEN],
    ['another statement in the log', week({ entry: Uint8Array.of(9) }), UNPROVEN],
    ['the seven days still run', week({ change: (it) => ({ ...it, later: null }) }), UNPROVEN],
    ['times that no witness signed', week({ first: all(START), change: pushed }), UNPROVEN],
    ['another place in the log', week({ change: (it) => ({ ...it, index: 0 }) }), UNPROVEN],
    ['another log', week({ change: (it) => ({ ...it, log: 'IN' as PartyCode }) }), UNPROVEN],
  ])('%s', async (_, how, code) => {
    const change = await announced(lost, how)
    expect(await codeOf([change], { za: [2], seen: saw([1]) })).toBe(code)
    expect(await codeOf([change], { za: [2] })).toBe(code)
    expect(await codeOf([change], { za: [2], rules: null })).toBe(UNPROVEN)
  })

  test('is told of the party from then on, and of nobody who agreed', async () => {
    const changes = [await announced(lost, week()), await agreed(from([2], [3], 7), [2])]
    const outcome = await judged(changes, { za: [3], seen: saw([1]) })
    const since = outcome.ok && [...outcome.value.withoutParty]
    expect(since).toEqual([[ZA, START + 7 * DAY]])
    const willing = await judged([await agreed(from([1], [2]), [1])], { za: [2] })
    expect(willing.ok && willing.value.withoutParty.size).toBe(0)
  })

  test('lapses where lists went on without it for two weeks', async () => {
    const change = await announced(lost, week())
    const at = (days: number) =>
      codeOf([change], { za: [2], seen: saw([1], { at: START + days * DAY }) })
    expect([await at(21), await at(21.5)]).toEqual(['accepted', CHANGED])
  })

  test('counts no witness that the root named since, or gave other keys', async () => {
    const change = await announced(lost, week())
    const { CN: _, ...others } = saw([1]).parties
    const fewer = { ...saw([1]), parties: others }
    expect(await codeOf([change], { za: [2], seen: fewer })).toBe(CHANGED)
    const given = { delegations: delegations([2], { CN: 7 }) }
    expect(await codeOf([change], { za: [2], seen: saw([1]), ...given })).toBe(CHANGED)
    const seed = WITNESSES.CN + 100
    const moved = { ...from([seed], [7]), name: 'CN' as PartyCode }
    const made = { za: [2], seen: saw([1]), ...given }
    expect(await codeOf([change, await agreed(moved, [seed])], made)).toBe('accepted')
    const without = await announced(
      moved,
      week({ first: all(START, FIVE), later: all(START + 8 * DAY, FIVE) }),
    )
    expect(await codeOf([change, without], made)).toBe(CHANGED)
  })
  const FIVE = ['X-ADPA', 'X-DDI', 'IN', 'ZA']
})

/**
 * A reference of who may sign when, on small numbers: keys are numbers, and each link says for itself whether
 * the party agreed, or how long which witnesses waited.
 */
type Link = {
  readonly to: number
  readonly gap: number
  readonly by: 'party' | 'thief' | readonly WitnessCode[]
  readonly days: number
}
const link = fc.record({
  to: fc.integer({ min: 1, max: 4 }),
  gap: fc.integer({ min: 1, max: 3 }),
  by: fc.oneof(
    fc.constant('party' as const),
    fc.constant('party' as const),
    fc.constant('thief' as const),
    fc.subarray(Object.keys(WITNESSES) as WitnessCode[]),
  ),
  days: fc.constantFrom(6, 7, 8, 30),
})
const known = fc.record({
  key: fc.integer({ min: 1, max: 4 }),
  version: fc.integer({ min: 1, max: 9 }),
  since: fc.integer({ min: 0, max: 4 }),
  day: fc.constantFrom(0, 20, 40),
})

const isQuorum = (by: readonly WitnessCode[]) => {
  const counted = by.filter((code) => code !== 'ZA' && code !== 'BE')
  return counted.length >= 3 && counted.some((code) => code.startsWith('X-'))
}
const isGood = ({ by, days }: Link) =>
  by === 'party' || (by !== 'thief' && days >= 7 && isQuorum(by))

function mayFollow(
  links: readonly (Link & { readonly version: number; readonly from: number })[],
  reader: { key: number; version: number; since: number; day: number } | null,
  now: number,
): boolean {
  if (!links.every(isGood)) return false
  if (reader === null || reader.key === now) return true
  return links.some(({ from: first, version }, start) => {
    const rest = links.slice(start)
    const fresh = rest.every((each) =>
      each.by === 'party' ? each.version > reader.version : each.days + 14 >= reader.day,
    )
    return first === reader.key && version > reader.since && fresh
  })
}

test('whatever changes follow each other, nobody signs whom the reference does not let', async () => {
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(fc.array(link, { maxLength: 4 }), fc.option(known), async (drawn, reader) => {
      let [version, key] = [0, 1]
      const links = drawn.map((each) => {
        const first = key
        version += each.gap
        key = each.to
        return { ...each, version, from: first }
      })
      const changes = await Promise.all(links.map(changeOf))
      const seen =
        reader &&
        saw([reader.key], { version: reader.version, at: START + reader.day * DAY }, reader.since)
      const made = { za: [key], version: 12, ...(seen !== null && { seen }) }
      const outcome = await judged(changes, made)
      accepted += outcome.ok && links.length > 0 ? 1 : 0
      expect(outcome.ok).toBe(mayFollow(links, reader, key))
    }),
    // All of them, in a hurry too: what is accepted is counted.
    { numRuns: 150, interruptAfterTimeLimit: 60_000 },
  )
  expect(accepted).toBeGreaterThan(10)
})

async function changeOf(each: Link & { readonly version: number; readonly from: number }) {
  const facts = from([each.from], [each.to], each.version)
  if (each.by === 'party') return agreed(facts, [each.from])
  if (each.by === 'thief') return agreed(facts, [each.to + 10])
  const later = all(START + each.days * DAY, each.by)
  return announced(facts, { first: all(START, each.by), later })
}
