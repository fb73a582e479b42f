import { namesIn, syncFolder } from '../../platform/durable-file.ts'
import type { PartyCode } from '../../values/codes.ts'
import { encodeBundle, parseBundle } from '../bundle.ts'
import { member } from '../canonical-json.ts'
import type { DelegatedKey } from '../keys.ts'
import { type LogRules, parseLogRules } from '../log-rules.ts'
import { openTrust } from '../open-trust.ts'
import { parsePartyKeys } from '../party-keys.ts'
import type { Trust } from '../trust.ts'
import { type Delegation, parseDelegations } from '../tuf-delegations.ts'
import { keyName } from '../tuf-signatures.ts'
import { ensureKeyFile, type HeldKey, type KeyFile, type KeyName, keyFolder } from './key-files.ts'
import { nodeVerify } from './node-verify.ts'
import { isRootElsewhere } from './root-elsewhere.ts'
import { writeRepository } from './trust-files.ts'
import { signedPart } from './trust-metadata.ts'
import {
  type ListPlan,
  nextRepository,
  type PartyPlan,
  type Repository,
  type SignedRoot,
} from './trust-repository.ts'

export const ROOT_HOLDERS = ['root-1', 'root-2', 'root-3'] as const
const ROOT_THRESHOLD = 2
/** Three operators in a real scheme; here one machine plays all of them. */
const ONLINE_HOLDERS = ['online-1', 'online-2', 'online-3'] as const
const LOGGING_LIMIT_HOURS = 24

/** The keys of the list itself, all of them in files here. */
export type HeldKeys = {
  /** Undefined where the holders of the root keep their keys themselves. */
  readonly root: readonly HeldKey[] | undefined
  readonly online: readonly HeldKey[]
  readonly parties: ReadonlyMap<PartyCode, KeyFile>
}

export async function ensureListKeys(
  dataDir: string,
  parties: readonly PartyCode[],
): Promise<HeldKeys> {
  const of = async (holders: readonly string[], name: KeyName) => {
    const files = await Promise.all(holders.map((each) => ensureKeyFile(dataDir, each, [name])))
    return files.map((file) => keyNamed(file, name))
  }
  const before = (await namesIn(keyFolder(dataDir))).length
  const held = {
    root: (await isRootElsewhere(dataDir)) ? undefined : await of(ROOT_HOLDERS, 'root'),
    online: await of(ONLINE_HOLDERS, 'online'),
    parties: new Map(
      await Promise.all(
        parties.map(
          async (party) => [party, await ensureKeyFile(dataDir, party, ['delegation'])] as const,
        ),
      ),
    ),
  }
  const added = (await namesIn(keyFolder(dataDir))).length > before
  if (added) await syncFolder(keyFolder(dataDir))
  return held
}

function keyNamed(file: KeyFile, name: KeyName): HeldKey {
  const key = file.get(name)
  if (key === undefined) throw new Error(`a key file without its ${name} key`)
  return key
}

export function planOf(
  { root, online, parties }: HeldKeys,
  registry: Uint8Array,
  keysOf: (party: PartyCode) => Uint8Array,
  {
    signed,
    logs,
    inForce,
  }: {
    readonly signed: SignedRoot | undefined
    readonly logs: LogRules | null
    readonly inForce: Repository | undefined
  },
): ListPlan {
  const named = delegationsIn(signed?.targets ?? inForce?.parts.get('targets.json'))
  const plans = [...parties].map(([party, file]): [PartyCode, PartyPlan] => [
    party,
    { ...delegationOf(file, named.get(party)), keys: keysOf(party) },
  ])
  if (root === undefined && signed === undefined) throw new Error('a list without its root')
  return {
    environment: 'demonstration',
    loggingLimitHours: LOGGING_LIMIT_HOURS,
    logs,
    root: signed ?? { keys: root ?? [], threshold: ROOT_THRESHOLD },
    onlineKeys: online,
    registry,
    parties: new Map(plans),
  }
}

/**
 * Of the keys in a party's file the one that the list names; the other one is the next, or the last. Where
 * neither is, it was lost: the root's holders alone do not put another in its place (docs/operating/root.md).
 */
function delegationOf(
  file: KeyFile,
  named: Delegation | undefined,
): Pick<PartyPlan, 'delegation' | 'named'> {
  const [first] = named?.role.keys.values() ?? []
  if (first === undefined) {
    const delegation = keyNamed(file, 'delegation')
    return { delegation, named: delegation.key }
  }
  return { delegation: heldOf(file, named) ?? null, named: first }
}

/** The key in a party's file that a delegation names. */
export function heldOf(file: KeyFile, named: Delegation | undefined): HeldKey | undefined {
  const names = new Set([...(named?.role.keys.values() ?? [])].map(keyName))
  return [...file.values()].find(({ key }) => names.has(keyName(key)))
}

/** The delegations of this node's own list, by party. */
export function delegationsIn(targets: Uint8Array | undefined): ReadonlyMap<PartyCode, Delegation> {
  const signed = targets && signedPart(targets)
  const parsed = signed && parseDelegations(member(signed, 'delegations'))
  if (!parsed?.ok) return new Map()
  return new Map(parsed.value.map((each) => [each.party, each]))
}

/**
 * Publishes the list in force again: with the keys of the parties in `changed`, and signed anew where it is
 * half-way to its end.
 */
export async function publishAgain(
  dataDir: string,
  inForce: Repository,
  changed: ReadonlyMap<PartyCode, Uint8Array>,
  now: number,
  signed?: SignedRoot,
): Promise<Trust> {
  const { parts } = inForce
  const held = await ensureListKeys(dataDir, listedParties(inForce))
  const keysOf = (party: PartyCode) => changed.get(party) ?? partIn(parts, `${party}/keys.json`)
  const registry = partIn(parts, 'participants.json')
  const root = signed ?? signedInForce(held, inForce)
  const logs = logsInForce(inForce)
  return publish(
    dataDir,
    inForce,
    planOf(held, registry, keysOf, { signed: root, logs, inForce }),
    now,
  )
}

/** What the newest root says of logs; null where it says nothing, or there is none. */
export function logsInForce(inForce: Repository | undefined): LogRules | null {
  const newest = inForce?.roots.at(-1)
  const signed = newest && signedPart(newest)
  return (signed && parseLogRules(member(signed, 'logs'))) ?? null
}

/** Root and delegations stay as they are where only their holders can change them. */
export function signedInForce(
  { root }: HeldKeys,
  inForce: Repository | undefined,
): SignedRoot | undefined {
  if (root !== undefined || inForce === undefined) return undefined
  return { root: null, targets: partIn(inForce.parts, 'targets.json') }
}

function partIn(parts: Repository['parts'], path: string): Uint8Array {
  const bytes = parts.get(path)
  if (bytes === undefined) throw new Error(`a trust list without ${path}`)
  return bytes
}

/** Parties of the list in force: whoever leaves the scheme stays in it, for old certificates. */
export function listedParties(inForce: Repository | undefined): PartyCode[] {
  return [...(inForce?.parts.keys() ?? [])].flatMap((path) =>
    path.endsWith('/keys.json') ? [path.slice(0, path.indexOf('/')) as PartyCode] : [],
  )
}

/** What the list of this node names for a party. */
export function listedKeys(party: PartyCode, bytes: Uint8Array): readonly DelegatedKey[] {
  const parsed = parsePartyKeys(party, bytes)
  return parsed.ok ? parsed.value : []
}

/** Publishes what follows `inForce`, after reading it as a stranger would. */
export async function publish(
  dataDir: string,
  inForce: Repository | undefined,
  plan: ListPlan,
  now: number,
): Promise<Trust> {
  const next = nextRepository(inForce, plan, now)
  const trust = await readAsStranger(next, now)
  if (next.parts.get('timestamp.json') !== inForce?.parts.get('timestamp.json')) {
    await writeRepository(dataDir, next, inForce)
  }
  return trust
}

/** Throws for a list that no reader would accept. */
export async function readAsStranger({ roots, parts }: Repository, now: number): Promise<Trust> {
  const empty = new Map<PartyCode, never>()
  const bundle = parseBundle(
    encodeBundle({ roots, parts, numberBlocks: empty, statusPages: empty }),
  )
  const trust = bundle.ok
    ? await openTrust(bundle.value, {
        pins: new Set(),
        acceptDemonstration: true,
        now,
        verify: nodeVerify(),
      })
    : bundle
  if (trust.ok) return trust.value
  const [{ code, field }] = trust.refusals
  throw new Error(`a trust list that no reader would accept: ${code} ${field ?? ''}`)
}
