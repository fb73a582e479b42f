import { join } from 'node:path'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { type ChangeFile, encodeChangeFile } from '../participants/change-file.ts'
import { changeEntry, delegationDigest } from '../participants/delegation-change.ts'
import type { LogRules } from '../participants/log-rules.ts'
import {
  type Publication,
  standsSince,
  type Witnesses,
  waitsUntil,
  witnessesBeside,
} from '../participants/publication.ts'
import type { Trust } from '../participants/trust.ts'
import { witnessNameOf } from '../participants/trusted-logs.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { runningUrl } from '../platform/embedded-postgres/running.ts'
import { announce, type Standing, standingOf } from '../transparency/adapters/announcements.ts'
import { logFilesIn } from '../transparency/adapters/log-files.ts'
import { decodeEntry, type LogEntry } from '../transparency/entry.ts'
import { partyCosignatures } from '../transparency/party-cosignatures.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, refuse } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'
import { trustIn } from './cli-audit.ts'
import { writeWhole } from './cli-files.ts'
import { changeIn, noForm, otherEnvironment } from './cli-root.ts'

export type AnnounceArguments = {
  /** The change file. */
  readonly file: string
  /** The party in whose log it is announced. */
  readonly log: string
  readonly dataFolder: string
  readonly env: NodeJS.ProcessEnv
  /** Epoch seconds. */
  readonly now: number
}

/**
 * `openkp root announce`: puts a change that its party cannot agree to into a log of this node, under the
 * sequencer as every other entry. The log is the record of it, for everybody.
 */
export function announceCommand(args: AnnounceArguments): Command {
  return announcing(args, async ({ database, log, party, entryAt }) => {
    const queued = await announce(database, log, entryAt(args.now))
    if (queued === 'no-log') return refuse('PARTICIPANTS_ROOT_NO_LOG', undefined, { log })
    const isNew = queued === 'queued'
    const said = isNew ? 'is announced with the next head of' : 'was announced before in'
    const text = `The change of the keys of ${party} ${said} the log of ${log}.\nGive "openkp root announced ${args.file} --log ${log}" once that head is there: the seven days count from the head that it keeps.`
    return accept(done({ party, log, queued: isNew }, text))
  })
}

/**
 * `openkp root announced`: keeps the first head that has the announcement in the change file, and seven days
 * later the head of then, which makes the proof that readers ask for.
 */
export function announcedCommand(args: AnnounceArguments): Command {
  return announcing(args, async (work) => {
    const { database, log, party, trust, read, witnesses, entryAt } = work
    const files = logFilesIn(join(args.dataFolder, 'log', log))
    const standing = await standingOf(database, files, log, entryAt(0).digest)
    if (standing === undefined) return refuse('PARTICIPANTS_ROOT_NOT_ANNOUNCED', undefined, { log })
    const kept = read.change.published
    const found = publicationOf(log, standing, { trust, rules: witnesses.rules })
    const isKept = kept !== null && isOf(kept, found) && (await isSeen(kept, witnesses))
    const published = isKept ? { ...kept, later: found.first } : found
    const from = await waitsUntil(published, witnesses, nodeVerify())
    if (from === undefined)
      return refuse('PARTICIPANTS_ROOT_NOT_WITNESSED', undefined, { log, party })
    const entry = changeEntry(read.change, read.environment, published.iat)
    const since = await standsSince(published, entry, witnesses, nodeVerify())
    // Without its seven days a later head says nothing, and the first is all that has to be kept.
    const proof = since === undefined ? { ...published, later: null } : published
    const change = { ...read.change, published: proof }
    const written = await writeWhole(args.file, encodeChangeFile({ ...read, change }))
    if (!written.ok) return written
    if (since === undefined)
      return refuse('PARTICIPANTS_ROOT_TOO_EARLY', undefined, {
        ...{ log, file: args.file, from: instantOf(from) },
      })
    const text = `${args.file}: announced for seven days in the log of ${log}. Now "openkp root propose --delegation ${party}=${args.file}".`
    return accept(done({ party, log, file: args.file, since: instantOf(since) }, text))
  })
}

type Work = {
  readonly database: Database
  readonly log: PartyCode
  /** Whose keys change. */
  readonly party: PartyCode
  readonly trust: Trust
  readonly read: ChangeFile
  readonly witnesses: Witnesses
  readonly entryAt: (iat: number) => LogEntry
}

/** The change, held against the list in force, and the database of the node. */
async function announcing(args: AnnounceArguments, work: (means: Work) => Command): Command {
  const { dataFolder, env, file } = args
  const log = args.log.toUpperCase()
  if (!isPartyCode(log)) return refuse('PARTICIPANTS_CODE_UNKNOWN', 'log', { code: args.log })
  const read = await changeIn(file)
  if (!read.ok) return read
  const { environment, change } = read.value
  const list = await trustIn(args)
  if (!list.ok) return list
  const { logs: rules, delegationsSeen } = list.value
  if (environment !== list.value.environment)
    return otherEnvironment(environment, list.value.environment)
  if (rules === null) return refuse('PARTICIPANTS_ROOT_NO_LOG', undefined, { log })
  // Seven days would be lost over a change that leads away from other keys than are named.
  if (delegationsSeen.parties[change.name]?.digest !== delegationDigest(change.previous))
    return noForm(file, `the list names other keys for ${change.name}`)
  const url = env.DATABASE_URL?.trim() || (await runningUrl(dataFolder))
  if (url === undefined) return refuse('CLI_DATABASE_NOT_RUNNING', undefined, { path: dataFolder })
  const database = openDatabase(url, { max: 1 })
  try {
    const witnesses = {
      rules,
      keys: witnessesBeside({ keys: list.value.keys, rules }, change.name),
    }
    const entryAt = (iat: number) => entryOf(read.value, iat)
    const means = { database, log, party: change.name, trust: list.value, witnesses, entryAt }
    return await work({ ...means, read: read.value })
  } finally {
    await database.end()
  }
}

function entryOf({ change, environment }: ChangeFile, iat: number): LogEntry {
  const entry = decodeEntry(changeEntry(change, environment, iat))
  if (entry === undefined) throw new Error('an announcement that is no entry')
  return entry
}

function publicationOf(
  log: PartyCode,
  { iat, index, hashes, head: { size, root }, checkpoint }: Standing,
  { trust, rules }: { readonly trust: Trust; readonly rules: LogRules },
): Publication {
  const partyOf = (name: string) =>
    [...trust.keys.keys()].find((party) => witnessNameOf(rules, party) === name)
  const cosignatures = partyCosignatures(checkpoint, partyOf)
  return { log, iat, index, hashes, first: { size, root, cosignatures }, later: null }
}

/** Of the same entry: another one that the file was announced with before has seven days of its own. */
function isOf(kept: Publication, found: Publication): boolean {
  return kept.log === found.log && kept.index === found.index && kept.iat === found.iat
}

/** A first head that too few saw is given up for the one of now. */
async function isSeen(kept: Publication, witnesses: Witnesses): Promise<boolean> {
  return (await waitsUntil(kept, witnesses, nodeVerify())) !== undefined
}

function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
