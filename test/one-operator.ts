import { join } from 'node:path'
import {
  ensureListKeys,
  listedKeys,
  listedParties,
  logsInForce,
  planOf,
  publish,
} from '../src/participants/adapters/publish-list.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { readRepository } from '../src/participants/adapters/trust-files.ts'
import { withTrustLock } from '../src/participants/adapters/trust-lock.ts'
import { keysAtStart } from '../src/participants/key-standing.ts'
import { SIGNING_USAGES } from '../src/participants/kinds.ts'
import { encodePartyKeys } from '../src/participants/party-keys.ts'
import type { PartyCode } from '../src/values/codes.ts'

/**
 * The next list of the scheme of a node that is stopped: its root says that one operator runs the nodes and
 * witnesses of some Participants, who are given witness keys.
 */
export async function runByOne(
  dataFolder: string,
  operator: PartyCode,
  parties: readonly PartyCode[],
): Promise<void> {
  await withTrustLock(dataFolder, async () => {
    const inForce = await readRepository(dataFolder)
    const rules = logsInForce(inForce)
    const registry = inForce?.parts.get('participants.json')
    if (inForce === undefined || rules === null || registry === undefined) {
      throw new Error('a node without logs')
    }
    const store = await openStoreKeys(join(dataFolder, 'signer'))
    await store.ensure(parties.map((party) => ({ party, usage: 'witness' as const })))
    const held = await store.held()
    const now = Math.floor(Date.now() / 1000)
    const keysOf = (party: PartyCode) => {
      const bytes = inForce.parts.get(`${party}/keys.json`) ?? new Uint8Array()
      if (!parties.includes(party)) return bytes
      const listed = listedKeys(party, bytes)
      return encodePartyKeys(
        party,
        keysAtStart(party, { listed, held }, [...SIGNING_USAGES, 'witness'], now),
      )
    }
    const listKeys = await ensureListKeys(dataFolder, listedParties(inForce))
    const operators = new Map(parties.map((party) => [party, operator]))
    const logs = { ...rules, operators }
    const plan = planOf(listKeys, registry, keysOf, { signed: undefined, logs, inForce })
    await publish(dataFolder, inForce, plan, now)
  })
}
