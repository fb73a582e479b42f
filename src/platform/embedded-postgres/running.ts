import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OPENKP, passwordFile } from './cluster.ts'
import { connectionUrl } from './launch.ts'
import { readPostmaster } from './left-over.ts'
import { homeOf } from './place.ts'

/** The address of the embedded server that a running program has started over `dataFolder`, if one does. */
export async function runningUrl(dataFolder: string): Promise<string | undefined> {
  const found = await readPostmaster(join(await homeOf(dataFolder), 'cluster'))
  if (found === undefined) return undefined
  const password = (await readFile(passwordFile(dataFolder), 'utf8')).trim()
  return connectionUrl(found.port, password, OPENKP)
}
