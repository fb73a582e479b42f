import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Claims } from '../src/crypto/statement.ts'
import type { KeyStore } from '../src/participants/adapters/key-store.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { openOfficersFiles } from '../src/participants/adapters/officers-files.ts'
import { openKeyStore } from '../src/participants/adapters/open-key-store.ts'
import { openRemoteKeys, type RemoteKeys } from '../src/participants/adapters/remote-keys.ts'
import { listenAsSigner, type SignerServer } from '../src/participants/adapters/signer-server.ts'
import { signerService } from '../src/participants/adapters/signer-service.ts'
import { typOf } from '../src/participants/kinds.ts'
import { RefusedError } from '../src/platform/refused-error.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { accept } from '../src/values/outcome.ts'

export const [CD, ZA] = ['CD', 'ZA'] as [PartyCode, PartyCode]
export const CHALLENGES = {
  issued: new Uint8Array(32).fill(1),
  validated: new Uint8Array(32).fill(2),
}
export const PLACES = (['certificate', 'status', 'confirm'] as const).flatMap((usage) => [
  { party: CD, usage },
  { party: ZA, usage },
])
/** Two officers of whom nobody asked a passkey. */
export const NOBODY = {
  issued: { officer: 'anna', assertion: null },
  validated: { officer: 'boris', assertion: null },
}
export const claimsOf = (iss: PartyCode): Claims => ({
  ...{ iss, iat: 1_800_000_000, exp: null, cti: `${iss}1`, body: new Map() },
})
/** Of a kind that the certificate key signs alone. */
export const TYP = typOf('number-block', 'demonstration')
export const CERTIFICATE = { typ: typOf('certificate', 'demonstration'), claims: claimsOf(CD) }

export type SignerScene = {
  readonly store: KeyStore
  readonly folder: string
  readonly path: string
  /** What the signer wrote to its log. */
  readonly lines: string[]
  readonly listen: (change?: SignerChange) => Promise<void>
  readonly stop: () => Promise<void>
  /** A program that has reached the signer. */
  readonly keys: (milliseconds?: number) => Promise<RemoteKeys>
}
export type SignerChange = { readonly environment?: 'production'; readonly store?: KeyStore }

/** A signer on a real socket in a folder of its own for each test, over one store of keys. */
export function signerScene(): SignerScene {
  const lines: string[] = []
  const logger = pino({ base: {} }, { write: (line: string) => void lines.push(line) })
  const open: { close: () => void }[] = []
  const home = { keys: '', folder: '' }
  let store: KeyStore | undefined
  let server: SignerServer | undefined
  const path = () => join(home.folder, 'socket')
  beforeAll(async () => {
    home.keys = await mkdtemp(join(tmpdir(), 'openkp-keys-'))
    store = await demonstrationStore(home.keys)
  })
  afterAll(() => rm(home.keys, { recursive: true }))
  beforeEach(async () => {
    home.folder = await mkdtemp(join(tmpdir(), 'openkp-signer-'))
  })
  afterEach(async () => {
    for (const each of open.splice(0)) each.close()
    await server?.close()
    await rm(home.folder, { recursive: true })
  })
  return {
    get store() {
      return store as KeyStore
    },
    get folder() {
      return home.folder
    },
    get path() {
      return path()
    },
    lines,
    async listen(change = {}) {
      const service = signerService({
        store: change.store ?? (store as KeyStore),
        environment: change.environment ?? 'demonstration',
        officers: openOfficersFiles(home.folder),
        challengesOf: () => accept(CHALLENGES),
        verify: nodeVerify(),
      })
      const listening = await listenAsSigner(path(), service, logger)
      if (!listening.ok) throw new Error(listening.refusals[0].code)
      server = listening.value
    },
    stop: async () => server?.close(),
    async keys(milliseconds = 5000) {
      const keys = openRemoteKeys({ path: path(), revive: async () => undefined, logger })
      open.push(keys)
      await keys.reached(milliseconds)
      return keys
    },
  }
}

async function demonstrationStore(folder: string): Promise<KeyStore> {
  const place = { folder, environment: 'demonstration', pkcs11: undefined } as const
  const opened = await openKeyStore({ ...place, passphraseFile: undefined })
  if (!opened.ok) throw new Error(opened.refusals[0].code)
  return opened.value
}

/** `done`, or the code with which it was refused. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof RefusedError ? error.refusal.code : String(error)),
  )
}
