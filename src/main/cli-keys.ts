import { changeKeys, listOf } from '../participants/adapters/change-keys.ts'
import type { RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { fingerprintOf, type KeyAct } from '../participants/key-ceremony.ts'
import type { KeyRefusal } from '../participants/key-refusals.ts'
import { type KeyFacts, keyFacts } from '../participants/key-standing.ts'
import type { KeyPlace } from '../participants/keys.ts'
import { SIGNING_USAGES } from '../participants/kinds.ts'
import { formatTime } from '../participants/tuf-metadata.ts'
import { openDatabase, type Tx, transaction } from '../platform/database.ts'
import { runningUrl } from '../platform/embedded-postgres/running.ts'
import { createLogger } from '../platform/logger.ts'
import { RefusedError } from '../platform/refused-error.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, type Refusal, refuse } from '../values/outcome.ts'
import { type Answer, type Command, done } from './cli-answer.ts'
import { counted, ENTRIES } from './cli-count.ts'
import type { CliCode } from './cli-words.ts'
import { openSigner } from './open-signer.ts'
import { headsOf, type Stolen, stolenKey } from './stolen-key.ts'

export type KeysArguments = {
  readonly party: string
  readonly dataFolder: string
  /** The socket of a signer that runs by itself; otherwise the one of this data folder. */
  readonly signer: string | undefined
  /** The database of a node that does not have its own. */
  readonly databaseUrl?: string | undefined
  /** Epoch seconds. */
  readonly now: number
}

type Ceremony = KeysArguments & { readonly code: PartyCode; readonly keys: RemoteKeys }

/** `openkp keys list`: every key of a party, where it is in its life, and which one signs. */
export async function listKeysCommand(args: KeysArguments): Command {
  return inCeremony(args, async (ceremony) => {
    const facts = await factsOf(ceremony)
    if (!facts.ok) return facts
    const keptIn = await ceremony.keys.keptIn()
    const missing = facts.value.filter(isMissing)
    const lines = facts.value.map(lineOf)
    const about = missing.length === 0 ? [] : [MISSING]
    const text = [`Keys of ${ceremony.code}, kept in a ${keptIn}:`, ...lines, ...about].join('\n')
    const json = { party: ceremony.code, keptIn, keys: facts.value.map(keyJson) }
    return accept({ json, text, exit: missing.length === 0 ? 0 : 1 })
  })
}

/**
 * `openkp keys create`: the signer makes a key, which nobody counts before it is published. Where one
 * that was never published is there already, that is the one: whoever asks again gets it.
 */
export async function createKeyCommand(args: KeysArguments & { readonly usage: string }): Command {
  return atPlace(args, async (ceremony, place) => {
    const before = await factsOf(ceremony)
    if (!before.ok) return before
    const prepared = before.value.find(
      ({ usage, standing }) => usage === place.usage && standing === 'prepared',
    )
    const fingerprint =
      prepared?.fingerprint ?? fingerprintOf((await ceremony.keys.another(place)).key)
    const isNew = prepared === undefined
    const facts = await factsOf(ceremony)
    if (!facts.ok) return facts
    const next = `Publish it with: openkp keys publish ${place.party} ${place.usage} ${fingerprint}`
    const said = isNew ? 'was made' : 'was made before and never published'
    const text = `The key ${fingerprint} of ${place.party} for ${place.usage} ${said}.\n${next}`
    return accept(answer({ isNew, fingerprint }, facts.value, text))
  })
}

/** `openkp keys publish|retire|compromised`: the trust list says so from its next version on. */
export async function changeKeyCommand(
  args: KeysArguments & { readonly usage: string; readonly key: string; readonly act: KeyAct },
): Command {
  return atPlace(args, async (ceremony, place) => {
    const { dataFolder, now, act } = args
    const held = await ceremony.keys.held()
    const named = { ...place, name: args.key.toLowerCase() }
    const heads = await headsOf(dataFolder, place.party)
    const changed = await changeKeys(dataFolder, { named, act, held, heads }, now)
    if (!changed.ok) return changed
    const { isNew, listed, trust } = changed.value
    const facts = keyFacts(place.party, { listed, held }, now)
    const mine = facts.find(({ fingerprint }) => fingerprint.startsWith(named.name))
    if (mine === undefined) throw new Error('a key that is gone from its list')
    const version = trust?.partyVersions.get(place.party)
    const published = `It is published in version ${version} of the list of ${place.party}.`
    const lines = [...facts.filter(({ usage }) => usage === place.usage).map(lineOf)]
    const stolen = await inDatabase(args, place.party, (tx) =>
      stolenKey(listed, mine.fingerprint, heads, tx),
    )
    const about = stolen === undefined ? [] : [stolenLine(stolen)]
    const text = [...lines, ...about, isNew ? published : 'The list said so already.'].join('\n')
    const told = { isNew, fingerprint: mine.fingerprint, ...stolenJson(stolen) }
    return accept(answer(told, facts, text))
  })
}

function answer(
  { isNew, fingerprint, ...more }: { readonly isNew: boolean; readonly fingerprint: string },
  facts: readonly KeyFacts[],
  text: string,
): Answer {
  const key = facts.find((each) => each.fingerprint === fingerprint)
  return done({ changed: isNew, ...more, key: key && keyJson(key), keys: facts.map(keyJson) }, text)
}

function atPlace(
  args: KeysArguments & { readonly usage: string },
  work: (ceremony: Ceremony, place: KeyPlace) => Command,
): Command {
  const usage = SIGNING_USAGES.find((each) => each === args.usage)
  if (usage === undefined)
    return Promise.resolve(
      refuse('PARTICIPANTS_KEY_USAGE', 'usage', { usage: args.usage.slice(0, 40) }),
    )
  return inCeremony(args, (ceremony) => work(ceremony, { party: ceremony.code, usage }))
}

/** With the signer of this machine, which is started where none runs. */
export async function inCeremony(
  args: KeysArguments,
  work: (ceremony: Ceremony) => Command,
): Command {
  const code = args.party.toUpperCase()
  if (!isPartyCode(code)) return refuse('PARTICIPANTS_CODE_UNKNOWN', 'party', { code: args.party })
  const listed = await listOf(args.dataFolder, code)
  if (!listed.ok) return listed
  const { signer, dataFolder } = args
  try {
    const opened = await openSigner({ signer, dataFolder }, createLogger('silent'))
    try {
      return await work({ ...args, code, keys: opened.keys })
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { ok: false, refusals: [error.refusal as Refusal<CliCode>] }
  }
}

async function factsOf({
  code,
  keys,
  dataFolder,
  now,
}: Ceremony): Promise<Outcome<readonly KeyFacts[], KeyRefusal>> {
  const held = await keys.held()
  const list = await listOf(dataFolder, code)
  return list.ok ? accept(keyFacts(code, { listed: list.value.listed, held }, now)) : list
}

const MISSING =
  'A key that is in force is not held by the signer: its keys are an older copy. Restore the newest one, or make and publish new keys.'

function isMissing({ isHeld, standing }: KeyFacts): boolean {
  return !isHeld && (standing === 'in-force' || standing === 'coming' || standing === 'retiring')
}

function keyJson({ madeAt, notBefore, notAfter, since, isHeld, ...facts }: KeyFacts) {
  const time = (seconds: number | null) => (seconds === null ? null : formatTime(seconds))
  const times = { madeAt: time(madeAt), notBefore: time(notBefore), notAfter: time(notAfter) }
  return { ...facts, held: isHeld, ...times, since: time(since) }
}

const WHEN: Partial<Record<KeyFacts['standing'], string>> = { retiring: 'until', coming: 'from' }

function lineOf(facts: KeyFacts): string {
  const { usage, fingerprint, standing, since, notBefore, signs, isHeld } = facts
  const at = standing === 'coming' ? notBefore : since
  const when = at === null ? '' : ` ${WHEN[standing] ?? 'since'} ${formatTime(at)}`
  const notes = [signs ? 'signs' : '', isHeld ? '' : 'not held here'].filter((each) => each !== '')
  const more = notes.length === 0 ? '' : ` (${notes.join(', ')})`
  return `  ${usage.padEnd(11)} ${fingerprint.slice(0, 16)}  ${standing}${when}${more}`
}

/** Counts need the node's database: beside one that does not run, they are left out. */
async function inDatabase<T>(
  { dataFolder, databaseUrl }: KeysArguments,
  party: PartyCode,
  work: (tx?: Tx) => Promise<T>,
): Promise<T> {
  const url = databaseUrl ?? (await runningUrl(dataFolder))
  if (url === undefined) return work()
  const database = openDatabase(url, { max: 1, role: 'openkp_app' })
  try {
    return await transaction(database, (tx) => work(tx), { scope: party })
  } finally {
    await database.end()
  }
}

function stolenLine({ goodBelow, witnessedAt, stays, falls }: Stolen): string {
  const at = witnessedAt === null ? '' : `, witnessed at ${formatTime(witnessedAt)}`
  const counts =
    stays === undefined
      ? ''
      : ` Its certificates in the log: ${stays} stay good, ${falls} become invalid.`
  return goodBelow === 0
    ? `Nothing that it signed stays good.${counts}`
    : `What stands among the first ${counted(goodBelow, ENTRIES)} of the log${at}, stays good.${counts}`
}

function stolenJson(stolen: Stolen | undefined) {
  if (stolen === undefined) return {}
  const { witnessedAt: at, ...rest } = stolen
  return { stolen: { ...rest, witnessedAt: at === null ? null : formatTime(at) } }
}
