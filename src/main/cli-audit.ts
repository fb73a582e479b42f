import { checkJournal, type JournalCheck } from '../access/adapters/check-journal.ts'
import { keptFrom } from '../access/adapters/erase-journal.ts'
import { rememberedEnds } from '../access/adapters/journal-ends.ts'
import {
  type UnloggedStatement,
  unloggedStatements,
} from '../certificates/adapters/unlogged-statements.ts'
import { toHex } from '../crypto/bytes.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { allProfileChanges } from '../participants/adapters/profile-changes-store.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import { bundleBytes } from '../participants/adapters/trust-export.ts'
import { parseBundle } from '../participants/bundle.ts'
import { openTrust } from '../participants/open-trust.ts'
import type { Profile } from '../participants/profile.ts'
import { type ProfileChange, profileOn } from '../participants/profile-change.ts'
import type { Trust } from '../participants/trust.ts'
import { openDatabase, rowsOf } from '../platform/database.ts'
import { runningUrl } from '../platform/embedded-postgres/running.ts'
import type { PartyCode } from '../values/codes.ts'
import { addDays, type Day, dayAt, dayNumber } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { Command } from './cli-answer.ts'
import { counted, ENTRIES, type Noun } from './cli-count.ts'
import type { CliCode } from './cli-words.ts'

export type AuditArguments = {
  readonly participant: string | undefined
  readonly dataFolder: string
  readonly env: NodeJS.ProcessEnv
  /** Epoch seconds. */
  readonly now: number
}

/**
 * `openkp audit check`: walks every journal from its first entry to its last and compares it with the
 * signed heads and with what is remembered beside the database; and whether every statement of an author of
 * this node is in the author's log or waits for it. Exit 1 where anything was changed or taken away.
 */
export async function auditCommand(args: AuditArguments): Command {
  const { env, dataFolder } = args
  const url = env.DATABASE_URL?.trim() || (await runningUrl(dataFolder))
  if (url === undefined) return refuse('CLI_DATABASE_NOT_RUNNING', undefined, { path: dataFolder })
  const trust = await trustIn(args)
  if (!trust.ok) return trust
  const { checks, unlogged } = await checkAll(url, args, trust.value)
  const isChanged = checks.some(({ faults }) => faults.length > 0)
  const isWhole = !isChanged && unlogged.length === 0
  const json = {
    whole: isWhole,
    journals: checks.map(({ hash, ...check }) => ({ ...check, hash: toHex(hash) })),
    unlogged,
  }
  const ends = [
    ...(isChanged ? [CHANGED] : []),
    ...(unlogged.length > 0 ? [TAKEN] : []),
    ...(isWhole ? [WHOLE] : []),
  ]
  const text = [...checks.map(lineOf), ...unlogged.map(unloggedLine), ...ends].join('\n')
  return accept({ json, text, exit: isWhole ? 0 : 1 })
}

const WHOLE =
  'Every entry is where it was written, every signed head fits, and every statement is in its log or waits for it.'
const CHANGED =
  'A journal is not what it was when it was written. Keep a copy of the database, and call the auditor.'
const TAKEN =
  'What was signed is not in the log of who signed it, and waits for none: somebody took its entry out of the database. Keep a copy of the database, and call the auditor.'

const UNKNOWN = 'it is not known whether this was done: the program ended before it answered'

async function checkAll(
  url: string,
  { participant, dataFolder, now }: AuditArguments,
  trust: Trust,
): Promise<{ checks: readonly JournalCheck[]; unlogged: readonly UnloggedStatement[] }> {
  const { profileOf } = loadRegistryFiles()
  const database = openDatabase(url, { max: 1 })
  try {
    const remembered = await rememberedEnds(dataFolder)
    const found = await rowsOf<{ participant: string }>(
      database,
      `select participant from access.journal group by 1 union select participant from access.journal_head
       order by 1`,
    )
    const all = new Set([...found.map((each) => each.participant), ...remembered.keys()])
    const wanted = [...all]
      .filter((each) => participant === undefined || each === participant)
      .sort()
    const changes = await allProfileChanges(database)
    const checks: JournalCheck[] = []
    for (const each of wanted) {
      const file = profileOf(each as PartyCode)
      const from = erasedBefore(file, changes.get(each) ?? [], now)
      const kept = { remembered: remembered.get(each), keptFrom: from }
      const checking = { trust, verify: nodeVerify(), ...kept }
      checks.push(await checkJournal(database, each, checking))
    }
    return { checks, unlogged: await unloggedStatements(database, participant) }
  } finally {
    await database.end()
  }
}

/** Epoch seconds: what is older may be gone, by the years of today or by those that held before a change. */
function erasedBefore(file: Profile, changes: readonly ProfileChange[], now: number): number {
  const yearsOn = (day: Day) => profileOn(file, changes, day).retentionYears.value
  const today = dayAt(now, 0)
  const before = changes
    .filter(({ field, holdsFrom }) => field === 'retentionYears' && holdsFrom <= today)
    .map(({ holdsFrom }) =>
      keptFrom(dayNumber(holdsFrom) * 86_400, yearsOn(addDays(holdsFrom, -1))),
    )
  return Math.max(keptFrom(now, yearsOn(today)), ...before)
}

/** The trust list of the node itself: its heads are signed with the keys that it names. */
export async function trustIn({
  dataFolder,
  now,
}: Pick<AuditArguments, 'dataFolder' | 'now'>): Promise<Outcome<Trust, CliCode>> {
  const bytes = await bundleBytes(dataFolder, { numberBlocks: new Map(), statusPages: new Map() })
  if (bytes === undefined) return refuse('CLI_NO_TRUST_LIST', undefined, { path: dataFolder })
  const bundle = parseBundle(bytes)
  if (!bundle.ok) return bundle
  const options = { pins: new Set<string>(), acceptDemonstration: true, now, verify: nodeVerify() }
  return openTrust(bundle.value, options)
}

const HEADS: Noun = { one: 'signed head', other: 'signed heads' }

function unloggedLine({ participant, kind, number }: UnloggedStatement): string {
  return `${participant}: the ${kind} of ${number} stands in no log`
}

function lineOf({ participant, entries, heads, faults, unknown }: JournalCheck): string {
  const said = `${participant}: ${counted(entries, ENTRIES)}, ${counted(heads, HEADS)}`
  const changed = faults.map(({ code, seq }) => `  ${code} at entry ${seq}`)
  return [said, ...changed, ...unknown.map((seq) => `  entry ${seq}: ${UNKNOWN}`)].join('\n')
}
