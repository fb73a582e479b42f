import { join } from 'node:path'
import { nodeVerify } from '../dist/participants/adapters/node-verify.js'
import { openDatabase } from '../dist/platform/database.js'
import { createLogger } from '../dist/platform/logger.js'
import { compareLog } from '../dist/transparency/adapters/compare-log.js'
import { logKeeper } from '../dist/transparency/adapters/log-keeper.js'
import { noteKeyIn } from '../dist/transparency/adapters/note-key-file.js'
import { witnessHere } from '../dist/transparency/adapters/witness-client.js'
import { openWitnessNotes } from '../dist/transparency/adapters/witness-faults.js'
import { openWitnessMemory } from '../dist/transparency/adapters/witness-memory.js'
import { witnessService } from '../dist/transparency/adapters/witness-service.js'

/**
 * The built sequencer of one log as a program of its own: asks the witnesses what they have seen, as a node
 * does at its start, publishes what waits and ends. Its arguments are the database and the folder of the scene.
 */
const [url = '', folder = ''] = process.argv.slice(2)
const PARTY = 'CD'
const ORIGIN = 'kp.example/2026/CD'
const verify = nodeVerify()
const signer = await noteKeyIn(join(folder, 'key.pem'))
const log = { origin: ORIGIN, keys: [{ name: ORIGIN, type: 'ed25519', x: signer.key.x }] }

async function witness(short) {
  const name = `kp.example/2026/${short}/witness`
  const own = await noteKeyIn(join(folder, `${short}.pem`))
  const memory = await openWitnessMemory(join(folder, short))
  const now = () => 1_767_225_600
  const service = witnessService({ name, signer: own, memory, verify, now, logs: [log] })
  const key = { name, type: 'cosignature', x: own.key.x }
  const rule = { key, operator: name, isObserver: false, from: 0, until: 2 ** 40 }
  return { client: witnessHere(name, service, memory), rule }
}

const witnesses = [await witness('one'), await witness('two'), await witness('three')]
const rules = { witnesses: witnesses.map(({ rule }) => rule), needed: 2 }
const parts = {
  database: openDatabase(url, { max: 1 }),
  folder: join(folder, 'log'),
  identityOf: () => log,
  signerOf: () => signer,
  witnesses: witnesses.map(({ client }) => client),
  quorumOf: () => ({ rules, host: PARTY }),
  notes: openWitnessNotes(createLogger('silent'), Date.now),
  verify,
}
const standing = await compareLog(parts, PARTY)
if (standing === 'whole') await logKeeper(parts).publish(PARTY)
await parts.database.end()
process.stdout.write(`${standing}\n`)
