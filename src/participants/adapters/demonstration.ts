import { randomBytes } from 'node:crypto'
import { removeDrafts } from '../../platform/durable-file.ts'
import type { PartyCode } from '../../values/codes.ts'
import { canonicalJson } from '../canonical-json.ts'
import { keysAtStart } from '../key-standing.ts'
import type { KeyPlace, OwnKey } from '../keys.ts'
import { type KeyUsage, SIGNING_USAGES } from '../kinds.ts'
import type { LogRules } from '../log-rules.ts'
import { encodePartyKeys } from '../party-keys.ts'
import { type Period, type Registry, registryForVerifiers } from '../registry.ts'
import type { Trust } from '../trust.ts'
import { keyFolder } from './key-files.ts'
import {
  ensureListKeys,
  listedKeys,
  listedParties,
  logsInForce,
  planOf,
  publish,
  publishAgain,
  readAsStranger,
  signedInForce,
} from './publish-list.ts'
import { isRootElsewhere } from './root-elsewhere.ts'
import { readRepository, sweepRepository } from './trust-files.ts'
import { withTrustLock } from './trust-lock.ts'

/** Standings under which a party issues certificates of its own, or may again. */
const ISSUING: readonly Period['standing'][] = [
  'participant',
  'suspended',
  'self_suspended',
  'embargoed',
  'zone_limited',
  'trading_entity',
]

/**
 * Observers whose witnesses cosign the logs of a demonstration. In a real scheme each has a machine of
 * its own; here one plays all of them.
 */
export const WITNESSES = [
  'X-ADPA',
  'X-CSC',
  'X-DDI',
  'X-WDC',
] as readonly string[] as readonly PartyCode[]

/** Gives every key that is held for each place, and makes one where there is none. */
export type EnsureKeys = (places: readonly KeyPlace[]) => Promise<readonly OwnKey[]>

/**
 * The demonstration scheme of this data folder: keys for three root holders, three online holders
 * and every party of `registry` that issues, and a trust list that names them. Creates what is
 * missing, follows a changed registry, and signs again what is half-way to its end. It can be killed
 * at any point: keys are written before the list that names them, and the list in one stroke.
 * @param registry the whole registry; the list carries `registryForVerifiers` of it.
 * @param now epoch seconds.
 * @param ensureKeys asks whoever holds the keys that sign statements; the others are in files here.
 * @param register `on` gives the scheme logs and witnesses, which it then keeps.
 */
export async function ensureDemonstration(
  dataDir: string,
  registry: Registry,
  now: number,
  ensureKeys: EnsureKeys,
  register: Trust['register'] = 'off',
): Promise<Trust> {
  return withTrustLock(dataDir, () => begin({ dataDir, registry, now, ensureKeys, register }))
}

type Beginning = {
  readonly dataDir: string
  readonly registry: Registry
  readonly now: number
  readonly ensureKeys: EnsureKeys
  readonly register: Trust['register']
}

async function begin({ dataDir, registry, now, ensureKeys, register }: Beginning): Promise<Trust> {
  const inForce = await readRepository(dataDir)
  await sweepRepository(dataDir, inForce)
  await removeDrafts(keyFolder(dataDir))
  const isElsewhere = await isRootElsewhere(dataDir)
  const drawn = isElsewhere || register === 'off' ? null : drawnLogs()
  const logs = logsInForce(inForce) ?? drawn
  // Who came into the scheme since is named by whoever holds the root.
  const came = isElsewhere ? [] : [...issuingParties(registry), ...(logs === null ? [] : WITNESSES)]
  const parties = [...new Set([...came, ...listedParties(inForce)])]
  const held = await ensureListKeys(dataDir, parties)
  const places = parties.flatMap((party) => usagesOf(party).map((usage) => ({ party, usage })))
  const signing = await ensureKeys(places)
  const keysOf = (party: PartyCode) => {
    return keysBytes(party, signing, inForce?.parts.get(`${party}/keys.json`), now)
  }
  const bytes = canonicalJson(registryForVerifiers(registry))
  if (bytes === undefined) throw new Error('the registry has no canonical form')
  const root = signedInForce(held, inForce)
  // The registry is signed by the holders of the root.
  const registryBytes =
    root === undefined ? bytes : (inForce?.parts.get('participants.json') ?? bytes)
  const plan = planOf(held, registryBytes, keysOf, { signed: root, logs, inForce })
  return publish(dataDir, inForce, plan, now)
}

/**
 * Signs again what is half-way to its end: the timestamp when it is 12 hours old. Call it hourly.
 * The list says the same as before.
 */
export async function refreshDemonstration(dataDir: string, now: number): Promise<Trust> {
  return withTrustLock(dataDir, async () => {
    const inForce = await readRepository(dataDir)
    if (inForce === undefined) throw new Error('no trust list to refresh')
    return publishAgain(dataDir, inForce, new Map(), now)
  })
}

/** The list in force as this node reads it now, whoever published it; undefined before the first. */
export async function readDemonstration(dataDir: string, now: number): Promise<Trust | undefined> {
  const inForce = await readRepository(dataDir)
  return inForce && readAsStranger(inForce, now)
}

/** Witnesses have a key for that and for nothing else. */
function usagesOf(party: PartyCode): readonly KeyUsage[] {
  return WITNESSES.includes(party) ? ['witness'] : SIGNING_USAGES
}

/** Two demonstrations are two schemes, and a witness of both must be able to tell their logs apart. */
function drawnLogs(): LogRules {
  const origin = `demonstration.invalid/${randomBytes(8).toString('hex')}`
  return { origin, quorum: 3, operators: new Map() }
}

function issuingParties(registry: Registry): PartyCode[] {
  const issuing = Object.entries(registry.parties).filter(([, { periods }]) => {
    const latest = periods.at(-1)
    return latest !== undefined && latest.until === undefined && ISSUING.includes(latest.standing)
  })
  return issuing.map(([code]) => code as PartyCode)
}

/** `<party>/keys.json`: what it says stays as it is, byte for byte, while no key of it was lost. */
function keysBytes(
  party: PartyCode,
  held: readonly OwnKey[],
  inForce: Uint8Array | undefined,
  now: number,
): Uint8Array {
  const listed = inForce === undefined ? [] : listedKeys(party, inForce)
  const next = keysAtStart(party, { listed, held }, usagesOf(party), now)
  return inForce !== undefined && next === listed ? inForce : encodePartyKeys(party, next)
}
