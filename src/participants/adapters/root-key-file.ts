import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import type { PublicKey } from '../../crypto/signature.ts'
import { createDurably } from '../../platform/durable-file.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { decodePem, encodePem } from '../der.ts'
import type { Environment } from '../kinds.ts'
import type { RootRefusal } from '../root-refusals.ts'
import { headBytes, isAffordable, parseFile, wholeFile } from './key-store-format.ts'
import { publicKeyOf } from './node-signer.ts'
import { derive, KDF, NONCE_BYTES, SALT_BYTES, seal, unseal } from './sealing.ts'

const FORMAT = 'openkp-root-key'
/** Of a key that lies in a safe for years, whoever finds it has all the time that there is. */
const MIN_PASSPHRASE = 12

/** A key of one holder of the root. */
export type RootKey = {
  readonly environment: Environment
  readonly key: PublicKey
  /** Hex of strict DER, as TUF writes signatures. */
  readonly sign: (bytes: Uint8Array) => string
}

/**
 * Makes a root key in a file of its own, encrypted like the signer's keys, and its public half beside it
 * in `<file>.pub`: that one is carried to whoever proposes. A file that is there is never written over.
 */
export async function makeRootKey(
  file: string,
  environment: Environment,
  passphrase: Uint8Array,
): Promise<Outcome<PublicKey, RootRefusal>> {
  if (passphrase.length < MIN_PASSPHRASE)
    return refuse('PARTICIPANTS_ROOT_PASSPHRASE', undefined, { file })
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKeyOf(privateKey)
  const head = {
    environment,
    kdf: KDF,
    salt: randomBytes(SALT_BYTES),
    nonce: randomBytes(NONCE_BYTES),
  }
  const plain = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))
  const secret = await derive(passphrase, head)
  const sealed = seal(secret, headBytes(head, FORMAT), head.nonce, plain)
  const kept = await createDurably(file, wholeFile(head, sealed, FORMAT))
  if (!kept) return refuse('PARTICIPANTS_ROOT_KEY_THERE', undefined, { file })
  await createDurably(`${file}.pub`, encodePem(key), 0o644)
  return accept(key)
}

/**
 * Opens such a file. A demonstration's own holders lie in the node's key folder in clear, as it made
 * them: of those `keys/root-1.pem` is read too, and counts for a demonstration only.
 */
export async function openRootKey(
  file: string,
  bytes: Uint8Array,
  passphrase: Uint8Array | undefined,
): Promise<Outcome<RootKey, RootRefusal>> {
  const plain = demonstrationKey(Buffer.from(bytes).toString('latin1'))
  if (plain !== undefined) return accept(rootKey('demonstration', plain))
  const parsed = parseFile(bytes, FORMAT)
  if (parsed === undefined || !isAffordable(parsed.head.kdf))
    return refuse('PARTICIPANTS_ROOT_KEY_FILE', undefined, { file })
  const { head, sealed } = parsed
  if (passphrase === undefined) return refuse('PARTICIPANTS_ROOT_PASSPHRASE', undefined, { file })
  const opened = unseal(await derive(passphrase, head), headBytes(head, FORMAT), head.nonce, sealed)
  if (opened === undefined) return refuse('PARTICIPANTS_ROOT_PASSPHRASE', undefined, { file })
  const pkcs8 = { key: Buffer.from(opened), format: 'der', type: 'pkcs8' } as const
  return accept(rootKey(head.environment, createPrivateKey(pkcs8)))
}

function rootKey(environment: Environment, privateKey: KeyObject): RootKey {
  const signed = (bytes: Uint8Array) => sign('sha256', bytes, privateKey).toString('hex')
  return { environment, key: publicKeyOf(privateKey), sign: signed }
}

function demonstrationKey(text: string): KeyObject | undefined {
  const [, pem] =
    /^Use: root\r?\n[\s\S]*?(-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----)/.exec(
      text,
    ) ?? []
  return pem === undefined ? undefined : createPrivateKey(pem)
}

/** The public half that makes its way to the proposal. */
export function readPublicKey(bytes: Uint8Array): PublicKey | undefined {
  const key = decodePem(Buffer.from(bytes).toString('latin1'))
  return key?.alg === 'ESP256' ? key : undefined
}
