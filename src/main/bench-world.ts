import { sha256 } from '@noble/hashes/sha2.js'
import type { LogEntry } from '../transparency/entry.ts'
import { statusEntryKind } from '../transparency/entry-kind.ts'
import { emptyRegister, type Register, take } from '../transparency/register.ts'
import type { Status } from '../transparency/statuses.ts'
import type { PartyCode } from '../values/codes.ts'

/** One simulated Participant: its log as far as its register needs it, and how much it issues. */
export type SimulatedParty = {
  readonly code: PartyCode
  readonly register: Register
  /** Of the certificates of the world. */
  readonly share: number
  /** Its witnesses, four of the others. */
  readonly witnesses: readonly PartyCode[]
}

export type World = {
  readonly parties: readonly SimulatedParty[]
  /** Days since the beginning. */
  day: number
  /** What happens on a later day, by day. */
  readonly agenda: Map<number, (() => void)[]>
  readonly chance: () => number
  next: number
}

export const DAY_SECONDS = 86_400
/** A Monday. */
export const BEGINNING = 1_704_067_200
const CERTIFICATES_A_YEAR = 70_000
const WORKING_DAYS_A_YEAR = 260
const VALID_DAYS = 60
/** The busiest has a third of the world, the tenth two in a hundred, the last one in seven hundred. */
const TAIL = 1.3

export function makeWorld(codes: readonly PartyCode[], seed: number): World {
  const chance = chances(seed)
  const weights = codes.map((_, at) => (at + 1) ** -TAIL)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const parties = codes.map((code, at): SimulatedParty => {
    const witnesses = [1, 2, 3, 4].map((step) => codes[(at + 7 * step) % 12] as PartyCode)
    return {
      ...{ code, register: emptyRegister(), share: (weights[at] ?? 0) / sum },
      witnesses: [...new Set(witnesses)].filter((each) => each !== code),
    }
  })
  return { parties, day: 0, agenda: new Map(), chance, next: 0 }
}

/** The same figures every time: mulberry32. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One day: what was due, then what each office issues. Nobody works on Saturday and Sunday. */
export function passDay(world: World): void {
  for (const happens of world.agenda.get(world.day) ?? []) happens()
  world.agenda.delete(world.day)
  const isWorkingDay = world.day % 7 < 5
  // The trade has its seasons: a fifth more before sales and holidays, a fifth less after.
  const season = 1 + 0.2 * Math.sin((2 * Math.PI * world.day) / 91)
  for (const [at, party] of isWorkingDay ? world.parties.entries() : []) {
    enter(world, party, { kind: 'journal-head', slot: null, exp: null, subject: null })
    // Each has its own day of the year on which it announces the next numbers.
    if (world.day === 0 || (world.day + 6 * at) % 364 === 0) announce(world, party)
    const expected = (CERTIFICATES_A_YEAR * party.share * season) / WORKING_DAYS_A_YEAR
    for (let count = poisson(expected, world.chance); count > 0; count -= 1) issue(world, party)
  }
  world.day += 1
}

function announce(world: World, party: SimulatedParty): void {
  enter(world, party, { kind: 'number-block', slot: world.day * 100, exp: null, subject: null })
}

function poisson(expected: number, chance: () => number): number {
  if (expected > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
    return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal))
  }
  let [count, left] = [0, Math.exp(expected) * chance()]
  while (left > 1) {
    count += 1
    left *= chance()
  }
  return count
}

type Said = Omit<LogEntry, 'iat' | 'digest'>

function enter(world: World, { code, register }: SimulatedParty, said: Said): Uint8Array {
  world.next += 1
  const digest = sha256(new TextEncoder().encode(`${code} ${world.next}`))
  take(register, { ...said, iat: BEGINNING + world.day * DAY_SECONDS + 36_000, digest })
  return digest
}

/** What becomes of certificates: nearly all arrive, some go wrong, a few are never heard of again. */
function issue(world: World, issuer: SimulatedParty): void {
  const slot = issuer.register.slots.size
  const exp = BEGINNING + (world.day + VALID_DAYS) * DAY_SECONDS
  const subject = enter(world, issuer, { kind: 'certificate', slot, exp, subject: null })
  const luck = world.chance()
  const says = (status: Status, days: number) => {
    later(world, days, () => {
      enter(world, issuer, { kind: statusEntryKind(status), slot, exp: null, subject })
    })
  }
  if (luck < 0.006) says('void', 1 + world.chance() * 5)
  else if (luck < 0.008) says('lost_or_stolen', 1 + world.chance() * 20)
  else if (luck < 0.011) says('corrected', 1 + world.chance() * 10)
  if (luck >= 0.008 && luck < 0.99) confirm(world, issuer, { slot, exp, subject })
}

/** Receipt is confirmed after some days, by the importer in its log; the issuer takes note within a day. */
function confirm(
  world: World,
  issuer: SimulatedParty,
  { slot, exp, subject }: { slot: number; exp: number; subject: Uint8Array },
): void {
  const days = Math.min(55, 2 + Math.exp(1.9 + 0.6 * gaussian(world.chance)))
  const importer = importerFor(world, issuer)
  later(world, days, () => {
    enter(world, importer, { kind: 'import-confirmation', slot: null, exp, subject })
    const note = () => {
      enter(world, issuer, { kind: 'import-confirmation', slot, exp, subject })
    }
    if (world.chance() < 0.7) note()
    else later(world, 1, note)
  })
}

function gaussian(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

function importerFor({ parties, chance }: World, issuer: SimulatedParty): SimulatedParty {
  let left = chance()
  const found = parties.find(({ share }) => {
    left -= share
    return left < 0
  })
  const importer = found ?? parties[0]
  if (importer === undefined) throw new Error('a world of nobody')
  return importer === issuer ? importerFor({ parties, chance } as World, issuer) : importer
}

/** On the first working day that is `days` away. */
function later({ agenda, day }: World, days: number, happens: () => void): void {
  let due = day + Math.max(1, Math.round(days))
  while (due % 7 > 4) due += 1
  agenda.set(due, [...(agenda.get(due) ?? []), happens])
}
