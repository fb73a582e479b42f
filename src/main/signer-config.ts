import { isAbsolute, join } from 'node:path'
import { ENVIRONMENTS, type Environment } from '../participants/kinds.ts'
import type { SignerStartRefusal } from '../participants/signer-refusals.ts'
import { isSocketPath } from '../platform/config.ts'
import { acceptUnless, type Outcome, type Refusal, refusal } from '../values/outcome.ts'

/** Everything that the surroundings decide about a signer. */
export type SignerConfig = {
  readonly socket: string
  /** Keys, lists of officers and the lock live here. */
  readonly folder: string
  readonly environment: Environment
  readonly passphraseFile: string | undefined
  readonly pkcs11:
    | { readonly module: string; readonly token: string; readonly pinFile: string }
    | undefined
}

/** The three settings of a token; all of them, or none. */
const PKCS11 = ['OPENKP_SIGNER_PKCS11', 'OPENKP_SIGNER_TOKEN', 'OPENKP_SIGNER_PIN_FILE'] as const

/** Reads OPENKP_SIGNER and what begins with it. An empty value counts as not set. */
export function readSignerConfig(
  env: Readonly<Record<string, string | undefined>>,
): Outcome<SignerConfig, SignerStartRefusal> {
  const get = (name: string) => env[name]?.trim() ?? ''
  const [socket, folder] = [get('OPENKP_SIGNER'), get('OPENKP_SIGNER_DATA')]
  const wanted = get('OPENKP_SIGNER_ENVIRONMENT') || 'demonstration'
  const environment = ENVIRONMENTS.find((each) => each === wanted)
  const [module = '', token = '', pinFile = ''] = PKCS11.map(get)
  const missing = module === '' ? undefined : PKCS11.find((name) => get(name) === '')
  const faults: (Refusal<SignerStartRefusal> | false)[] = [
    !isSocketPath(socket) && refusal('PARTICIPANTS_SIGNER_ADDRESS', 'OPENKP_SIGNER'),
    !isAbsolute(folder) && refusal('PARTICIPANTS_SIGNER_DATA', 'OPENKP_SIGNER_DATA'),
    environment === undefined &&
      refusal('PARTICIPANTS_SIGNER_ENVIRONMENT', undefined, { value: wanted }),
    missing !== undefined && refusal('PARTICIPANTS_PKCS11_SETTING', missing, { name: missing }),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({
      socket,
      folder,
      environment: environment ?? 'demonstration',
      passphraseFile: get('OPENKP_SIGNER_PASSPHRASE_FILE') || undefined,
      pkcs11: module === '' ? undefined : { module, token, pinFile },
    }),
  )
}

/** The folder of the signer that a node starts for itself. */
export function signerFolderOf(dataFolder: string): string {
  return join(dataFolder, 'signer')
}
