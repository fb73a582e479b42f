import { readFile } from 'node:fs/promises'
import type { PKCS11, Pkcs11Error } from 'pkcs11js'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { KeyStoreRefusal } from '../signer-refusals.ts'

/** Where the keys are when they are in hardware. */
export type Pkcs11Place = {
  /** The library of the device's maker. */
  readonly module: string
  /** The label of the token. */
  readonly token: string
  readonly pinFile: string
}

export type Pkcs11 = typeof import('pkcs11js')
export type Session = { readonly p11: Pkcs11; readonly module: PKCS11; readonly handle: Buffer }

/** A signed-in session that is opened again when the device was away. */
export type Sessions = {
  /** Runs `work`, once more in a new session when the old one is gone; throws what the device says. */
  readonly within: <T>(work: (session: Session) => T) => T
  readonly close: () => void
}

/** The session, and with it whatever was in it, ended: unplugged, restarted, signed out. */
const GONE = new Set([
  'CKR_CRYPTOKI_NOT_INITIALIZED',
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_SESSION_CLOSED',
  'CKR_DEVICE_REMOVED',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_USER_NOT_LOGGED_IN',
  'CKR_DEVICE_ERROR',
  'CKR_OBJECT_HANDLE_INVALID',
  'CKR_KEY_HANDLE_INVALID',
  // A signature that was begun in it never came to its end.
  'CKR_OPERATION_ACTIVE',
])

/** Loads the package and the module, finds the token and signs in. Each step has its own refusal. */
export async function openSessions(
  place: Pkcs11Place,
): Promise<Outcome<Sessions, KeyStoreRefusal>> {
  const p11 = await loadPackage()
  if (!p11.ok) return p11
  const module = loadModule(p11.value, place.module)
  if (!module.ok) return module
  const pin = await readPin(place)
  if (!pin.ok) return pin
  const first = signIn(p11.value, module.value, place, pin.value)
  if (!first.ok) return first
  let session: Session | undefined = first.value
  const again = () => {
    const opened = signIn(p11.value, module.value, place, pin.value)
    if (!opened.ok) throw new Error(opened.refusals[0].code)
    return opened.value
  }
  return accept({
    within(work) {
      try {
        session ??= again()
        return work(session)
      } catch (error) {
        if (!isGone(error)) throw error
        session = undefined
        session = again()
        return work(session)
      }
    },
    close() {
      module.value.C_Finalize()
      module.value.close()
    },
  })
}

/** Optional in package.json: a machine without a compiler installs everything else. */
export async function loadPackage(): Promise<Outcome<Pkcs11, KeyStoreRefusal>> {
  try {
    const loaded = await import('pkcs11js')
    return accept('default' in loaded ? (loaded.default as Pkcs11) : loaded)
  } catch (error) {
    return refuse('PARTICIPANTS_PKCS11_PACKAGE', undefined, { reason: reasonOf(error) })
  }
}

export function loadModule(p11: Pkcs11, path: string): Outcome<PKCS11, KeyStoreRefusal> {
  const module = new p11.PKCS11()
  try {
    module.load(path)
    initialize(module)
    return accept(module)
  } catch (error) {
    const detail = { module: path, reason: reasonOf(error) }
    return refuse('PARTICIPANTS_PKCS11_MODULE', undefined, detail)
  }
}

function initialize(module: PKCS11): void {
  try {
    module.C_Initialize()
  } catch (error) {
    if (nameOf(error) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw error
  }
}

async function readPin({ pinFile }: Pkcs11Place): Promise<Outcome<string, KeyStoreRefusal>> {
  const pin = await readFile(pinFile, 'utf8').catch(() => '')
  return pin.trim() === ''
    ? refuse('PARTICIPANTS_PKCS11_SETTING', undefined, { name: `The PIN in ${pinFile}` })
    : accept(pin.trim())
}

function signIn(
  p11: Pkcs11,
  module: PKCS11,
  { token, pinFile }: Pkcs11Place,
  pin: string,
): Outcome<Session, KeyStoreRefusal> {
  try {
    initialize(module)
    const slot = module
      .C_GetSlotList(true)
      .find((each) => module.C_GetTokenInfo(each).label.trim() === token)
    if (slot === undefined) return refuse('PARTICIPANTS_PKCS11_TOKEN', undefined, { token })
    const handle = module.C_OpenSession(slot, p11.CKF_SERIAL_SESSION | p11.CKF_RW_SESSION)
    logIn(p11, module, handle, pin)
    return accept({ p11, module, handle })
  } catch (error) {
    const reason = reasonOf(error)
    return reason.startsWith('CKR_PIN') || reason.startsWith('CKR_USER_PIN')
      ? refuse('PARTICIPANTS_PKCS11_PIN', undefined, { token, file: pinFile, reason })
      : refuse('PARTICIPANTS_PKCS11_FAILED', undefined, { reason })
  }
}

function logIn(p11: Pkcs11, module: PKCS11, handle: Buffer, pin: string): void {
  try {
    module.C_Login(handle, p11.CKU_USER, pin)
  } catch (error) {
    // A process is signed in once, for all of its sessions with a token.
    if (nameOf(error) !== 'CKR_USER_ALREADY_LOGGED_IN') throw error
  }
}

function isGone(error: unknown): boolean {
  return GONE.has(nameOf(error))
}

/** `CKR_...` for what the device says: the package puts the name into the message. */
function nameOf(error: unknown): string {
  const { name, message } = error as Pkcs11Error
  return name === 'Pkcs11Error' ? (/CKR_\w+/.exec(message)?.[0] ?? message) : ''
}

/** One line without values of ours; a PIN is in none of these messages. */
export function reasonOf(error: unknown): string {
  return nameOf(error) || ((error as Error).message.split('\n', 1)[0] ?? '')
}
