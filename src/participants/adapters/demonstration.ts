import { namesIn, removeDrafts, syncFolder } from '../../platform/durable-file.ts'
import type { PartyCode } from '../../values/codes.ts'
import { encodeBundle, parseBundle } from '../bundle.ts'
import { canonicalJson } from '../canonical-json.ts'
import { type DelegatedKey, delegatedKey, type KeyPlace, type OwnKey } from '../keys.ts'
import type { KeyUsage } from '../kinds.ts'
import { openTrust } from '../open-trust.ts'
import { encodePartyKeys, parsePartyKeys } from '../party-keys.ts'
import { type Period, type Registry, registryForVerifiers } from '../registry.ts'
import type { Trust } from '../trust.ts'
import { keyName } from '../tuf-signatures.ts'
import { ensureKeyFile, type HeldKey, type KeyFile, type KeyName, keyFolder } from './key-files.ts'
import { nodeVerify } from './node-verify.ts'
import { readRepository, sweepRepository, writeRepository } from './trust-files.ts'
import {
  type ListPlan,
  nextRepository,
  type PartyPlan,
  type Repository,
} from './trust-repository.ts'

export const ROOT_HOLDERS = ['root-1', 'root-2', 'root-3'] as const
const ROOT_THRESHOLD = 2
/** Three operators in a real scheme; here one machine plays all of them. */
const ONLINE_HOLDERS = ['online-1', 'online-2', 'online-3'] as const
const LOGGING_LIMIT_HOURS = 24

const USAGES = ['certificate', 'status', 'confirm'] as const satisfies readonly KeyUsage[]
const DAY = 86_400
/** Long enough that nobody has to learn rotation on a specimen. */
const KEY_LIFETIME = 5 * 365 * DAY

/** Standings under which a party issues certificates of its own, or may again. */
const ISSUING: readonly Period['standing'][] = [
  'participant',
  'suspended',
  'self_suspended',
  'embargoed',
  'zone_limited',
  'trading_entity',
]

/** Gives the key in force for each place, and makes what is missing. */
export type EnsureKeys = (places: readonly KeyPlace[]) => Promise<readonly OwnKey[]>

/**
 * The demonstration scheme of this data folder: keys for three root holders, three online holders
 * and every party of `registry` that issues, and a trust list that names them. Creates what is
 * missing, follows a changed registry, and signs again what is half-way to its end. It can be killed
 * at any point: keys are written before the list that names them, and the list in one stroke.
 * @param registry the whole registry; the list carries `registryForVerifiers` of it.
 * @param now epoch seconds.
 * @param ensureKeys asks whoever holds the keys that sign statements; the others are in files here.
 */
export async function ensureDemonstration(
  dataDir: string,
  registry: Registry,
  now: number,
  ensureKeys: EnsureKeys,
): Promise<Trust> {
  const inForce = await readRepository(dataDir)
  await sweepRepository(dataDir, inForce)
  await removeDrafts(keyFolder(dataDir))
  const parties = [...new Set([...issuingParties(registry), ...listedParties(inForce)])]
  const held = await ensureListKeys(dataDir, parties)
  const places = parties.flatMap((party) => USAGES.map((usage) => ({ party, usage })))
  const signing = await ensureKeys(places)
  const keysOf = (party: PartyCode) => {
    const own = signing.filter((each) => each.party === party)
    return partyKeys(party, own, inForce?.parts.get(`${party}/keys.json`), now)
  }
  const bytes = canonicalJson(registryForVerifiers(registry))
  if (bytes === undefined) throw new Error('the registry has no canonical form')
  return publish(dataDir, inForce, planOf(held, bytes, keysOf), now)
}

/**
 * Signs again what is half-way to its end: the timestamp when it is 12 hours old. Call it hourly.
 * The list says the same as before.
 */
export async function refreshDemonstration(dataDir: string, now: number): Promise<Trust> {
  const inForce = await readRepository(dataDir)
  const registry = inForce?.parts.get('participants.json')
  if (inForce === undefined || registry === undefined) throw new Error('no trust list to refresh')
  const { parts } = inForce
  const held = await ensureListKeys(dataDir, listedParties(inForce))
  const keysOf = (party: PartyCode) => parts.get(`${party}/keys.json`) as Uint8Array
  return publish(dataDir, inForce, planOf(held, registry, keysOf), now)
}

function issuingParties(registry: Registry): PartyCode[] {
  const issuing = Object.entries(registry.parties).filter(([, { periods }]) => {
    const latest = periods.at(-1)
    return latest !== undefined && latest.until === undefined && ISSUING.includes(latest.standing)
  })
  return issuing.map(([code]) => code as PartyCode)
}

/** Parties of the list in force: whoever leaves the scheme stays in it, for old certificates. */
function listedParties(inForce: Repository | undefined): PartyCode[] {
  return [...(inForce?.parts.keys() ?? [])].flatMap((path) =>
    path.endsWith('/keys.json') ? [path.slice(0, path.indexOf('/')) as PartyCode] : [],
  )
}

type HeldKeys = {
  readonly root: readonly HeldKey[]
  readonly online: readonly HeldKey[]
  readonly parties: ReadonlyMap<PartyCode, KeyFile>
}

async function ensureListKeys(dataDir: string, parties: readonly PartyCode[]): Promise<HeldKeys> {
  const of = async (holders: readonly string[], name: KeyName) => {
    const files = await Promise.all(holders.map((each) => ensureKeyFile(dataDir, each, [name])))
    return files.map((file) => keyNamed(file, name))
  }
  const before = (await namesIn(keyFolder(dataDir))).length
  const held = {
    root: await of(ROOT_HOLDERS, 'root'),
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

function planOf(
  { root, online, parties }: HeldKeys,
  registry: Uint8Array,
  keysOf: (party: PartyCode) => Uint8Array,
): ListPlan {
  const plans = [...parties].map(([party, file]): [PartyCode, PartyPlan] => [
    party,
    { delegation: keyNamed(file, 'delegation'), keys: keysOf(party) },
  ])
  return {
    environment: 'demonstration',
    loggingLimitHours: LOGGING_LIMIT_HOURS,
    rootKeys: root,
    rootThreshold: ROOT_THRESHOLD,
    onlineKeys: online,
    registry,
    parties: new Map(plans),
  }
}

/**
 * `<party>/keys.json` for the keys that sign. It stays as it is while it names them all; after keys
 * were lost, the new ones are added and the old ones are retired.
 */
function partyKeys(
  party: PartyCode,
  own: readonly OwnKey[],
  inForce: Uint8Array | undefined,
  now: number,
): Uint8Array {
  const parsed = inForce && parsePartyKeys(party, inForce)
  const listed = parsed?.ok ? parsed.value : []
  const known = new Set(listed.map(({ key }) => keyName(key)))
  const held = own.map((each) => newKey(each, now))
  const added = held.filter(({ key }) => !known.has(keyName(key)))
  if (inForce !== undefined && added.length === 0) return inForce
  const kept = new Set(held.map(({ key }) => keyName(key)))
  const retired = listed.map((each) =>
    each.state !== 'active' || kept.has(keyName(each.key))
      ? each
      : { ...each, state: 'retired' as const, since: now },
  )
  return encodePartyKeys(party, [...added, ...retired])
}

/** A key counts from the beginning of the day (UTC) on which it was made. */
function newKey({ party, usage, key }: OwnKey, now: number): DelegatedKey {
  const notBefore = now - (now % DAY)
  return delegatedKey({
    party,
    key,
    usage,
    notBefore,
    notAfter: notBefore + KEY_LIFETIME,
    state: 'active',
    since: null,
  })
}

/** Publishes what follows `inForce`, after reading it as a stranger would. */
async function publish(
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

async function readAsStranger({ roots, parts }: Repository, now: number): Promise<Trust> {
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
