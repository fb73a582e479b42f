import { toHex } from '../../crypto/bytes.ts'
import type { CborValue } from '../../crypto/cbor.ts'
import { type Signer, thumbprint, type VerifySignature } from '../../crypto/signature.ts'
import type { Claims } from '../../crypto/statement.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type Challenges, checkApprovals, nextOfficers } from '../approvals.ts'
import type { KeyPlace, OwnKey } from '../keys.ts'
import { algorithmOf, type Environment } from '../kinds.ts'
import { ownKeyItems, type SignerAnswer, type SignerRequest } from '../signer-messages.ts'
import { encodeOfficers, parseOfficers, type SigningOfficers } from '../signing-officers.ts'
import { isNoteToSign, readToSign } from '../to-sign.ts'
import { ensureKeys, type KeyStore, MAX_KEYS } from './key-store.ts'
import type { OfficersFiles } from './officers-files.ts'

export type SignerParts = {
  readonly store: KeyStore
  readonly environment: Environment
  readonly officers: OfficersFiles
  /** What the two officers of a certificate have to have confirmed; refused where it is none. */
  readonly challengesOf: (claims: Claims) => Outcome<Challenges, 'PARTICIPANTS_SIGN_MEANING'>
  readonly verify: VerifySignature
}

export type SignerService = { readonly answer: (request: SignerRequest) => Promise<SignerAnswer> }

type Work = SignerParts & { readonly held: (key: Uint8Array) => Held | undefined }
type Held = { readonly own: OwnKey; readonly signer: Signer }
type Of<Verb extends SignerRequest['verb']> = Extract<SignerRequest, { readonly verb: Verb }>

/** Answers what a signer is asked. Whatever it throws is the store's: the key is away. */
export function signerService(parts: SignerParts): SignerService {
  const work: Work = { ...parts, held: byThumbprint(parts.store) }
  return {
    async answer(request) {
      switch (request.verb) {
        case 'keys':
          return accept(work.store.list().map(ownKeyItems))
        case 'make':
          return make(work, request.places)
        case 'another':
          return another(work, request.place)
        case 'kept':
          return accept(work.store.kind)
        case 'sign':
          return sign(work, request)
        case 'certificate':
          return signCertificate(work, request)
        case 'officers':
          return officersOf(work, request.party)
        default:
          return change(work, request)
      }
    },
  }
}

function byThumbprint(store: KeyStore): Work['held'] {
  const known = new Map<string, Held>()
  return (key) => {
    const id = toHex(key)
    const found = known.get(id)
    if (found !== undefined) return found
    const own = store.list().find((each) => toHex(thumbprint(each.key)) === id)
    if (own === undefined) return undefined
    const held = { own, signer: store.signerOf(own) }
    known.set(id, held)
    return held
  }
}

async function make({ store }: Work, places: readonly KeyPlace[]): Promise<SignerAnswer> {
  if (store.list().length + places.length > MAX_KEYS)
    return refuse('PARTICIPANTS_KEYS_TOO_MANY', undefined, { max: MAX_KEYS })
  return accept((await ensureKeys(store, places)).map(ownKeyItems))
}

/** A web server that was taken over can fill the store so, and no more: what signs is what the list names. */
async function another({ store }: Work, place: KeyPlace): Promise<SignerAnswer> {
  if (store.list().length >= MAX_KEYS)
    return refuse('PARTICIPANTS_KEYS_TOO_MANY', undefined, { max: MAX_KEYS })
  const [made] = await store.create([place])
  if (made === undefined) throw new Error('a store that made no key')
  return accept(ownKeyItems(made))
}

async function sign(work: Work, { key, message }: Of<'sign'>): Promise<SignerAnswer> {
  const held = work.held(key)
  if (held === undefined) return refuse('PARTICIPANTS_SIGN_KEY')
  if (algorithmOf(held.own.usage) === 'Ed25519') return signNote(held, message)
  const asked = readToSign(message, held.own, work.environment)
  if (!asked.ok) return asked
  if (asked.value.kind === 'certificate') return refuse('PARTICIPANTS_SIGN_APPROVALS')
  return accept(await held.signer.sign(message))
}

async function signNote({ own, signer }: Held, message: Uint8Array): Promise<SignerAnswer> {
  return isNoteToSign(message, own)
    ? accept(await signer.sign(message))
    : refuse('PARTICIPANTS_SIGN_FORM')
}

/** `[signature, who passed without a passkey]`. */
async function signCertificate(
  work: Work,
  { key, message, approvals }: Of<'certificate'>,
): Promise<SignerAnswer> {
  const held = work.held(key)
  if (held === undefined) return refuse('PARTICIPANTS_SIGN_KEY')
  const asked = readToSign(message, held.own, work.environment)
  if (!asked.ok) return asked
  if (asked.value.kind !== 'certificate') return refuse('PARTICIPANTS_SIGN_KIND')
  const challenges = work.challengesOf(asked.value.claims)
  if (!challenges.ok) return challenges
  const officers = await listOf(work, held.own.party)
  if (officers === undefined) return refuse('PARTICIPANTS_OFFICERS_NONE')
  const approved = await checkApprovals(officers, approvals, challenges.value, work.verify)
  if (!approved.ok) return approved
  return accept([await held.signer.sign(message), approved.value.unasserted])
}

/** A demonstration without a list asks nobody; a production signer signs nothing before it has one. */
async function listOf(
  { officers, environment }: Work,
  party: PartyCode,
): Promise<SigningOfficers | undefined> {
  const current = await officers.current(party)
  return current ?? (environment === 'demonstration' ? emptyList(party) : undefined)
}

function emptyList(party: PartyCode): SigningOfficers {
  return {
    format: 'openkp-officers',
    party,
    version: 1,
    previous: 'none',
    mode: 'offered',
    rpId: 'localhost',
    origins: ['http://localhost'],
    officers: [],
  }
}

/** The bytes of the list in force, or null. */
async function officersOf({ officers }: Work, party: PartyCode): Promise<SignerAnswer> {
  const current = await officers.current(party)
  const answer: CborValue = current === undefined ? null : encodeOfficers(current)
  return accept(answer)
}

async function change(work: Work, request: Of<'change'>): Promise<SignerAnswer> {
  const asked = parseOfficers(request.list)
  if (!asked.ok) return asked
  const current = await work.officers.current(asked.value.party)
  if (current === undefined) return refuse('PARTICIPANTS_OFFICERS_NONE')
  const next = await nextOfficers(current, request, work.verify)
  if (!next.ok) return next
  return (await work.officers.keep(next.value, request.approvals))
    ? accept(next.value.version)
    : refuse('PARTICIPANTS_OFFICERS_OUTDATED')
}
