import type { DelegationsSeen } from '../participants/delegations-seen.ts'
import {
  type Remembered,
  rememberedAfter,
  type SeenHead,
  type Trust,
} from '../participants/trust.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { readJsonIfThere, writeWhole } from './cli-files.ts'
import type { CliRefusal } from './cli-words.en.ts'

/** What `verify --remember FILE` keeps of each scheme, by the fingerprint of the root that it rests on. */
export type Memory = Readonly<Record<string, Remembered>>

export async function readMemory(path: string): Promise<Outcome<Memory, CliRefusal>> {
  const json = await readJsonIfThere(path, 'CLI_MEMORY_DAMAGED')
  if (!json.ok) return json
  if (json.value === undefined) return accept({})
  const { roots } = (json.value ?? {}) as { readonly roots?: unknown }
  return isMemory(roots) ? accept(roots) : refuse('CLI_MEMORY_DAMAGED', undefined, { path })
}

/** Writes what is known after `trust`, opened with what the memory held; a list that nobody vouches for is not remembered. */
export async function remember(
  path: string,
  memory: Memory,
  {
    trust,
    pages,
    heads,
  }: {
    readonly trust: Trust
    readonly pages: ReadonlyMap<PartyCode, number>
    readonly heads: ReadonlyMap<PartyCode, SeenHead>
  },
): Promise<Outcome<void, CliRefusal>> {
  if (!trust.pinned) return accept(undefined)
  const root = trust.rootFingerprint
  const roots = { ...memory, [root]: rememberedAfter(trust, pages, heads) }
  return writeWhole(path, `${JSON.stringify({ roots }, null, 2)}\n`)
}

const NUMBERS = [
  'rootVersion',
  'timestampVersion',
  'snapshotVersion',
  'targetsVersion',
  'newestSignedTime',
] as const satisfies readonly (keyof Remembered)[]

function isMemory(value: unknown): value is Memory {
  return isObject(value) && Object.values(value).every(isRemembered)
}

function isRemembered(value: unknown): value is Remembered {
  if (!isObject(value)) return false
  const {
    rootFingerprint,
    partyVersions,
    pages = {},
    heads = {},
    delegations,
    compromised = {},
  } = value
  return (
    NUMBERS.every((name) => Number.isSafeInteger(value[name])) &&
    typeof rootFingerprint === 'string' &&
    isObject(heads) &&
    Object.values(heads).every(isHead) &&
    (delegations === undefined || isDelegations(delegations)) &&
    [partyVersions, pages, compromised].every(
      (each) => isObject(each) && Object.values(each).every(Number.isSafeInteger),
    )
  )
}

function isDelegations(value: unknown): value is DelegationsSeen {
  if (!isObject(value) || !isObject(value.parties)) return false
  const isSeen = (each: unknown) =>
    isObject(each) && typeof each.digest === 'string' && Number.isSafeInteger(each.since)
  return (
    [value.version, value.at].every(Number.isSafeInteger) &&
    Object.values(value.parties).every(isSeen)
  )
}

function isHead(value: unknown): value is SeenHead {
  return isObject(value) && Number.isSafeInteger(value.size) && typeof value.root === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
