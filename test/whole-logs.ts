import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { asOwner } from './at-a-node.ts'
import { UNLOGGED } from './invariants.ts'
import type { NodeUnderTest } from './node-under-test.ts'

/** Waits until every entry has its place under a head. */
export async function logged(node: Parameters<typeof asOwner>[0]): Promise<void> {
  await asOwner(node, async (database) => {
    const allLogged = async () => expect((await database.query(UNLOGGED)).rows).toEqual([])
    await vi.waitFor(allLogged, { timeout: 20_000 })
  })
}

/** Every entry that waited is in the log of its author, and each log is what its newest head says. */
export async function logsAreWhole(node: NodeUnderTest): Promise<void> {
  for (const party of ['CD', 'EU']) {
    const read = openLogSource(join(node.dataFolder, 'log', party))
    const bytes = (await read('checkpoint')) ?? new Uint8Array()
    const head = readCheckpoint(bytes)
    if (!head.ok) throw new Error(`${party}: ${head.refusals[0].code}`)
    expect(head.value.note.signatures).toHaveLength(5)
    expect(await checkLog(head.value, read)).toMatchObject({ faults: [] })
    expect(head.value.size).toBeGreaterThan(1)
  }
}
