import type { CborValue } from '../../crypto/cbor.ts'
import { sign1 } from '../../crypto/cose.ts'
import { type Signer, thumbprint } from '../../crypto/signature.ts'
import { type Claims, encodeClaims } from '../../crypto/statement.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, type Refusal } from '../../values/outcome.ts'
import type { Approval, Approvals, Approved } from '../approvals.ts'
import type { KeyPlace, OwnKey } from '../keys.ts'
import type { KeyUsage } from '../kinds.ts'
import { type KeptIn, keptInOf, ownKeysOf, type SignerAnswer } from '../signer-messages.ts'
import type { SignerRefusal } from '../signer-refusals.ts'
import { type KeyChoice, keyChoice } from './key-choice.ts'
import { signerBook } from './signer-book.ts'
import { type ClientOptions, connectSigner } from './signer-client.ts'
import type { Ask } from './signer-connection.ts'

/** The keys of this node as its programs see them: they sign elsewhere. */
export type Keys = {
  /** Signs as `party` for `usage`. Throws where the signer holds no such key. */
  readonly signerOf: (party: PartyCode, usage: KeyUsage) => Signer
  /** Signs certificates that these two officers stand for; rejects with the refusal where they do not. */
  readonly certificateSignerOf: (party: PartyCode, approvals: Approvals) => Signer
  /** From now on only keys that the trust list in force names sign. */
  readonly follow: KeyChoice['follow']
  /** Every key that is held, prepared ones too. */
  readonly held: () => Promise<readonly OwnKey[]>
  /** Makes one more key for a place that may have some already. */
  readonly another: (place: KeyPlace) => Promise<OwnKey>
  /** Where the keys are kept. */
  readonly keptIn: () => Promise<KeptIn>
}

export type RemoteKeys = Keys & {
  /** Every key that is held for each place; one is made where there is none. */
  readonly ensure: (places: readonly KeyPlace[]) => Promise<readonly OwnKey[]>
  /** The certificate as a statement, and who passed without a passkey; or why it was not signed. */
  readonly signCertificate: (
    certificate: { readonly typ: string; readonly claims: Claims },
    approvals: Approvals,
  ) => Promise<Outcome<Approved & { readonly bytes: Uint8Array }, SignerRefusal>>
  /** The list of officers in force as canonical JSON; null where there is none. */
  readonly officersOf: (party: PartyCode) => Promise<Uint8Array | null>
  /** Replaces the list of officers; the version that is now in force. */
  readonly changeOfficers: (
    list: Uint8Array,
    approvals: readonly Approval[],
  ) => Promise<Outcome<number, SignerRefusal>>
  /** Whether the signer was reached within so many milliseconds. */
  readonly reached: (milliseconds: number) => Promise<boolean>
  readonly close: () => void
}

/** The keys that the signer at `path` holds. Which there are is asked with each connection. */
export function openRemoteKeys(options: Omit<ClientOptions, 'onConnect'>): RemoteKeys {
  let keys: readonly OwnKey[] = []
  const learn = async (ask: Ask) => {
    keys = readKeys(accepted(await ask({ verb: 'keys' })))
  }
  const client = connectSigner({ ...options, onConnect: learn })
  const { follow, keyOf } = keyChoice(() => keys)
  const certify = async (own: OwnKey, message: Uint8Array, approvals: Approvals) => {
    const key = thumbprint(own.key)
    return client.ask({ verb: 'certificate', key, message, approvals })
  }
  return {
    signerOf(party, usage) {
      const { key } = keyOf(party, usage)
      const named = thumbprint(key)
      const sign = async (message: Uint8Array) =>
        bytesOf(accepted(await client.ask({ verb: 'sign', key: named, message })))
      return { key, sign }
    },
    certificateSignerOf(party, approvals) {
      const own = keyOf(party, 'certificate')
      const sign = async (message: Uint8Array) =>
        signatureOf(accepted(await certify(own, message, approvals))).signature
      return { key: own.key, sign }
    },
    follow,
    async held() {
      await learn(client.ask)
      return keys
    },
    async another(place) {
      const made = readKeys([accepted(await client.ask({ verb: 'another', place }))])
      await learn(client.ask)
      return made[0] ?? unreadable()
    },
    keptIn: async () => keptInOf(accepted(await client.ask({ verb: 'kept' }))) ?? unreadable(),
    async ensure(places) {
      accepted(await client.ask({ verb: 'make', places }))
      await learn(client.ask)
      return keysAt(keys, places)
    },
    signCertificate: ({ typ, claims }, approvals) =>
      certified(keyOf(claims.iss, 'certificate'), { typ, claims }, (own, message) =>
        certify(own, message, approvals),
      ),
    async officersOf(party) {
      const list = accepted(await client.ask({ verb: 'officers', party }))
      return list === null ? null : bytesOf(list)
    },
    async changeOfficers(list, approvals) {
      const answer = await client.ask({ verb: 'change', list, approvals })
      return answer.ok ? accept(Number(answer.value)) : answer
    },
    reached: client.reached,
    close: client.close,
  }
}

async function certified(
  own: OwnKey,
  { typ, claims }: { readonly typ: string; readonly claims: Claims },
  certify: (own: OwnKey, message: Uint8Array) => Promise<SignerAnswer>,
): ReturnType<RemoteKeys['signCertificate']> {
  let unasserted: Approved['unasserted'] = []
  const sign = async (message: Uint8Array) => {
    const answer = signatureOf(accepted(await certify(own, message)))
    unasserted = answer.unasserted
    return answer.signature
  }
  try {
    const bytes = await sign1({ key: own.key, sign }, typ, encodeClaims(claims))
    return accept({ bytes, unasserted })
  } catch (error) {
    return refusedBy(error)
  }
}

/** The value of an answer; a refusal is thrown, for code that has no place for one. */
function accepted(answer: SignerAnswer): CborValue {
  if (answer.ok) return answer.value
  throw new RefusedError(answer.refusals[0], signerBook)
}

/** A refusal that was thrown as a value again; that nobody answers stays thrown. */
function refusedBy(error: unknown) {
  const isRefusal = error instanceof RefusedError && error.book === signerBook
  if (!isRefusal || error.refusal.code === 'PARTICIPANTS_SIGNER_AWAY') throw error
  return { ok: false as const, refusals: [error.refusal as Refusal<SignerRefusal>] as const }
}

/** The keys for each of `places`, in their order, the oldest first: a token lists them in none. */
export function keysAt(keys: readonly OwnKey[], places: readonly KeyPlace[]): readonly OwnKey[] {
  return places.flatMap((place) =>
    keys
      .filter(({ party, usage }) => party === place.party && usage === place.usage)
      .sort((a, b) => a.madeAt - b.madeAt),
  )
}

function readKeys(value: CborValue): readonly OwnKey[] {
  return ownKeysOf(value) ?? unreadable()
}

function bytesOf(value: CborValue): Uint8Array {
  return value instanceof Uint8Array ? value : unreadable()
}

function signatureOf(value: CborValue) {
  const [signature, names] = Array.isArray(value) ? (value as CborValue[]) : []
  if (!(signature instanceof Uint8Array) || !Array.isArray(names)) return unreadable()
  const unasserted = (['issued', 'validated'] as const).filter((each) => names.includes(each))
  return { signature, unasserted }
}

/** Program and signer are of two versions: nothing that a request could mend. */
function unreadable(): never {
  throw new Error('an answer of the signer that cannot be read')
}
