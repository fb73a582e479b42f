import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bundle, MAX_BUNDLE_BYTES, parseBundle } from '../participants/bundle.ts'
import { isJsonObject, member, parseJson } from '../participants/canonical-json.ts'
import { type DelegationChange, parseChanges } from '../participants/delegation-change.ts'
import { type OpenTrustOptions, openTrust } from '../participants/open-trust.ts'
import { type Remembered, rememberedAfter, type Trust } from '../participants/trust.ts'
import { type Delegation, parseDelegations } from '../participants/tuf-delegations.ts'
import { readIfThere, replaceDurably } from '../platform/durable-file.ts'
import { awayCause, fetchAtMost } from '../platform/fetch-at-most.ts'
import type { Alarm } from '../transparency/alarm.ts'
import type { KeysSeen } from '../transparency/watch-keys.ts'
import { keyChanges, keysSeen } from '../transparency/watch-keys.ts'
import type { MonitorConfig } from './monitor-config.ts'

export type Lists = { readonly bundle: Bundle; readonly trust: Trust }

export type ListsSeen = {
  /** Those that were served now, or where they are refused, those of before; undefined where none are kept. */
  readonly lists: Lists | undefined
  /** Why nothing could be read now. */
  readonly away: string | undefined
  readonly alarms: readonly Alarm[]
  /** Remembers what was seen, once its alarms are told. */
  readonly keep: () => Promise<void>
}

const TIMEOUT_MS = 60_000
const BUNDLE_PATH = '/api/participants/trust-bundle'

type Kept = { readonly remembered: Remembered; readonly keys: KeysSeen }

/** Fetches the lists, holds them against those of the last pass, and tells what changed. */
export async function lookAtLists(
  { trust: place, folder, pins, acceptDemonstration, staleHours }: MonitorConfig,
  { now, verify, fetch }: Pick<OpenTrustOptions, 'now' | 'verify'> & { fetch: FetchBundle },
): Promise<ListsSeen> {
  const kept = await readKept(folder)
  const common = { pins: new Set(pins), acceptDemonstration, now, verify }
  const before = kept && (await open(kept.bundle, { ...common, remembered: kept.remembered }))
  const former = typeof before === 'object' ? before : undefined
  const none = { lists: former, alarms: [], keep: async () => undefined }
  const bytes = await fetch(place)
  if (typeof bytes === 'string') return { ...none, away: bytes }
  const remembered = kept === undefined ? {} : { remembered: kept.remembered }
  const opened = await open(bytes, { ...common, ...remembered })
  if (typeof opened === 'string') {
    const refused = former === undefined ? [] : [refusedAlarm(opened, bytes)]
    return { ...none, alarms: refused, away: former === undefined ? opened : undefined }
  }
  const keys = keysSeen(opened.trust, ...delegationsIn(opened.bundle))
  const evidence =
    kept === undefined
      ? []
      : [
          { name: 'before.kpbundle', bytes: kept.bundle },
          { name: 'after.kpbundle', bytes },
        ]
  const changes = kept === undefined ? [] : keyChanges(kept.keys, keys, evidence)
  const { issuedAt } = opened.trust
  const isOld = now - issuedAt > staleHours * 3600
  const frozen = isOld ? [frozenAlarm(issuedAt, staleHours)] : []
  return {
    lists: opened,
    away: undefined,
    alarms: [...changes, ...frozen],
    keep: () => keepLists(folder, bytes, { remembered: rememberedAfter(opened.trust), keys }),
  }
}

/** Those of a list that was opened, so that whoever signs for the root has signed them. */
function delegationsIn({ parts }: Bundle): [readonly Delegation[], readonly DelegationChange[]] {
  const targets = parseJson(parts.get('targets.json') ?? new Uint8Array())
  const signed = isJsonObject(targets) ? member(targets, 'signed') : undefined
  const read = isJsonObject(signed) ? parseDelegations(member(signed, 'delegations')) : undefined
  const changes = isJsonObject(signed) ? parseChanges(member(signed, 'changes')) : undefined
  return [read?.ok ? read.value : [], changes ?? []]
}

/** The lists in the bundle, or the code of why they are refused. A root that nobody pinned vouches for none. */
async function open(bytes: Uint8Array, options: OpenTrustOptions): Promise<Lists | string> {
  const bundle = parseBundle(bytes)
  if (!bundle.ok) return bundle.refusals[0].code
  const trust = await openTrust(bundle.value, options)
  if (!trust.ok) return trust.refusals[0].code
  return trust.value.pinned ? { bundle: bundle.value, trust: trust.value } : 'ROOT_NOT_PINNED'
}

/** The bytes of a bundle, or in a word or two why there are none. */
export type FetchBundle = (place: string) => Promise<Uint8Array | string>

export async function fetchBundle(place: string): Promise<Uint8Array | string> {
  try {
    if (!/^https?:/.test(place)) {
      const bytes = await readFile(place)
      return bytes.length > MAX_BUNDLE_BYTES ? 'BUNDLE_TOO_LONG' : new Uint8Array(bytes)
    }
    const url = new URL(place)
    const address = url.pathname === '/' ? new URL(BUNDLE_PATH, url).href : url.href
    const limits = { bytes: MAX_BUNDLE_BYTES, milliseconds: TIMEOUT_MS }
    const { status, bytes } = await fetchAtMost(address, limits)
    if (bytes !== undefined) return bytes
    return status === 200 ? 'BUNDLE_TOO_LONG' : `it answered ${status}`
  } catch (error) {
    const cause = awayCause(error)
    if (cause === undefined) throw error
    return cause
  }
}

function refusedAlarm(cause: string, bytes: Uint8Array): Alarm {
  const evidence = [{ name: 'refused.kpbundle', bytes }]
  return { code: 'MONITOR_LIST_REFUSED', where: 'trust', about: cause, detail: { cause }, evidence }
}

function frozenAlarm(since: number, hours: number): Alarm {
  const about = String(since)
  const detail = { since, hours }
  return { code: 'MONITOR_LIST_FROZEN', where: 'trust', about, detail, evidence: [] }
}

const bundleFile = (folder: string) => join(folder, 'trust', 'bundle.kpbundle')
const seenFile = (folder: string) => join(folder, 'trust', 'seen.json')

/** The bundle first: what was seen must never be newer than the lists that it is of. */
async function keepLists(folder: string, bytes: Uint8Array, kept: Kept): Promise<void> {
  await replaceDurably(bundleFile(folder), bytes)
  await replaceDurably(seenFile(folder), JSON.stringify(kept))
}

async function readKept(folder: string): Promise<(Kept & { bundle: Uint8Array }) | undefined> {
  const seen = await readIfThere(seenFile(folder))
  const bundle = await readIfThere(bundleFile(folder))
  if (seen === undefined || bundle === undefined) return undefined
  return { ...(JSON.parse(seen.toString('utf8')) as Kept), bundle: new Uint8Array(bundle) }
}
