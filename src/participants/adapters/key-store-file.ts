import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { toHex } from '../../crypto/bytes.ts'
import { thumbprint } from '../../crypto/signature.ts'
import { readIfThere, replaceDurably } from '../../platform/durable-file.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { KeyPlace, OwnKey } from '../keys.ts'
import { algorithmOf, type Environment } from '../kinds.ts'
import type { KeyStoreRefusal } from '../signer-refusals.ts'
import { type BroughtKey, type KeyStore, MAX_KEYS } from './key-store.ts'
import {
  type Head,
  headBytes,
  isAffordable,
  keysBytes,
  parseFile,
  parseKeys,
  wholeFile,
} from './key-store-format.ts'
import { nodeSigner, publicKeyOf } from './node-signer.ts'
import { derive, KDF, NONCE_BYTES, SALT_BYTES, seal, unseal } from './sealing.ts'

export type FileStorePlace = {
  readonly path: string
  readonly environment: Environment
  readonly passphrase: Uint8Array
  /** Named in a refusal; the passphrase itself never is. */
  readonly passphraseFile: string
}

/** Keys in one file, encrypted and authenticated as a whole under a key from a passphrase. */
export async function openFileStore(
  place: FileStorePlace,
): Promise<Outcome<KeyStore, KeyStoreRefusal>> {
  const bytes = await readIfThere(place.path)
  const opened = bytes === undefined ? await begin(place) : await open(place, bytes)
  return opened.ok ? accept(storeOf(place, opened.value)) : opened
}

type Opened = {
  readonly head: Omit<Head, 'nonce'>
  readonly secret: Buffer
  readonly keys: readonly BroughtKey[]
}

async function begin({ environment, passphrase }: FileStorePlace): Promise<Outcome<Opened, never>> {
  const salt = randomBytes(SALT_BYTES)
  const head = { environment, kdf: KDF, salt }
  return accept({ head, secret: await derive(passphrase, head), keys: [] })
}

async function open(
  place: FileStorePlace,
  bytes: Uint8Array,
): Promise<Outcome<Opened, KeyStoreRefusal>> {
  const { path: store, environment: wanted, passphrase, passphraseFile: file } = place
  const parsed = parseFile(bytes)
  // Read before anything vouches for it: a file that was changed must not take all memory.
  if (parsed === undefined || !isAffordable(parsed.head.kdf))
    return refuse('PARTICIPANTS_KEY_STORE_DAMAGED', undefined, { store })
  const { head, sealed } = parsed
  const secret = await derive(passphrase, head)
  const plain = unseal(secret, headBytes(head), head.nonce, sealed)
  if (plain === undefined)
    return refuse('PARTICIPANTS_PASSPHRASE_WRONG', undefined, { file, store })
  const found = head.environment
  if (found !== wanted)
    return refuse('PARTICIPANTS_KEY_STORE_ENVIRONMENT', undefined, { store, found, wanted })
  const keys = parseKeys(plain)
  return keys === undefined
    ? refuse('PARTICIPANTS_KEY_STORE_DAMAGED', undefined, { store })
    : accept({ head, secret, keys: keys.map(broughtFrom) })
}

function broughtFrom({ pkcs8, ...place }: KeyPlace & { madeAt: number; pkcs8: Uint8Array }) {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  return { ...place, key: publicKeyOf(privateKey), privateKey }
}

function storeOf({ path }: FileStorePlace, { head, secret, keys: found }: Opened): KeyStore {
  let keys = found
  let turn: Promise<unknown> = Promise.resolve()
  const keep = async (added: readonly BroughtKey[]) => {
    if (keys.length + added.length > MAX_KEYS) throw new Error('more keys than a store takes')
    const whole = [...keys, ...added]
    const fresh = { ...head, nonce: randomBytes(NONCE_BYTES) }
    const sealed = seal(secret, headBytes(fresh), fresh.nonce, keysBytes(whole.map(sealable)))
    await replaceDurably(path, wholeFile(fresh, sealed))
    keys = whole
  }
  /** One writer at a time, or the later one would write over what the earlier one added. */
  const inTurn = (work: () => Promise<void>) => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }
  return {
    kind: 'file',
    list: () => keys.map(withoutPrivate),
    signerOf(own) {
      const id = toHex(thumbprint(own.key))
      const held = keys.find(({ key }) => toHex(thumbprint(key)) === id)
      if (held === undefined) throw new Error('a key that this store does not hold')
      return nodeSigner(held.privateKey)
    },
    async create(places) {
      const made = places.map(newKey)
      await inTurn(() => keep(made))
      return made.map(withoutPrivate)
    },
    adopt: (brought) => inTurn(() => keep(brought)),
    close: async () => {
      await turn
      secret.fill(0)
    },
  }
}

function newKey(place: KeyPlace): BroughtKey {
  const { privateKey } =
    algorithmOf(place.usage) === 'Ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const madeAt = Math.floor(Date.now() / 1000)
  return { ...place, key: publicKeyOf(privateKey), madeAt, privateKey }
}

function withoutPrivate({ party, usage, key, madeAt }: BroughtKey): OwnKey {
  return { party, usage, key, madeAt }
}

function sealable({ party, usage, madeAt, privateKey }: BroughtKey) {
  return { party, usage, madeAt, pkcs8: pkcs8Of(privateKey) }
}

function pkcs8Of(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))
}
