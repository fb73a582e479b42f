import { join } from 'node:path'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { transaction } from '../src/platform/database.ts'
import { logFilesIn } from '../src/transparency/adapters/log-files.ts'
import { entriesBetween, keepHead } from '../src/transparency/adapters/log-store.ts'
import { registerKeeper } from '../src/transparency/adapters/register-keeper.ts'
import { type Checkpoint, writeCheckpoint } from '../src/transparency/checkpoint.ts'
import { EMPTY_EDGE, grow } from '../src/transparency/grow.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { asOwner } from './at-a-node.ts'
import type { NodeUnderTest } from './node-under-test.ts'

/**
 * What a node does not do by itself: its host publishes a head that too few have cosigned, with his rights on
 * database and files, and signs a register page over it with the status key. Gives whose words go with it.
 */
export async function publishRegardless(
  node: NodeUnderTest,
  party: PartyCode,
  head: Checkpoint,
): Promise<readonly PartyCode[]> {
  const checkpoint = writeCheckpoint(head)
  const { signerOf } = await openStoreKeys(join(node.dataFolder, 'signer'))
  const copy = await asOwner(node, async (database) => {
    const entries = await entriesBetween(database, party, { from: 0, to: head.size })
    const { edge } = grow(
      EMPTY_EDGE,
      entries.map(({ bytes }) => bytes),
    )
    await transaction(database, (tx) => keepHead(tx, party, edge, checkpoint))
    const { registersOf } = registerKeeper({
      ...{ database, environment: 'demonstration', boundsOf: () => [] },
      signerOf: (author) => signerOf(author, 'status'),
      partyOf: (name) => /([A-Z-]+)\/witness$/.exec(name)?.[1] as PartyCode | undefined,
      now: () => Math.floor(Date.now() / 1000),
    })
    return (await registersOf([party])).get(party)
  })
  await logFilesIn(join(node.dataFolder, 'log', party)).writeCheckpoint(checkpoint)
  return (copy?.cosignatures ?? []).map(({ witness }) => witness).toSorted()
}
