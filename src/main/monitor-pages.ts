import { sameBytes } from '../crypto/bytes.ts'
import { encodeCbor } from '../crypto/cbor.ts'
import { writeNote } from '../crypto/note.ts'
import { parseStatement } from '../crypto/statement.ts'
import type { Trust } from '../participants/trust.ts'
import { type LogMemory, START } from '../transparency/adapters/monitor-memory.ts'
import type { Alarm, Evidence } from '../transparency/alarm.ts'
import { headText } from '../transparency/checkpoint.ts'
import { cosignatureLine } from '../transparency/cosignature.ts'
import { decodeEntry } from '../transparency/entry.ts'
import { EMPTY_EDGE, extend, rootOf } from '../transparency/grow.ts'
import { emptyRegister, pageAt, type Register, take } from '../transparency/register.ts'
import { decodeRegisterPage, encodeRegisterPage } from '../transparency/register-codec.ts'
import { MAX_REGISTER_PAGE_BYTES, type RegisterPage } from '../transparency/register-page.ts'
import { originOf, quorumRulesOf, witnessNameOf } from '../transparency/trusted-logs.ts'
import { nativeHash } from './monitor-logs.ts'
import { notLoggedAlarm, type SeenStatement } from './monitor-statements.ts'

/** Whose log a page is held against, and what is known of it. */
export type Author = {
  readonly trust: Trust
  readonly memory: LogMemory
  /** What is older than this has to be in the log: epoch seconds. */
  readonly limit: number
}

export type PageCompared = {
  readonly alarms: readonly Alarm[]
  /** Entries of the log that the page is made of, where it is the one that the log makes. */
  readonly same: { readonly size: number } | null
}

/**
 * Makes the register page of a log anew at the size and the moment of the one that its author signed, and
 * compares them byte for byte. The author's signature has been looked at.
 */
export async function comparePage(
  seen: SeenStatement,
  { trust, memory, limit }: Author,
): Promise<PageCompared> {
  const rings = (...alarms: readonly Alarm[]): PageCompared => ({ alarms, same: null })
  const parsed = parseStatement(seen.bytes, MAX_REGISTER_PAGE_BYTES)
  if (!parsed.ok) return rings()
  const { body, iat } = parsed.value
  const page = decodeRegisterPage(body)
  if (page === undefined) return rings(differs(seen, 0, 'it cannot be read', []))
  const { size } = page
  if (size > memory.state().verified.edge.size) {
    return iat < limit ? rings(notLoggedAlarm(seen)) : rings()
  }
  const { register, root } = await rebuilt(memory, size)
  const own = encodeCbor(encodeRegisterPage(pageAt(register, root, iat)))
  if (sameBytes(own, encodeCbor(body))) return { alarms: [], same: { size } }
  const cause = sameBytes(root, page.root) ? 'another content' : 'another root'
  const evidence = [{ name: 'rebuilt.cbor', bytes: own }, ...headOf(seen, page, trust)]
  return rings(differs(seen, size, cause, evidence))
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

/** The head that the page names, with whatever witnesses put under it: another root is a second history. */
function headOf(
  { party, cosignatures }: SeenStatement,
  { size, root }: RegisterPage,
  trust: Trust,
): readonly Evidence[] {
  const { logs } = trust
  if (logs === null || cosignatures.length === 0) return []
  const keys = quorumRulesOf(trust, logs).witnesses.map(({ key }) => key)
  const signatures = cosignatures.flatMap((each) =>
    keys
      .filter(({ name }) => name === witnessNameOf(logs, each.witness))
      .map((key) => cosignatureLine(key, each)),
  )
  const text = headText({ origin: originOf(logs, party), size, root })
  return [{ name: 'head.note', bytes: writeNote({ text, signatures }) }]
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
