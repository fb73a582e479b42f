import { existsSync, statSync } from 'node:fs'
import { decodeUtf8 } from '../crypto/utf8.ts'
import { openOfficersFiles } from '../participants/adapters/officers-files.ts'
import {
  digestOfOfficers,
  encodeOfficers,
  MAX_OFFICERS_BYTES,
  officersOf,
  type SigningOfficers,
} from '../participants/signing-officers.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'
import { readAtMost } from './cli-files.ts'
import type { CliCode } from './cli-words.ts'

export type OfficersArguments = {
  readonly party: string
  /** The new list; without it the one in force is shown. */
  readonly set: string | undefined
  /** That there is a list already was seen, and two key officers cannot change it any more. */
  readonly replace: boolean
  /** The folder of the signer on this machine. */
  readonly folder: string
}

/**
 * `openkp signer officers`: the console of the machine that holds the keys. It writes beside a signer
 * that runs, which looks at each certificate whether its list is the newest.
 */
export async function officersCommand(args: OfficersArguments): Command {
  const { folder, set } = args
  const code = args.party.toUpperCase()
  if (!isPartyCode(code)) return refuse('PARTICIPANTS_CODE_UNKNOWN', 'party', { code: args.party })
  const there = ownFolder(folder)
  if (!there.ok) return there
  const files = openOfficersFiles(folder)
  const current = await files.current(code)
  if (set === undefined) return shown(code, current)
  if (current !== undefined && !args.replace)
    return refuse('CLI_OFFICERS_EXIST', undefined, { party: code, version: current.version })
  const next = await readList(set, code, current)
  if (!next.ok) return next
  const kept = await files.keep(next.value, [])
  return kept ? shown(code, next.value) : refuse('PARTICIPANTS_OFFICERS_OUTDATED')
}

/** Written by another user, the list could not be read by the signer. */
function ownFolder(folder: string): Outcome<true, CliCode> {
  if (!existsSync(folder)) return refuse('CLI_SIGNER_NOT_FOUND', undefined, { folder })
  const isOurs = process.platform === 'win32' || statSync(folder).uid === process.geteuid?.()
  return isOurs ? accept(true) : refuse('CLI_SIGNER_USER', undefined, { folder })
}

/** What the file leaves out: format, party, version and the list before it follow from where it goes. */
async function readList(
  path: string,
  party: PartyCode,
  current: SigningOfficers | undefined,
): Promise<Outcome<SigningOfficers, CliCode>> {
  const bytes = await readAtMost(path, MAX_OFFICERS_BYTES)
  if (!bytes.ok) return bytes
  const json = parsed(bytes.value)
  if (json === undefined) return refuse('PARTICIPANTS_OFFICERS_LIST', undefined, { cause: 'JSON' })
  const named = 'party' in json ? json.party : party
  if (named !== party) return refuse('PARTICIPANTS_OFFICERS_LIST', undefined, { cause: 'party' })
  return officersOf({
    ...json,
    party,
    format: 'openkp-officers',
    version: (current?.version ?? 0) + 1,
    previous: current === undefined ? 'none' : digestOfOfficers(current),
  })
}

function parsed(bytes: Uint8Array): object | undefined {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined
  } catch {
    // The reader of JSON has no other way to say that it is none.
    return undefined
  }
}

function shown(party: PartyCode, list: SigningOfficers | undefined) {
  if (list === undefined)
    return accept(done(null, `The signer has no list of officers of ${party}.`))
  const json = JSON.parse(decodeUtf8(encodeOfficers(list)) ?? '') as object
  const digest = digestOfOfficers(list)
  const lines = list.officers.map(
    ({ id, roles, credentials }) =>
      `  ${id}: ${roles.join(', ') || 'no role'}; passkeys: ${credentials.length}`,
  )
  const head = `Officers of ${party}, version ${list.version}, passkeys ${list.mode} at ${list.rpId}`
  return accept(done({ ...json, digest }, [head, ...lines, `Digest ${digest}`].join('\n')))
}
