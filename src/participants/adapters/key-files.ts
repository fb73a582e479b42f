import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicKey, Signer } from '../../crypto/signature.ts'
import { writeWhole } from '../../platform/durable-file.ts'
import type { PartyCode } from '../../values/codes.ts'
import { decodePem, encodePem } from '../der.ts'
import type { KeyUsage } from '../kinds.ts'
import { nodeSigner, publicKeyOf } from './node-signer.ts'

/** Readable by the program's own user and by nobody else. */
const PRIVATE = 0o600

/** What a key in a file is for: a usage, or a role of the trust list. */
export type KeyName = KeyUsage | 'delegation' | 'root' | 'online'

/** A key pair in a file. Loading the private half takes half a millisecond: only who signs asks. */
export type HeldKey = { readonly key: PublicKey; readonly privateKey: () => KeyObject }

/** The keys of one holder, by what each is for. */
export type KeyFile = ReadonlyMap<string, HeldKey>

export type Keys = {
  /** Signs as `party` for `usage`. Throws where this node does not hold the key. */
  readonly signerOf: (party: PartyCode, usage: KeyUsage) => Signer
}

export function keyFolder(dataDir: string): string {
  return join(dataDir, 'keys')
}

/** The keys of this node, each read from its file once. */
export function openKeys(dataDir: string): Keys {
  const signers = new Map<string, Signer>()
  return {
    signerOf: (party, usage) => {
      const id = `${party} ${usage}`
      const known = signers.get(id)
      if (known !== undefined) return known
      const key = readKeyFile(dataDir, party)?.get(usage)
      if (key === undefined) throw new Error(`this node holds no ${usage} key of ${party}`)
      const signer = nodeSigner(key.privateKey())
      signers.set(id, signer)
      return signer
    },
  }
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
