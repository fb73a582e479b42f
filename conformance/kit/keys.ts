import { readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, fromHex, toHex } from '../../src/crypto/bytes.ts'
import type { PublicKey, Signer, VerifySignature } from '../../src/crypto/signature.ts'

type KeyEntry = {
  readonly name: string
  readonly alg: PublicKey['alg']
  readonly d: string
  readonly x: string
  readonly y?: string
}

const { keys } = JSON.parse(readFileSync(new URL('../keys.json', import.meta.url), 'utf8')) as {
  readonly keys: readonly KeyEntry[]
}

/** The bytes of hex that this suite itself wrote; anything else is a mistake in it. */
export function hex(text: string): Uint8Array {
  const bytes = fromHex(text)
  if (bytes === undefined) throw new Error(`no hex: ${text.slice(0, 40)}`)
  return bytes
}

function entry(name: string): KeyEntry {
  const found = keys.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no test key ${name}`)
  return found
}

export function publicKey(name: string): PublicKey {
  const { alg, x, y } = entry(name)
  return alg === 'ESP256' ? { alg, x: hex(x), y: hex(y ?? '') } : { alg, x: hex(x) }
}

const made = new Map<string, Uint8Array>()

/** What is signed to the same bytes always is signed once: many bundles are alike in most of their parts. */
function once(how: string, message: Uint8Array, sign: () => Uint8Array): Uint8Array {
  const name = `${how} ${toHex(sha256(message))}`
  const signature = made.get(name) ?? sign()
  made.set(name, signature)
  return signature
}

/** Signs the same message to the same bytes, always: RFC 6979 and RFC 8032. */
export function signerOf(name: string): Signer {
  const { d } = entry(name)
  const key = publicKey(name)
  const sign = (message: Uint8Array) =>
    key.alg === 'ESP256'
      ? p256.sign(message, hex(d), { prehash: true, lowS: true, format: 'compact' })
      : ed25519.sign(message, hex(d))
  return { key, sign: async (message) => once(name, message, () => sign(message)) }
}

/** DER, as TUF writes ECDSA signatures. */
export function signDer(name: string, message: Uint8Array): Uint8Array {
  const how = { prehash: true, lowS: true, format: 'der' } as const
  return once(`${name} der`, message, () => p256.sign(message, hex(entry(name).d), how))
}

/** A second opinion beside node:crypto, which the runner uses. Slow: some 2 ms a signature. */
export const nobleVerify: VerifySignature = (key, message, signature) =>
  key.alg === 'ESP256'
    ? p256.verify(signature, message, concatBytes(Uint8Array.of(4), key.x, key.y), {
        prehash: true,
        lowS: true,
        format: 'compact',
      })
    : ed25519.verify(signature, message, key.x, { zip215: false })
