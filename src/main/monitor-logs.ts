import { hash } from 'node:crypto'
import type { Hash } from '../crypto/merkle.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { authoritiesIn } from '../participants/keys.ts'
import { operatorsOf, quorumTime } from '../participants/quorum.ts'
import type { Trust } from '../participants/trust.ts'
import { logIdentityOf, operatorOf, originOf, quorumRulesOf } from '../participants/trusted-logs.ts'
import type { Following } from '../transparency/adapters/follow-log.ts'
import { openLogSource } from '../transparency/adapters/log-source.ts'
import type { Checkpoint, LogIdentity } from '../transparency/checkpoint.ts'
import { cosignaturesOf } from '../transparency/cosignature.ts'
import type { PartyCode } from '../values/codes.ts'
import { isAddress, type MonitorConfig } from './monitor-config.ts'

export type ConfiguredLog = NonNullable<MonitorConfig['logs']>[number]

/** Those that the file names; else every log of the scheme, as the node serves them that serves the list. */
export function logsOf(
  { logs, trust: place }: MonitorConfig,
  { keys }: Trust,
): readonly ConfiguredLog[] {
  if (logs !== undefined) return logs
  const node = isAddress(place) ? new URL(place).origin : place
  return authoritiesIn(keys).map((party) => ({ party, place: `${node}/log/${party}` }))
}

/** The platform's own SHA-256, for hashing millions. */
export const nativeHash: Hash = (bytes) => hash('sha256', bytes, 'buffer')

/** As the file names the log, or else as the trust list does; undefined where neither says its key. */
export function identityOf(
  { party, origin, keys }: ConfiguredLog,
  trust: Trust,
): LogIdentity | undefined {
  const { logs } = trust
  const line = origin ?? (logs === null ? undefined : originOf(logs, party))
  if (line === undefined) return undefined
  const own = keys ?? (logs === null ? [] : logIdentityOf(trust, logs, party).keys)
  return own.length === 0 ? undefined : { origin: line, keys: own }
}

/** When the quorum of the root's rules had cosigned a head; who hosts the log does not count. */
export function quorumOf(
  party: PartyCode,
  trust: Trust,
  verify: VerifySignature,
): Following['quorumTime'] {
  const { logs } = trust
  if (logs === null) return async () => undefined
  const rules = quorumRulesOf(trust, logs)
  const keys = rules.witnesses.map(({ key }) => key)
  const host = operatorOf(logs, party)
  return async ({ note }) => quorumTime(await cosignaturesOf(note, keys, verify), rules, host)
}

/** Who has cosigned a head: how many, of how many operators beside its host, and whether that is a quorum. */
export async function countWitnesses(
  { note }: Checkpoint,
  party: PartyCode,
  trust: Trust,
  verify: VerifySignature,
) {
  const { logs } = trust
  if (logs === null) return { isQuorum: false, count: 0, operators: 0, needed: 0 }
  const rules = quorumRulesOf(trust, logs)
  const keys = rules.witnesses.map(({ key }) => key)
  const found = await cosignaturesOf(note, keys, verify)
  const host = operatorOf(logs, party)
  return {
    isQuorum: quorumTime(found, rules, host) !== undefined,
    count: found.length,
    operators: operatorsOf(found, rules, host),
    needed: rules.needed,
  }
}

export function sourceOf({ place }: ConfiguredLog): Following['read'] {
  return openLogSource(place)
}
