import { sameBytes } from '../crypto/bytes.ts'
import { encodeCbor } from '../crypto/cbor.ts'
import { parseStatement } from '../crypto/statement.ts'
import { type LogMemory, START } from '../transparency/adapters/monitor-memory.ts'
import type { Alarm, Evidence } from '../transparency/alarm.ts'
import { decodeEntry } from '../transparency/entry.ts'
import { EMPTY_EDGE, extend, rootOf } from '../transparency/grow.ts'
import { emptyRegister, pageAt, type Register, take } from '../transparency/register.ts'
import { decodeRegisterPage, encodeRegisterPage } from '../transparency/register-codec.ts'
import { MAX_REGISTER_PAGE_BYTES } from '../transparency/register-page.ts'
import { nativeHash } from './monitor-logs.ts'
import { notLoggedAlarm, type SeenStatement } from './monitor-statements.ts'

/**
 * Makes the register page of a log anew at the size and the moment of the one that its author signed, and
 * compares them byte for byte. The author's signature has been looked at.
 *
 * @param limit pages from before it have to have every entry that they speak of in the log: epoch seconds
 */
export async function pageAlarms(
  seen: SeenStatement,
  memory: LogMemory,
  limit: number,
): Promise<readonly Alarm[]> {
  const parsed = parseStatement(seen.bytes, MAX_REGISTER_PAGE_BYTES)
  if (!parsed.ok) return []
  const { body, iat } = parsed.value
  const page = decodeRegisterPage(body)
  if (page === undefined) return [differs(seen, 0, 'it cannot be read', [])]
  const { size } = page
  const bounds = page.bounds.map(({ bound }) => bound)
  if (size > memory.state().verified.edge.size) return iat < limit ? [notLoggedAlarm(seen)] : []
  const { register, root } = await rebuilt(memory, size)
  const own = encodeCbor(encodeRegisterPage(pageAt(register, root, iat, bounds)))
  if (sameBytes(own, encodeCbor(body))) return []
  const cause = sameBytes(root, page.root) ? 'another content' : 'another root'
  return [differs(seen, size, cause, [{ name: 'rebuilt.cbor', bytes: own }])]
}

/** Entries in one step of the tree. */
const STEP = 4096

/** The register and the root of the first `size` entries that the monitor keeps. */
async function rebuilt(
  memory: LogMemory,
  size: number,
): Promise<{ readonly register: Register; readonly root: Uint8Array }> {
  const register = emptyRegister()
  let edge = EMPTY_EDGE
  for await (const some of memory.entries(START, memory.state().verified)) {
    const wanted = some.slice(0, size - edge.size)
    for (const bytes of wanted) {
      const entry = decodeEntry(bytes)
      if (entry !== undefined) take(register, entry)
    }
    for (let at = 0; at < wanted.length; at += STEP) {
      edge = extend(edge, wanted.slice(at, at + STEP), nativeHash).edge
    }
    if (edge.size === size) break
  }
  // An entry that cannot be read is one of the log all the same.
  return { register: { ...register, size }, root: rootOf(edge) }
}

function differs(
  { party, digest, bytes }: SeenStatement,
  size: number,
  cause: string,
  evidence: readonly Evidence[],
): Alarm {
  return {
    code: 'MONITOR_PAGE_DIFFERS',
    where: party,
    about: digest,
    detail: { party, size, cause },
    evidence: [{ name: 'page.cose', bytes }, ...evidence],
  }
}
