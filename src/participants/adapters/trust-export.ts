import { type Bundle, encodeBundle } from '../bundle.ts'
import { readRepository } from './trust-files.ts'

/**
 * The bundle of this node: the trust list in force with the statements that the caller adds.
 * Undefined where no list was published yet.
 */
export async function bundleBytes(
  dataDir: string,
  statements: Omit<Bundle, 'roots' | 'parts'>,
): Promise<Uint8Array | undefined> {
  const list = await readRepository(dataDir)
  return list && encodeBundle({ ...list, ...statements })
}
