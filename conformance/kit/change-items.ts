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
import type { CosignedHead } from '../../src/participants/publication.ts'
import { encodeEntry } from '../../src/transparency/entry.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { hex, signDer } from './keys.ts'
import { DAY, LISTED_AT } from './lists.ts'
import { cosigned, ORIGIN, type Words } from './live.ts'
import type { Make } from './live-draft.ts'
import { delegatedTo } from './live-memory.ts'
import { treeOver } from './tree.ts'
import { type ListSpec, tufKey } from './tuf.ts'

/** Keys of CD's delegation: those that readers know, those of between, those that the list names. */
export const OLD = 'CD delegation'
export const BETWEEN = 'CD delegation, of between'
export const NEW = 'CD delegation, the newest'

export const WEEK = 7 * DAY

/** The good list with CD's delegation given to the newest key, and these changes in targets.json. */
export async function listWith(
  make: Make,
  changes: readonly DelegationChange[],
  more: Partial<Pick<ListSpec, 'logs'>> = {},
): Promise<Uint8Array> {
  const told = changes.length > 0 ? { changes: changes.map(changeJson) } : {}
  const { bundle } = await make({
    list: {
      ...more,
      delegation: NEW,
      signed: (path, content) => (path === 'targets.json' ? { ...content, ...told } : content),
    },
  })
  return bundle
}

export function facts(previous: string, next: string, version = 7): ChangeFacts {
  const name = 'CD' as PartyCode
  return { name, version, previous: delegatedTo(previous), next: delegatedTo(next) }
}

export function agreed(of: ChangeFacts, signer: string): DelegationChange {
  const signature = toHex(signDer(signer, changeBytes(of, 'production')))
  return { ...of, agreed: new Map([[tufKeyId(tufKey(signer)), signature]]), published: null }
}

/** Since when the change of most lists holds. */
export const FRESH = LISTED_AT - 2 * DAY

export const only = (time: number, ...witnesses: readonly string[]): Words =>
  Object.fromEntries(witnesses.map((name) => [name, time]))
export const all = (time: number) => only(time, 'AE witness', 'X-DDI witness', 'ZA witness')

export type Announced = {
  /** Who saw it when, by the name of the key, and the log again. */
  readonly first: Words
  readonly later: Words | null
  /** Whose log. */
  readonly log: string
  /** What is announced there. */
  readonly logged: ChangeFacts
  readonly laterSize: number
}

export async function announced(
  of: ChangeFacts,
  spec: Partial<Announced>,
): Promise<DelegationChange> {
  const {
    first = all(FRESH - WEEK),
    later = all(FRESH),
    log = 'EU',
    logged = of,
    laterSize = 4,
  } = spec
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
  const seen = { first: await head(3, first), later: later && (await head(laterSize, later)) }
  const place = { log: log as PartyCode, iat, index: 1, hashes: tree.inclusion(1, 3) }
  return { ...of, agreed: new Map(), published: { ...place, ...seen } }
}

/** TUF has two names of one type of key, and so two ids of one key. */
export function agreedTwice(): DelegationChange {
  const written = [tufKey(OLD), { ...tufKey(OLD), keytype: 'ecdsa-sha2-nistp256' }]
  const of = { ...facts(OLD, NEW), previous: { keys: written, threshold: 2 } }
  const signature = toHex(signDer(OLD, changeBytes(of, 'production')))
  const both = new Map(written.map((key) => [tufKeyId(key), signature]))
  return { ...of, agreed: both, published: null }
}
