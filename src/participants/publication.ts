import { fromHex, toHex } from '../crypto/bytes.ts'
import { isIncluded, leafHash, MAX_PROOF_LENGTH, MAX_TREE_SIZE } from '../crypto/merkle.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { cosignedBytes, headText } from '../crypto/tree-head.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { isJsonObject, type JsonObject, member } from './canonical-json.ts'
import type { DelegatedKey } from './keys.ts'
import type { LogRules } from './log-rules.ts'
import { type Cosigned, quorumTime, type Witness } from './quorum.ts'
import { operatorOf, originOf, quorumRulesOf, witnessNameOf } from './trusted-logs.ts'

/** An entry in somebody's log, and that witnesses saw it, and saw the same log seven days later. */
export type Publication = {
  readonly log: PartyCode
  /** Epoch seconds, as in the entry. */
  readonly iat: number
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  readonly first: CosignedHead
  /** Null until the seven days have passed. */
  readonly later: CosignedHead | null
}

export type CosignedHead = {
  readonly size: number
  readonly root: Uint8Array
  readonly cosignatures: readonly HeadCosignature[]
}

type HeadCosignature = {
  readonly witness: PartyCode
  /** Epoch seconds. */
  readonly time: number
  readonly signature: Uint8Array
}

/** As long as a party and everybody who watches have to object (design, 3). */
const DELAY_SECONDS = 7 * 86_400
const MAX_COSIGNATURES = 128

/** Whose logs and witnesses count. */
export type Witnesses = {
  readonly rules: LogRules
  readonly keys: ReadonlyMap<PartyCode, readonly DelegatedKey[]>
}

/**
 * When a quorum had seen `entry` in the log for seven days, epoch seconds; undefined where it has not. Each
 * witness counts its own seven days, between its two cosignatures: neither the clock of a reader nor any
 * time that the root's holders write has a say in it.
 */
export async function standsSince(
  { log, index, hashes, first, later }: Publication,
  entry: Uint8Array,
  { rules, keys }: Witnesses,
  verify: VerifySignature,
): Promise<number | undefined> {
  if (later === null || later.size < first.size) return undefined
  const { size, root } = first
  if (!isIncluded({ index, size, leaf: leafHash(entry), root, proof: hashes })) return undefined
  const quorum = quorumRulesOf({ keys }, rules)
  const timesIn = (head: CosignedHead) => cosigned(head, log, { rules, quorum }, verify)
  const [before, after] = [await timesIn(first), await timesIn(later)]
  const waited = after.filter(({ witness, time }) => {
    const seen = before.find((each) => each.witness.name === witness.name)
    return seen !== undefined && time - seen.time >= DELAY_SECONDS
  })
  return quorumTime(waited, quorum, operatorOf(rules, log))
}

/** When the seven days of a publication are over at the earliest, epoch seconds; undefined while no quorum saw it. */
export async function waitsUntil(
  { log, first }: Pick<Publication, 'log' | 'first'>,
  { rules, keys }: Witnesses,
  verify: VerifySignature,
): Promise<number | undefined> {
  const quorum = quorumRulesOf({ keys }, rules)
  const seen = await cosigned(first, log, { rules, quorum }, verify)
  const at = quorumTime(seen, quorum, operatorOf(rules, log))
  return at === undefined ? undefined : at + DELAY_SECONDS
}

/** All witnesses but those of the operator of the party, which may be in the hands that took its keys. */
export function witnessesBeside({ keys, rules }: Witnesses, party: PartyCode) {
  const own = operatorOf(rules, party)
  return new Map([...keys].filter(([each]) => each !== party && operatorOf(rules, each) !== own))
}

/** Who cosigned a head, and when; a signature that does not fit counts for nothing. */
async function cosigned(
  { size, root, cosignatures }: CosignedHead,
  log: PartyCode,
  of: {
    readonly rules: LogRules
    readonly quorum: { readonly witnesses: readonly Witness[] }
  },
  verify: VerifySignature,
): Promise<readonly Cosigned[]> {
  const text = headText({ origin: originOf(of.rules, log), size, root })
  const found: Cosigned[] = []
  for (const { witness, time, signature } of cosignatures) {
    const name = witnessNameOf(of.rules, witness)
    const message = cosignedBytes(text, time)
    for (const { key, from, until } of of.quorum.witnesses) {
      if (key.name !== name || time < from || time >= until) continue
      const isGood = await verify({ alg: 'Ed25519', x: key.x }, message, signature)
      if (isGood) found.push({ witness: key, time })
    }
  }
  return found
}

/** Reads what `publicationJson` writes; null where nothing was announced, undefined for anything else. */
export function parsePublication(value: unknown): Publication | null | undefined {
  if (value === null) return null
  if (!isJsonObject(value)) return undefined
  const [log, iat, index] = [member(value, 'log'), member(value, 'iat'), member(value, 'index')]
  const hashes = listOf(member(value, 'hashes'), MAX_PROOF_LENGTH, (each) => bytesOf(each, 32))
  const [first, after] = [parseHead(member(value, 'first')), member(value, 'later')]
  const later = after === null ? null : parseHead(after)
  if (!isPartyCode(log) || !isCount(iat) || !isCount(index)) return undefined
  if (hashes === undefined || first === undefined || later === undefined) return undefined
  return { log, iat, index, hashes, first, later }
}

function parseHead(value: unknown): CosignedHead | undefined {
  if (!isJsonObject(value)) return undefined
  const [size, root] = [member(value, 'size'), bytesOf(member(value, 'root'), 32)]
  const list = member(value, 'cosignatures')
  const cosignatures = listOf(list, MAX_COSIGNATURES, parseCosignature)
  if (!isCount(size) || size > MAX_TREE_SIZE || root === undefined) return undefined
  return cosignatures && { size, root, cosignatures }
}

function parseCosignature(value: unknown): HeadCosignature | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined
  const [witness, time, hex] = value as unknown[]
  const signature = bytesOf(hex, 64)
  if (!isPartyCode(witness) || !isCount(time) || signature === undefined) return undefined
  return { witness, time, signature }
}

/** All of a list of at most `max`, each read, or undefined. */
function listOf<T>(
  value: unknown,
  max: number,
  parse: (value: unknown) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length > max) return undefined
  const parsed = (value as unknown[]).map(parse).filter((each) => each !== undefined)
  return parsed.length === value.length ? parsed : undefined
}

function bytesOf(hex: unknown, length: number): Uint8Array | undefined {
  return typeof hex === 'string' && hex.length === 2 * length ? fromHex(hex) : undefined
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** A publication as it stands in `targets.json`: bytes in lower-case hex. */
export function publicationJson(publication: Publication): JsonObject {
  const { hashes, first, later, ...rest } = publication
  return {
    ...rest,
    hashes: hashes.map(toHex),
    first: headJson(first),
    later: later && headJson(later),
  }
}

function headJson({ size, root, cosignatures }: CosignedHead): JsonObject {
  const each = ({ witness, time, signature }: HeadCosignature) => [witness, time, toHex(signature)]
  return { size, root: toHex(root), cosignatures: cosignatures.map(each) }
}
