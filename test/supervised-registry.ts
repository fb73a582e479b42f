import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/**
 * A folder with the registry and the profiles of the package, in which the exports of `participant` wait for a
 * monitor today. For a node of a test alone: no real Participant of the demonstration is supervised.
 */
export async function supervisedRegistry(participant: string) {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-registry-'))
  for (const part of ['registry', 'profiles'])
    await cp(join(ROOT, part), join(folder, part), { recursive: true })
  const path = join(folder, 'registry', 'participants.json')
  const registry = JSON.parse(await readFile(path, 'utf8')) as { supervisions: object[] }
  const by = 'Monitoring team of the demonstration'
  const entry = { participant, mode: 'pre_approval', by, days: 15, from: '2020', source: ['NE'] }
  registry.supervisions.push(entry)
  await writeFile(path, JSON.stringify(registry))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
