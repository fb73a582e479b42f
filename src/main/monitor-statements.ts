import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeBlock, sizeOf } from '../certificates/blocks.ts'
import { toHex } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { parseStatement } from '../crypto/statement.ts'
import { authenticate } from '../participants/authenticate.ts'
import type { Bundle, PartyCosignature, RegisterCopy } from '../participants/bundle.ts'
import { kindOf } from '../participants/kinds.ts'
import type { Trust } from '../participants/trust.ts'
import type { Alarm } from '../transparency/alarm.ts'
import { decodeEntry } from '../transparency/entry.ts'
import { MAX_REGISTER_PAGE_BYTES } from '../transparency/register-page.ts'
import type { PartyCode } from '../values/codes.ts'
import { readAtMost } from './cli-files.ts'

/** A statement that somebody was shown, and that its author's log has to have. */
export type SeenStatement = {
  readonly party: PartyCode
  readonly kind: string
  readonly name: string
  /** Hex SHA-256 of its bytes. */
  readonly digest: string
  readonly iat: number
  readonly bytes: Uint8Array
  /** Of a register page out of a bundle: what witnesses said of the head that it is made of. */
  readonly cosignatures: readonly PartyCosignature[]
}

/** Files of a folder that are looked at in one pass. */
const MAX_FILES = 10_000

/** What a pass was shown beside the logs. */
export type Shown = {
  /** Bundles by the place that they came from: the lists in use, and those of other nodes. */
  readonly bundles: ReadonlyMap<string, Bundle>
  readonly folder: string | undefined
}

/**
 * The number blocks and register pages of bundles and the statements in a folder, those that their author
 * did sign; each once, however many show it. A page of a bundle that its author did not sign is told to
 * `away`: it says nothing of the author, and something of whoever hands it out.
 */
export async function statementsOf(
  { bundles, folder }: Shown,
  trust: Trust,
  verify: VerifySignature,
  away: (where: string, cause: string) => void,
): Promise<readonly SeenStatement[]> {
  const found = new Map<string, SeenStatement>()
  const look = async (name: string, bytes: Uint8Array, copy?: RegisterCopy) => {
    const seen = await seenStatement(name, bytes, trust, verify)
    if (seen === undefined) return false
    const cosignatures = copy?.cosignatures ?? []
    if (!found.has(seen.digest)) found.set(seen.digest, { ...seen, cosignatures })
    return true
  }
  for (const [place, bundle] of bundles) {
    for (const [party, blocks] of bundle.numberBlocks) {
      for (const bytes of blocks) await look(`number-block of ${party}`, bytes)
    }
    for (const [party, copy] of bundle.register ?? []) {
      const isSigned = await look(`register page of ${party} from ${place}`, copy.page, copy)
      if (!isSigned) away(place, `a register page that no status key of ${party} signed`)
    }
  }
  const names = folder === undefined ? [] : await readdir(folder)
  for (const name of names.sort().slice(0, MAX_FILES)) {
    const bytes = await readAtMost(join(folder ?? '', name), MAX_REGISTER_PAGE_BYTES)
    if (bytes.ok) await look(name, bytes.value)
  }
  return [...found.values()]
}

async function seenStatement(
  name: string,
  bytes: Uint8Array,
  trust: Trust,
  verify: VerifySignature,
): Promise<Omit<SeenStatement, 'cosignatures'> | undefined> {
  const parsed = parseStatement(bytes, MAX_REGISTER_PAGE_BYTES)
  if (!parsed.ok) return undefined
  const { iss, iat, sign1 } = parsed.value
  const kind = kindOf(sign1.typ)?.kind
  if (kind === undefined) return undefined
  const authentic = await authenticate(parsed.value, kind, trust, verify)
  if (!authentic.ok) return undefined
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { party: iss, kind, name, digest, iat, bytes }
}

/** How many numbers each block holds, by the hex digest of its statement. */
export function blockSizes(statements: readonly SeenStatement[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { kind, party, digest, bytes } of statements) {
    const parsed = kind === 'number-block' ? parseStatement(bytes) : undefined
    const block = parsed?.ok ? decodeBlock(parsed.value.body, party) : undefined
    if (block !== undefined) sizes.set(digest, sizeOf(block))
  }
  return sizes
}

/** Those that are old enough to be in the log and are not among its entries. */
export async function notLogged(
  statements: readonly SeenStatement[],
  entries: AsyncIterable<readonly Uint8Array[]>,
): Promise<readonly Alarm[]> {
  const missing = new Map(statements.map((each) => [each.digest, each]))
  for await (const some of missing.size === 0 ? [] : entries) {
    for (const bytes of some) {
      const entry = decodeEntry(bytes)
      if (entry !== undefined) missing.delete(toHex(entry.digest))
    }
  }
  return [...missing.values()].map(notLoggedAlarm)
}

export function notLoggedAlarm({ party, kind, name, digest, iat, bytes }: SeenStatement): Alarm {
  return {
    code: 'MONITOR_NOT_LOGGED',
    where: party,
    about: digest,
    detail: { party, statement: `${kind} (${name})`, iat },
    evidence: [{ name: 'statement.cose', bytes }],
  }
}
