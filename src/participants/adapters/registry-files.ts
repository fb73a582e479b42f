import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PartyCode } from '../../values/codes.ts'
import type { Outcome } from '../../values/outcome.ts'
import { type Profile, parseProfile, profileFrom } from '../profile.ts'
import { parseRegistry, type Registry } from '../registry.ts'

export type RegistryFiles = {
  readonly registry: Registry
  /** Every profile on disk by code, the default (`ZZ`) left out. */
  readonly profiles: ReadonlyMap<string, Profile>
  /** The profile of a Participant, or the default one made out to it. */
  readonly profileOf: (code: PartyCode) => Profile
}

/** The package's root, three folders up from `src/participants/adapters` and from `dist/participants/adapters`. */
const PACKAGE_ROOT = new URL('../../../', import.meta.url)

/**
 * Reads `registry/participants.json` and `profiles/*.json` once, at start.
 * Throws with the file and the field when something is wrong: a node must not run on a bad registry.
 * @param root a folder that holds `registry/` and `profiles/`; the package's own unless a test says otherwise.
 */
export function loadRegistryFiles(root: URL = PACKAGE_ROOT): RegistryFiles {
  const registry = read(new URL('registry/participants.json', root), parseRegistry)
  const folder = new URL('profiles/', root)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const loaded = names.map((name) => loadProfile(folder, name))
  const defaults = loaded.find((profile) => profile.code === DEFAULT_CODE)
  if (defaults === undefined) throw new Error(`${fileURLToPath(folder)}default.json is missing`)
  const profiles = new Map<string, Profile>(
    loaded.filter((profile) => profile !== defaults).map((profile) => [profile.code, profile]),
  )
  const profileOf = (code: PartyCode) => profiles.get(code) ?? profileFrom(defaults, code)
  return { registry, profiles, profileOf }
}

/** User-assigned in ISO 3166-1, so no country will ever have it. */
const DEFAULT_CODE = 'ZZ'

function loadProfile(folder: URL, name: string): Profile {
  const file = new URL(name, folder)
  const profile = read(file, parseProfile)
  const expected = name === 'default.json' ? DEFAULT_CODE : name.slice(0, -'.json'.length)
  if (profile.code !== expected) {
    throw new Error(`${fileURLToPath(file)}: code should be ${expected}, as the file is named`)
  }
  return profile
}

function read<T>(file: URL, parse: (json: unknown) => Outcome<T>): T {
  const path = fileURLToPath(file)
  const parsed = parse(jsonOf(path))
  if (parsed.ok) return parsed.value
  const [{ code, field, detail }] = parsed.refusals
  throw new Error(`${path}: ${field ?? 'the whole'} should be ${detail?.expected} (${code})`)
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path} cannot be read as JSON`, { cause })
  }
}
