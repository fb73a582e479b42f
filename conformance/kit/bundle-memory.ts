import type { JsonObject } from '../../src/participants/canonical-json.ts'
import { tufKeyId } from '../../src/participants/delegation-change.ts'
import type { Remembered } from '../../src/participants/trust.ts'
import type { BundleRow, Good, Write } from './bundle-row.ts'
import type { Draft } from './draft.ts'
import { DAY, LISTED_AT } from './lists.ts'
import { rootSpec, tufKey } from './tuf.ts'

/** What a reader kept that saw this very list before. */
export function seenBefore([fingerprint = '']: readonly string[]): Remembered {
  return {
    ...{ rootVersion: 1, rootFingerprint: fingerprint, partyVersions: { CD: 7 } },
    ...{ timestampVersion: 7, snapshotVersion: 7, targetsVersion: 7, newestSignedTime: LISTED_AT },
  }
}

/** What a reader kept of another list, and what it makes of this one. */
export function memoryRows(write: Write, good: Good): readonly BundleRow[] {
  const row = (
    name: string,
    about: string,
    expect: Draft['expect'],
    more: Partial<Remembered>,
    { bundle, fingerprints: pins } = good,
  ): BundleRow => ({
    ...{ name: `memory-${name}`, about, expect, bundle },
    stage: { pins, remembered: { ...seenBefore(pins), ...more } },
  })
  const older = 'TRUST_ROLLED_BACK'
  return [
    row('same-list', 'The reader has seen this very list.', 'VALID', {}),
    row('newer-root', 'It has seen a newer root.', older, { rootVersion: 2 }),
    row('another-root', 'It has seen another root of this version.', 'TRUST_ROOT_CHAIN', {
      rootFingerprint: '0'.repeat(64),
    }),
    row('newer-snapshot', 'It has seen a newer snapshot.', older, { snapshotVersion: 8 }),
    row('newer-targets', 'It has seen a newer targets.json.', older, { targetsVersion: 8 }),
    row('newer-party', 'It has seen a newer CD.json.', older, { partyVersions: { CD: 8 } }),
    row('party-gone', 'It has seen a party that is gone.', older, {
      partyVersions: { CD: 7, EU: 1 },
    }),
    row(
      'newer-time',
      'It has seen a list that was signed 15 days later: the clock and these lists are behind.',
      'LIST_STALE',
      { newestSignedTime: LISTED_AT + 15 * DAY },
    ),
    row(
      'time-beyond-the-root',
      'It has seen a time at which the root has expired.',
      'TRUST_ROOT_EXPIRED',
      { newestSignedTime: LISTED_AT + 300 * DAY },
    ),
    ...afterRotation(write, row),
  ]
}

type MakeRow = (
  name: string,
  about: string,
  expect: Draft['expect'],
  more: Partial<Remembered>,
  made?: Good,
) => BundleRow

/** A thief of online keys set numbers too high; the next root names other keys, or does not. */
function afterRotation(write: Write, row: MakeRow): readonly BundleRow[] {
  const high: Partial<Remembered> = {
    ...{ timestampVersion: 900, snapshotVersion: 900, targetsVersion: 900 },
    ...{ partyVersions: { CD: 900 }, newestSignedTime: LISTED_AT + 15 * DAY },
  }
  const roots = [rootSpec(), rootSpec({ version: 2 })]
  const replaced = (...names: readonly string[]) =>
    write({
      roots,
      signed: (path, content) => (path === 'root.1' ? withOldKey(content, names) : content),
    })
  const kept = write({ roots })
  const fromSecond = { ...kept, fingerprints: kept.fingerprints.slice(1) }
  const unknown = { rootVersion: 1, rootFingerprint: '0'.repeat(64) }
  return [
    row(
      'online-keys-replaced',
      'The second root names other online keys: versions and time that were seen are forgotten.',
      'VALID',
      high,
      replaced('timestamp', 'snapshot'),
    ),
    row(
      'snapshot-key-replaced',
      'The key of the snapshot alone is another: that is enough.',
      'VALID',
      high,
      replaced('snapshot'),
    ),
    row(
      'online-keys-kept',
      'The second root names the same online keys: nothing is forgotten.',
      'TRUST_ROLLED_BACK',
      { timestampVersion: 900 },
      kept,
    ),
    row(
      'root-skipped',
      'The chain begins behind the root that was seen: there is none to compare.',
      'VALID',
      unknown,
      fromSecond,
    ),
    row(
      'root-skipped-older-timestamp',
      'The chain begins behind the root that was seen, and the rest stays remembered.',
      'TRUST_ROLLED_BACK',
      { ...unknown, timestampVersion: 8 },
      fromSecond,
    ),
  ]
}

/** A root that names an older key for these roles. */
function withOldKey(root: JsonObject, names: readonly string[]): JsonObject {
  const keyid = tufKeyId(tufKey('online-2'))
  const role = { keyids: [keyid], threshold: 1 }
  const own = Object.fromEntries(names.map((name) => [name, role]))
  return {
    ...root,
    keys: { ...(root.keys as JsonObject), [keyid]: tufKey('online-2') },
    roles: { ...(root.roles as JsonObject), ...own },
  } as JsonObject
}
