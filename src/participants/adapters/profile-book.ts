import type { Database } from '../../platform/database.ts'
import { type ProfileOf, profileOn } from '../profile-change.ts'
import { allProfileChanges } from './profile-changes-store.ts'
import type { RegistryFiles } from './registry-files.ts'

/** Changes hold from tomorrow at the earliest, so that every process knows one long before its day. */
const LOOK_MS = 10_000

export type ProfileBook = {
  /** The one way to a profile on a node: what the files say, and what was changed since by two. */
  readonly profileOf: ProfileOf
  /** Reads the changes again at once. */
  readonly look: () => Promise<void>
  readonly stop: () => void
}

/** The profiles of a node by day, over a database that has been migrated. */
export async function openProfileBook(
  owner: Database,
  files: Pick<RegistryFiles, 'profileOf'>,
  complain: (error: unknown) => void,
): Promise<ProfileBook> {
  let changes = await allProfileChanges(owner)
  const look = async () => {
    changes = await allProfileChanges(owner)
  }
  const timer = setInterval(() => void look().catch(complain), LOOK_MS).unref()
  return {
    profileOf: (party, on) => profileOn(files.profileOf(party), changes.get(party) ?? [], on),
    look,
    stop: () => clearInterval(timer),
  }
}
