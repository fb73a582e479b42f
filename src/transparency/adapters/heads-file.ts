import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WitnessedHead } from '../../participants/good-below.ts'
import { readIfThere } from '../../platform/durable-file.ts'

const FILE = 'heads'

/**
 * Notes that the log in `folder` had a head, one line each: `size`, and when a quorum had cosigned it (epoch
 * seconds). Who says that a key was stolen on some day reads here how far the log had been witnessed by then.
 * Lost, it takes nothing from anybody but that proposal.
 */
export async function noteHead(folder: string, { size, at }: WitnessedHead): Promise<void> {
  await appendFile(join(folder, FILE), `${size} ${at}\n`, { mode: 0o644 })
}

/** Every head that was noted; a line that a power cut left half is passed over. */
export async function readHeads(folder: string): Promise<readonly WitnessedHead[]> {
  const bytes = await readIfThere(join(folder, FILE))
  const lines = [...(bytes?.toString('utf8') ?? '').matchAll(/^(\d{1,13}) (\d{1,12})\n/gm)]
  return lines.map(([, size, at]) => ({ size: Number(size), at: Number(at) }))
}
