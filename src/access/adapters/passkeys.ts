import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Queryable } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { CEREMONY_SECONDS } from '../in-person.ts'
import type { Officer } from '../officer.ts'
import type { Assertion, Attestation } from './passkey-shapes.ts'
import {
  keepPasskey,
  notePasskeyUse,
  type Passkey,
  passkeysOf,
  passkeyWithId,
} from './passkeys-store.ts'

/** One for each device, one in the safe. */
const MAX_PASSKEYS = 10
/** ES256 and Ed25519 (RFC 9053): what the signer's list of officers can check later. */
const ALGORITHMS = [-7, -8]
/** The address under which people reach this node: a passkey is good for its name alone. */
export type Place = { readonly origin: string; readonly rpId: string }

export function placeOf(address: string): Place {
  const { origin, hostname } = new URL(address)
  return { origin, rpId: hostname }
}

/** What the browser needs to make a passkey for a person: found without an e-mail, opened by its owner. */
export async function registrationOptions(
  on: Queryable,
  place: Place,
  person: { readonly id: string } & Pick<Officer, 'name' | 'email'>,
  challenge: Uint8Array,
) {
  const known = await passkeysOf(on, person.id)
  return generateRegistrationOptions({
    rpName: 'OpenKP',
    rpID: place.rpId,
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: person.name,
    challenge: new Uint8Array(challenge),
    timeout: CEREMONY_SECONDS * 1000,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(described),
    supportedAlgorithmIDs: ALGORITHMS,
  })
}

type Registration = {
  readonly personId: string
  readonly name: string
  readonly challenge: string
  readonly response: Attestation
}
type RegistrationRefusal =
  | 'ACCESS_PASSKEY_REFUSED'
  | 'ACCESS_PASSKEY_KNOWN'
  | 'ACCESS_PASSKEY_TOO_MANY'

/** Checks what the browser made, and keeps it. */
export async function registerPasskey(
  on: Queryable,
  place: Place,
  { personId, name, challenge, response }: Registration,
): Promise<Outcome<void, RegistrationRefusal>> {
  if ((await passkeysOf(on, personId)).length >= MAX_PASSKEYS)
    return refuse('ACCESS_PASSKEY_TOO_MANY', undefined, { limit: MAX_PASSKEYS })
  const checked = await orUndefined(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  )
  if (!checked?.verified || isFramed(response)) return refuse('ACCESS_PASSKEY_REFUSED')
  const { credential, credentialBackedUp: synced } = checked.registrationInfo
  const kept = await keepPasskey(on, {
    id: Buffer.from(credential.id, 'base64url'),
    personId,
    name,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: response.response.transports ?? [],
    synced,
  })
  return kept ? accept(undefined) : refuse('ACCESS_PASSKEY_KNOWN')
}

/**
 * What the browser needs to sign `challenge` (32 bytes) with a passkey of `personId`; null lets it find
 * the person too. Signing in draws the challenge; an act that is signed gives the digest of what it signs.
 */
export async function assertionOptions(
  on: Queryable,
  place: Place,
  personId: string | null,
  challenge: Uint8Array,
) {
  return optionsFor(place, personId === null ? [] : await passkeysOf(on, personId), challenge)
}

/** The same with one of these passkeys; none means any. */
export function optionsFor(place: Place, known: readonly Passkey[], challenge: Uint8Array) {
  return generateAuthenticationOptions({
    rpID: place.rpId,
    challenge: new Uint8Array(challenge),
    timeout: CEREMONY_SECONDS * 1000,
    userVerification: 'required',
    allowCredentials: known.map(described),
  })
}

type AssertionAsked = {
  /** Whose passkey it has to be; null for whoever it is. */
  readonly personId: string | null
  /** In base64url. Whether it was used before is for the caller to know. */
  readonly challenge: string
  readonly response: Assertion
  /** Of an act that is asked for again after it failed: the same count may come twice, a lower one not. */
  readonly again?: boolean
}
export type AssertionRefusal =
  | 'ACCESS_PASSKEY_UNKNOWN'
  | 'ACCESS_PASSKEY_REFUSED'
  | 'ACCESS_PASSKEY_COPIED'

/** The passkey that signed `challenge` here, with its owner's finger or code; its use is noted. */
export async function verifyAssertion(
  on: Queryable,
  place: Place,
  { personId, challenge, response, again = false }: AssertionAsked,
): Promise<Outcome<Passkey, AssertionRefusal>> {
  const passkey = await passkeyWithId(on, Buffer.from(response.id, 'base64url'))
  if (passkey === undefined || passkey.personId !== (personId ?? passkey.personId))
    return refuse('ACCESS_PASSKEY_UNKNOWN')
  const checked = await orUndefined(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      requireUserVerification: true,
      // The counter is compared where it is written, so that of two answers at once one wins.
      credential: { id: response.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    }),
  )
  if (!checked?.verified || isFramed(response) || !isOwn(passkey, response))
    return refuse('ACCESS_PASSKEY_REFUSED')
  const { newCounter } = checked.authenticationInfo
  const goesOn = await notePasskeyUse(on, passkey.id, newCounter, again)
  return goesOn ? accept(passkey) : refuse('ACCESS_PASSKEY_COPIED')
}

function described({ id, transports }: Passkey) {
  return { id: Buffer.from(id).toString('base64url'), transports: [...transports] }
}

/** The library throws for every fault of what came in, and for nothing else. */
async function orUndefined<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Nothing may frame our pages; the library lets a frame pass that does not name the page around it. */
function isFramed({ response }: Assertion | Attestation): boolean {
  const data = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as object
  return 'crossOrigin' in data && data.crossOrigin === true
}

/** Who the authenticator says that it belongs to, when it says so. */
function isOwn({ personId }: Passkey, { response: { userHandle } }: Assertion): boolean {
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString() === personId
}
