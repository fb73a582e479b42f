import { removeDrafts } from '../../platform/durable-file.ts'
import type { PartyCode } from '../../values/codes.ts'
import { canonicalJson } from '../canonical-json.ts'
import { keysAtStart } from '../key-standing.ts'
import type { KeyPlace, OwnKey } from '../keys.ts'
import { SIGNING_USAGES } from '../kinds.ts'
import { encodePartyKeys } from '../party-keys.ts'
import { type Period, type Registry, registryForVerifiers } from '../registry.ts'
import type { Trust } from '../trust.ts'
import { keyFolder } from './key-files.ts'
import {
  ensureListKeys,
  listedKeys,
  listedParties,
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
 */
export async function ensureDemonstration(
  dataDir: string,
  registry: Registry,
  now: number,
  ensureKeys: EnsureKeys,
): Promise<Trust> {
  return withTrustLock(dataDir, () => begin(dataDir, registry, now, ensureKeys))
}

async function begin(
  dataDir: string,
  registry: Registry,
  now: number,
  ensureKeys: EnsureKeys,
): Promise<Trust> {
  const inForce = await readRepository(dataDir)
  await sweepRepository(dataDir, inForce)
  await removeDrafts(keyFolder(dataDir))
  // Who came into the scheme since is named by whoever holds the root.
  const came = (await isRootElsewhere(dataDir)) ? [] : issuingParties(registry)
  const parties = [...new Set([...came, ...listedParties(inForce)])]
  const held = await ensureListKeys(dataDir, parties)
  const places = parties.flatMap((party) => SIGNING_USAGES.map((usage) => ({ party, usage })))
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
  return publish(dataDir, inForce, planOf(held, registryBytes, keysOf, root), now)
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
  const next = keysAtStart(party, { listed, held }, SIGNING_USAGES, now)
  return inForce !== undefined && next === listed ? inForce : encodePartyKeys(party, next)
}
