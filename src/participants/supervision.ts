import type { PartyCode } from '../values/codes.ts'
import type { Day } from '../values/day.ts'
import { firstDay, integer, line, list, oneOf, record, type Shape, type When } from './shape.ts'

/**
 * How somebody from outside looks at exports: before the signature, which then waits for him, or after it.
 * Ghana 2006-07 and Zimbabwe 2009-11 were of the first kind; the Central African Republic went from the first
 * to the second in November 2019.
 */
const SUPERVISION_MODES = ['pre_approval', 'post_approval'] as const
export type SupervisionMode = (typeof SUPERVISION_MODES)[number]

/** A period in which the exports of one Participant were, or are, under the eyes of a third party. */
export type Supervision = {
  readonly participant: PartyCode
  readonly mode: SupervisionMode
  /** Who looks. */
  readonly by: string
  /** Days that the monitor has: with the first mode to decide, with the second to look. */
  readonly days: number
  /** Mines or zones that it was made for. Certificates name none, so all of them come to the monitor. */
  readonly areas?: readonly string[]
  readonly from: When
  /** The first day on which it no longer holds. */
  readonly until?: When
  readonly certain?: false
  readonly source?: readonly string[]
  readonly note?: string
}

const name = line(120)

/** Of an entry of `supervisions` in the registry; `dated` are the members of every dated fact. */
export function supervisionShape(
  partyCode: Shape,
  when: Shape,
  dated: Readonly<Record<string, Shape>>,
): Shape {
  return record(
    {
      participant: partyCode,
      mode: oneOf(...SUPERVISION_MODES),
      by: name,
      // A quarter: what is looked at later is a review, and no supervision.
      days: integer(1, 92),
      from: when,
    },
    { ...dated, areas: list(name, 1, 60) },
  )
}

/** Whose exports are supervised on `on`, each once. */
export function supervisedOn(
  { supervisions = [] }: { readonly supervisions?: readonly Supervision[] },
  on: Day,
): readonly PartyCode[] {
  const codes = supervisions.filter((each) => holds(each, on)).map((each) => each.participant)
  return [...new Set(codes)]
}

/**
 * The supervision under which `participant` exports on `on`. Of two that hold, the one that has the signature
 * wait counts: where the sources leave a day open, the stricter reading.
 */
export function supervisionOn(
  { supervisions = [] }: { readonly supervisions?: readonly Supervision[] },
  participant: PartyCode,
  on: Day,
): Supervision | undefined {
  const held = supervisions.filter((each) => each.participant === participant && holds(each, on))
  return held.find(({ mode }) => mode === 'pre_approval') ?? held[0]
}

function holds({ from, until }: Supervision, on: Day): boolean {
  return firstDay(from) <= on && (until === undefined || on < firstDay(until))
}
