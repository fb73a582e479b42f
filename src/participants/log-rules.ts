import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { isJsonObject, type JsonObject, member } from './canonical-json.ts'

/** What the root says of logs: how they are named, and when enough witnesses agree. */
export type LogRules = {
  /** What the origin line of every log of the scheme begins with: the log of `ZA` is `<origin>/ZA`. */
  readonly origin: string
  /** Operators that have to cosign, the host of the log's author not counted. */
  readonly quorum: number
  /** Who runs the node or the witness of a party; a party that is not named runs its own. */
  readonly operators: ReadonlyMap<PartyCode, PartyCode>
}

/** A host name and a path, as C2SP asks for origins; room for a party after it. */
const ORIGIN = /^[a-z0-9][a-z0-9.-]{0,126}(?:\/[a-z0-9-]{1,40}){0,3}$/
const MAX_QUORUM = 32
const MAX_OPERATORS = 500

/** `logs` of a root, as `parseLogRules` reads it. */
export function logRulesJson({ origin, quorum, operators }: LogRules) {
  return { origin, quorum, operators: Object.fromEntries(operators) }
}

/** Reads `logs` of a root, `{origin, quorum, operators}`; undefined for anything else. */
export function parseLogRules(value: unknown): LogRules | undefined {
  if (!isJsonObject(value)) return undefined
  const origin = member(value, 'origin')
  const quorum = member(value, 'quorum')
  const operators = parseOperators(member(value, 'operators'))
  if (typeof origin !== 'string' || !ORIGIN.test(origin)) return undefined
  if (!Number.isInteger(quorum) || Number(quorum) < 1 || Number(quorum) > MAX_QUORUM)
    return undefined
  return operators && { origin, quorum: Number(quorum), operators }
}

function parseOperators(value: unknown): ReadonlyMap<PartyCode, PartyCode> | undefined {
  if (!isJsonObject(value)) return undefined
  const entries = Object.entries(value as JsonObject)
  if (entries.length > MAX_OPERATORS) return undefined
  const operators = new Map<PartyCode, PartyCode>()
  for (const [party, operator] of entries) {
    if (!isPartyCode(party) || !isPartyCode(operator)) return undefined
    operators.set(party, operator)
  }
  return operators
}
