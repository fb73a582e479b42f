import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readProviderFile } from '../access/adapters/provider-file.ts'
import { damagedSessionSecret } from '../access/adapters/session-secret.ts'
import { hasSealed } from '../certificates/adapters/attachments-store.ts'
import { lostRootKeys } from '../participants/adapters/lost-root-keys.ts'
import type { Database } from '../platform/database.ts'
import type { StartFault } from '../platform/refusals.ts'
import { acceptUnless, type Outcome, type Refusal, refusal } from '../values/outcome.ts'

/** Looks for what no start can make anew, all of it at once and before anything is written. */
export async function checkDataFolder(
  dataFolder: string,
  database: Database,
): Promise<Outcome<true, StartFault>> {
  const keys = (name: string) => join(dataFolder, 'keys', name)
  const lost = (await lostRootKeys(dataFolder)).map((holder) => keys(`${holder}.pem`))
  // A new key could open none of the dossiers that exist.
  if (!existsSync(keys('dossier.key')) && (await hasSealed(database)))
    lost.push(keys('dossier.key'))
  const secret = await damagedSessionSecret(dataFolder)
  const provider = await readProviderFile(dataFolder)
  const faults: (Refusal<StartFault> | false)[] = [
    lost.length > 0 && refusal('PLATFORM_KEYS_LOST', undefined, { files: lost.join(', ') }),
    secret !== undefined && refusal('PLATFORM_SESSION_SECRET', undefined, { file: secret }),
    !provider.ok && provider.refusals[0],
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => true,
  )
}
