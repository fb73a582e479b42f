import { member } from '../canonical-json.ts'
import { readKeyFile } from './key-files.ts'
import { ROOT_HOLDERS } from './publish-list.ts'
import { isRootElsewhere } from './root-elsewhere.ts'
import { readRepository } from './trust-files.ts'
import { signedPart, tufKey } from './trust-metadata.ts'

/**
 * The root holders whose key file is missing, or holds another key than the trust list in force
 * names; none before the first list. A lost key of any other kind is replaced by a new one, which the
 * root vouches for; nobody vouches for a new root.
 */
export async function lostRootKeys(dataDir: string): Promise<readonly string[]> {
  if (await isRootElsewhere(dataDir)) return []
  const newest = (await readRepository(dataDir))?.roots.at(-1)
  if (newest === undefined) return []
  const signed = signedPart(newest)
  const roles = signed && member(signed, 'roles')
  const { root } = roles as { root: { keyids: readonly string[] } }
  // The list names them in the order of their holders, so that one key in two files is seen too.
  return ROOT_HOLDERS.filter((holder, at) => {
    const held = readKeyFile(dataDir, holder)?.get('root')
    return held === undefined || root.keyids[at] !== tufKey(held.key).keyID
  })
}
