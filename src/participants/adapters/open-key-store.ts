import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createDurably, readIfThere, removeDrafts } from '../../platform/durable-file.ts'
import { type Outcome, refuse } from '../../values/outcome.ts'
import type { Environment } from '../kinds.ts'
import type { KeyStoreRefusal } from '../signer-refusals.ts'
import type { KeyStore } from './key-store.ts'
import { openFileStore } from './key-store-file.ts'
import { openPkcs11Store } from './key-store-pkcs11.ts'
import type { Pkcs11Place } from './pkcs11-session.ts'

export type KeyStorePlace = {
  /** The folder of the signer. */
  readonly folder: string
  readonly environment: Environment
  readonly pkcs11: Pkcs11Place | undefined
  /** The operator's file; without it one in the folder, made where there are no keys yet. */
  readonly passphraseFile: string | undefined
}

/** A passphrase that a person types is shorter; a file of a megabyte is a mistake. */
const MAX_PASSPHRASE_BYTES = 1024

/** The key store of a signer: a token where one is named, otherwise the encrypted file. */
export async function openKeyStore(
  place: KeyStorePlace,
): Promise<Outcome<KeyStore, KeyStoreRefusal>> {
  const { folder, environment, pkcs11 } = place
  if (pkcs11 !== undefined) return openPkcs11Store(pkcs11, environment)
  // Half a store or half a passphrase of a start that was killed: nobody else writes here now.
  await removeDrafts(folder)
  const path = join(folder, 'keys.store')
  const passphraseFile = place.passphraseFile ?? (await ownPassphrase(folder, path))
  const passphrase = await readPassphrase(passphraseFile)
  return passphrase === undefined
    ? refuse('PARTICIPANTS_PASSPHRASE_MISSING', undefined, { file: passphraseFile, store: path })
    : openFileStore({ path, environment, passphrase, passphraseFile })
}

/** A new passphrase could not open keys that are there: a lost one is not made anew. */
async function ownPassphrase(folder: string, store: string): Promise<string> {
  const file = join(folder, 'passphrase')
  if ((await readIfThere(store)) === undefined)
    await createDurably(file, `${randomBytes(32).toString('base64url')}\n`)
  return file
}

/** Without the line break that editors put at the end. */
async function readPassphrase(file: string): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(file)
  const text = bytes !== undefined && bytes.length <= MAX_PASSPHRASE_BYTES ? bytes : Buffer.alloc(0)
  const trimmed = text.toString('utf8').replace(/\r?\n$/, '')
  return trimmed === '' ? undefined : Buffer.from(trimmed)
}
