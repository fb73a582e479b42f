import { join } from 'node:path'
import { createDurably, readIfThere } from '../../platform/durable-file.ts'
import { keyFolder } from './key-files.ts'

const TEXT = 'The keys of the root are held elsewhere: docs/operating/root.md.\n'

function markOf(dataDir: string): string {
  return join(keyFolder(dataDir), 'root-elsewhere')
}

/** Written before the first list that the holders signed themselves: killed in between, nothing is lost. */
export async function markRootElsewhere(dataDir: string): Promise<void> {
  await createDurably(markOf(dataDir), TEXT)
}

/** Whether the root's holders keep their keys themselves: the node then neither looks for them nor makes any. */
export async function isRootElsewhere(dataDir: string): Promise<boolean> {
  return (await readIfThere(markOf(dataDir))) !== undefined
}
