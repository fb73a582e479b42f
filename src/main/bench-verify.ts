import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { qrText } from '../certificates/document.ts'
import { createVerifier } from '../certificates/verify.ts'
import { parseStatement } from '../crypto/statement.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { encodeSpki } from '../participants/der.ts'
import { keysUnderId } from '../participants/keys.ts'
import { accept, refuse } from '../values/outcome.ts'
import { makeScheme, type Scheme } from './bench-scheme.ts'
import { type Command, done } from './cli-answer.ts'

/** Enough that no cache of anything holds them all in its fastest part, as a day at a counter. */
const CERTIFICATES = 256
/** The two take turns, so that whatever else the machine does falls on both alike. */
const TURN = 64
const WARM_UP_TURNS = 8

type Task = { readonly text: string; readonly bare: () => boolean }

/** `openkp bench verify`: from a code's text to a verdict, beside the signature check inside it. */
export async function benchVerify(seconds: number): Command {
  const scheme = await makeScheme(CERTIFICATES)
  const tasks = scheme.statements.map((bytes) => taskOf(bytes, scheme))
  const { now } = scheme
  const ask = createVerifier(scheme.material, nodeVerify())
  const whole = async () => {
    for (let at = 0; at < TURN; at += 1) {
      const { text } = tasks[at % tasks.length] as Task
      const { verdict } = await ask({ text }, now)
      if (verdict !== 'VALID') throw new Error(`a good certificate was found ${verdict}`)
    }
  }
  const bare = async () => {
    for (let at = 0; at < TURN; at += 1) {
      if (!(tasks[at % tasks.length] as Task).bare())
        throw new Error('a good signature was refused')
    }
  }
  const spent = await takeTurns(whole, bare, seconds)
  if (spent.turns === 0) return refuse('CLI_BENCH_FAILED', undefined, { cause: 'no time' })
  return accept(answerOf(spent, tasks[0]?.text.length ?? 0))
}

type Spent = { readonly turns: number; readonly whole: number; readonly bare: number }

async function takeTurns(
  whole: () => Promise<void>,
  bare: () => Promise<void>,
  seconds: number,
): Promise<Spent> {
  for (let turn = 0; turn < WARM_UP_TURNS; turn += 1) {
    await whole()
    await bare()
  }
  const spent = { turns: 0, whole: 0, bare: 0 }
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    spent.whole += await millisecondsOf(whole)
    spent.bare += await millisecondsOf(bare)
    spent.turns += 1
  }
  return spent
}

async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function answerOf({ turns, whole, bare }: Spent, characters: number) {
  const count = turns * TURN
  const rate = (milliseconds: number) => Math.round((count * 1000) / milliseconds)
  const json = {
    verifyPerSecond: rate(whole),
    floorPerSecond: rate(bare),
    ratio: Number((bare / whole).toFixed(3)),
    verifyMicroseconds: Number(((whole * 1000) / count).toFixed(1)),
    floorMicroseconds: Number(((bare * 1000) / count).toFixed(1)),
    count,
    codeCharacters: characters,
  }
  const text = [
    `${json.verifyPerSecond} verifications a second, from the code’s text to the verdict`,
    `${json.floorPerSecond} bare ES256 verifications a second by node:crypto`,
    `ratio ${json.ratio} over ${count} of each, taken in turns`,
  ].join('\n')
  return done(json, text)
}

/** The same signature, checked by node:crypto alone with a key that is ready. */
function taskOf(bytes: Uint8Array, { material }: Scheme): Task {
  const statement = parseStatement(bytes)
  if (!statement.ok) throw new Error('a statement of the measurement cannot be read')
  const { sign1, iss } = statement.value
  const key = readyKey(material, iss, sign1.kid)
  const { signed, signature } = sign1
  return {
    text: qrText(bytes, 'demonstration'),
    bare: () => verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature),
  }
}

const keys = new Map<string, KeyObject>()

function readyKey(
  { trust }: Scheme['material'],
  party: Parameters<Scheme['material']['trust']['keys']['get']>[0],
  kid: Uint8Array,
): KeyObject {
  const known = keys.get(party)
  if (known !== undefined) return known
  const [delegated] = keysUnderId(trust.keys.get(party) ?? [], kid)
  if (delegated === undefined) throw new Error('no key for the measurement')
  const spki = Buffer.from(encodeSpki(delegated.key))
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  keys.set(party, key)
  return key
}
