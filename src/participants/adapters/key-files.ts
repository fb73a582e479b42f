import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicKey } from '../../crypto/signature.ts'
import { replaceDurably, writeWhole } from '../../platform/durable-file.ts'
import { decodePem, encodePem } from '../der.ts'
import { publicKeyOf } from './node-signer.ts'

/** Readable by the program's own user and by nobody else. */
const PRIVATE = 0o600

/**
 * What a key in a file is for: the trust list. `next` is a party's delegation key that the root is yet to
 * name. Keys that sign statements are the signer's.
 */
export type KeyName = 'delegation' | 'next' | 'root' | 'online'

/** A key pair in a file. Loading the private half takes half a millisecond: only who signs asks. */
export type HeldKey = { readonly key: PublicKey; readonly privateKey: () => KeyObject }

/** The keys of one holder, by what each is for. */
export type KeyFile = ReadonlyMap<string, HeldKey>

export function keyFolder(dataDir: string): string {
  return join(dataDir, 'keys')
}

const BLOCK =
  /^Use: ([a-z]+)\r?\n(-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----)\r?\n(-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----)/gm

/**
 * `keys/<holder>.pem`: for each key a line that says what it is for, its public half, and its PKCS#8
 * block (RFC 5958, 7468). Undefined when there is no such file; a file that cannot be read throws.
 */
export function readKeyFile(dataDir: string, holder: string): KeyFile | undefined {
  const path = pathOf(dataDir, holder)
  const text = readOr(path)
  if (text === undefined) return undefined
  const keys = new Map<string, HeldKey>()
  for (const [, use = '', publicPem = '', privatePem = ''] of text.matchAll(BLOCK)) {
    const key = decodePem(publicPem)
    if (key === undefined) throw new Error(`${path}: the public key for ${use} cannot be read`)
    keys.set(use, { key, privateKey: () => createPrivateKey(privatePem) })
  }
  return keys
}

/** The key file of `holder` with all of `names` in it; creates what is missing, keeps what is there. */
export async function ensureKeyFile(
  dataDir: string,
  holder: string,
  names: readonly KeyName[],
): Promise<KeyFile> {
  const found = readKeyFile(dataDir, holder) ?? new Map<string, HeldKey>()
  const missing = names.filter((name) => !found.has(name))
  if (missing.length === 0) return found
  const whole = new Map([...found, ...missing.map((name) => [name, newKey()] as const)])
  await writeWhole(pathOf(dataDir, holder), fileText(whole), PRIVATE)
  return whole
}

/** The key that is to be named next; where the last one is named by now, another after it. */
export async function ensureNextKey(
  dataDir: string,
  holder: string,
  isNamed: (key: PublicKey) => boolean,
): Promise<KeyFile> {
  const file = await ensureKeyFile(dataDir, holder, ['next'])
  const next = file.get('next')
  if (next === undefined || !isNamed(next.key)) return file
  const moved = new Map([...file, ['delegation', next] as const, ['next', newKey()] as const])
  await replaceDurably(pathOf(dataDir, holder), fileText(moved), PRIVATE)
  return moved
}

/** Takes keys out of a file, once they are somewhere else; the others stay as they are. */
export async function dropFromKeyFile(
  dataDir: string,
  holder: string,
  uses: readonly string[],
): Promise<void> {
  const kept = [...(readKeyFile(dataDir, holder) ?? [])].filter(([use]) => !uses.includes(use))
  await replaceDurably(pathOf(dataDir, holder), fileText(new Map(kept)), PRIVATE)
}

function newKey(): HeldKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: publicKeyOf(privateKey), privateKey: () => privateKey }
}

function fileText(keys: KeyFile): string {
  const blocks = [...keys].map(([use, { key, privateKey }]) => {
    const pkcs8 = privateKey().export({ format: 'pem', type: 'pkcs8' })
    return `Use: ${use}\n${encodePem(key)}${pkcs8.toString()}`
  })
  return blocks.join('\n')
}

function pathOf(dataDir: string, holder: string): string {
  return join(keyFolder(dataDir), `${holder}.pem`)
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
