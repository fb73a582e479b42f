import { join } from 'node:path'
import { type NoteKey, writeNoteKey } from '../crypto/note.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { lockDataFolder } from '../platform/data-folder-lock.ts'
import { createHttp, type Http } from '../platform/http/create.ts'
import { listen } from '../platform/http/listen.ts'
import { createLogger } from '../platform/logger.ts'
import { type Stopping, stopOnSignal } from '../platform/stop-on-signal.ts'
import { noteKeyIn } from '../transparency/adapters/note-key-file.ts'
import { witnessRoutes } from '../transparency/adapters/witness-http.ts'
import { openWitnessMemory } from '../transparency/adapters/witness-memory.ts'
import { witnessService } from '../transparency/adapters/witness-service.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'
import { epochSeconds } from './cli-verb.ts'
import type { CliCode } from './cli-words.ts'
import { readWitnessConfig, type WitnessConfig } from './witness-config.ts'

/**
 * `openkp witness FILE`: a witness by itself, for an observer or an authority, until it is stopped. It
 * needs no database; what it remembers and its key are in one folder, which one program at a time has.
 */
export async function witnessCommand(path: string, version: string): Command {
  const config = await readWitnessConfig(path)
  if (!config.ok) return config
  const logger = createLogger('warn')
  const stopping = stopOnSignal(logger, () => undefined)
  const started = await serve(config.value, createHttp({ logger, version }), stopping)
  if (!started.ok) return started
  const { address, key } = started.value
  const logs = config.value.logs.map(({ origin }) => origin)
  const text = `Witness ${config.value.name} at ${address}\nIts key, for the logs: ${key}`
  return accept(done({ address, key, logs }, text))
}

async function serve(
  { name, folder, host, port, logs }: WitnessConfig,
  opening: Promise<Http>,
  stopping: Stopping,
): Promise<Outcome<{ address: string; key: string }, CliCode>> {
  const lock = await lockDataFolder(folder)
  if (!lock.ok) return lock
  stopping.afterwards(lock.value.release)
  const signer = await noteKeyIn(join(folder, 'key.pem'))
  const memory = await openWitnessMemory(folder)
  const verify = nodeVerify()
  const service = witnessService({ name, signer, logs, memory, verify, now: epochSeconds })
  const app = await opening
  stopping.afterwards(() => app.close())
  witnessRoutes(app, { service, logs: () => logs, memory })
  const address = await listen(app, { host, port }, false)
  if (!address.ok) {
    await lock.value.release()
    return address
  }
  const key: NoteKey = { name, type: 'cosignature', x: signer.key.x }
  return accept({ address: address.value, key: writeNoteKey(key) })
}
