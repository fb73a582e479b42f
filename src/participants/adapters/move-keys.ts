import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex } from '../../crypto/bytes.ts'
import { thumbprint } from '../../crypto/signature.ts'
import { namesIn } from '../../platform/durable-file.ts'
import { isPartyCode, type PartyCode } from '../../values/codes.ts'
import { KEY_USAGES, type KeyUsage } from '../kinds.ts'
import { dropFromKeyFile, type HeldKey, keyFolder, readKeyFile } from './key-files.ts'
import type { BroughtKey, KeyStore } from './key-store.ts'

/**
 * Moves the keys that sign statements from the PEM files of an earlier version into the store. All of
 * them are in the store, durably, before the first file is changed, and one that is in both counts
 * once: killed at any step, the next start goes on from there.
 * @returns how many keys still stand in files, because the store takes none from outside.
 */
export async function moveKeys(store: KeyStore, dataDir: string): Promise<number> {
  const files = await filesWithKeys(dataDir)
  const keys = files.flatMap((file) => file.keys)
  if (store.adopt === undefined || keys.length === 0) return keys.length
  const held = new Set(store.list().map(({ key }) => toHex(thumbprint(key))))
  const missing = keys.filter(({ key }) => !held.has(toHex(thumbprint(key))))
  if (missing.length > 0) await store.adopt(missing)
  for (const { party, keys: moved } of files) {
    await dropFromKeyFile(
      dataDir,
      party,
      moved.map(({ usage }) => usage),
    )
  }
  return 0
}

type FileWithKeys = { readonly party: PartyCode; readonly keys: readonly BroughtKey[] }

async function filesWithKeys(dataDir: string): Promise<readonly FileWithKeys[]> {
  const folder = keyFolder(dataDir)
  const files: FileWithKeys[] = []
  for (const name of await namesIn(folder)) {
    const party = name.replace(/\.pem$/, '')
    if (!name.endsWith('.pem') || !isPartyCode(party)) continue
    const madeAt = Math.floor((await stat(join(folder, name))).mtimeMs / 1000)
    const usages = [...(readKeyFile(dataDir, party) ?? [])].flatMap(([use, key]) => {
      const usage = KEY_USAGES.find((each) => each === use)
      return usage === undefined ? [] : [brought({ party, usage }, key, madeAt)]
    })
    if (usages.length > 0) files.push({ party, keys: usages })
  }
  return files
}

function brought(
  place: { readonly party: PartyCode; readonly usage: KeyUsage },
  { key, privateKey }: HeldKey,
  madeAt: number,
): BroughtKey {
  return { ...place, key, madeAt, privateKey: privateKey() }
}
