import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ensureDemonstration,
  readDemonstration,
  refreshDemonstration,
} from '../participants/adapters/demonstration.ts'
import type { Keys, RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { trustFolder } from '../participants/adapters/trust-files.ts'
import type { Registry } from '../participants/registry.ts'
import type { Trust } from '../participants/trust.ts'
import { describeError } from '../platform/describe-error.ts'
import type { Logger } from '../platform/logger.ts'
import type { NodeClock } from '../transparency/adapters/node-clock.ts'
import { missingKeys } from './missing-keys.ts'

const HOUR_MS = 3_600_000
/** A key that was marked as compromised signs no longer than this; a look costs a tenth of a millisecond. */
const LOOK_MS = 1_000

export type FollowedTrust = {
  readonly newest: () => Trust
  /** Reads the list again at once, after it was changed in this process. */
  readonly look: () => Promise<void>
  readonly stop: () => void
}

/**
 * The trust list in force: signed again in time for as long as the node runs, and read again within a
 * second when somebody else published, such as `openkp keys` on this machine. The keys that sign follow it.
 */
export async function followTrust(
  {
    dataFolder,
    logger,
    keys,
    register,
    clock,
  }: {
    readonly dataFolder: string
    readonly logger: Logger
    readonly keys: RemoteKeys
    readonly register: Trust['register']
    readonly clock: Pick<NodeClock, 'isRight' | 'mustBeRight'>
  },
  registry: Registry,
): Promise<FollowedTrust> {
  const now = () => Math.floor(Date.now() / 1000)
  // Its time moves the clock of every reader, who remembers it: no list is signed by a clock that is wrong.
  const inForce = clock.isRight() ? undefined : await newestWith(dataFolder, keys, now())
  if (inForce === undefined) clock.mustBeRight()
  let newest =
    inForce ?? (await ensureDemonstration(dataFolder, registry, now(), keys.ensure, register))
  keys.follow({ keysOf: (party) => newest.keys.get(party) ?? [], now })
  warnOfMissing(newest, await keys.held(), logger)
  let seen = await stampOf(dataFolder)
  const look = async () => {
    const stamp = await stampOf(dataFolder)
    if (stamp === seen) return
    newest = (await newestWith(dataFolder, keys, now())) ?? newest
    seen = stamp
  }
  const complain = (error: unknown) =>
    logger.error(describeError(error), 'the trust list was not read or signed again')
  const refresh = async () => {
    if (!clock.isRight()) return
    newest = await refreshDemonstration(dataFolder, now())
  }
  const timers = [
    setInterval(() => void refresh().catch(complain), HOUR_MS).unref(),
    setInterval(() => void look().catch(complain), LOOK_MS).unref(),
  ]
  return { newest: () => newest, look, stop: () => timers.forEach(clearInterval) }
}

/** A list may name a key that was made a moment ago: which keys there are is asked first. */
async function newestWith(
  dataFolder: string,
  keys: Pick<Keys, 'held'>,
  now: number,
): Promise<Trust | undefined> {
  await keys.held()
  return readDemonstration(dataFolder, now)
}

/** The timestamp is replaced with each list, and by nothing else. */
async function stampOf(dataFolder: string): Promise<string> {
  const path = join(trustFolder(dataFolder), 'metadata', 'timestamp.json')
  const { ino, mtimeNs, size } = await stat(path, { bigint: true })
  return `${ino} ${mtimeNs} ${size}`
}

/** The mark of an older copy of the signer's keys: the list names some that it does not hold. */
function warnOfMissing(
  trust: Trust,
  held: Awaited<ReturnType<Keys['held']>>,
  logger: Logger,
): void {
  for (const { party, usage, fingerprint } of missingKeys(trust, held))
    logger.warn(
      { party, usage, key: fingerprint },
      'the signer does not hold a key that is in force',
    )
}
