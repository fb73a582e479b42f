import { createHash, randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Attribute } from 'pkcs11js'
import { toHex } from '../../crypto/bytes.ts'
import { type PublicKey, thumbprint, withLowS } from '../../crypto/signature.ts'
import { isPartyCode } from '../../values/codes.ts'
import { accept, type Outcome } from '../../values/outcome.ts'
import type { KeyPlace, OwnKey } from '../keys.ts'
import { algorithmOf, type Environment, KEY_USAGES } from '../kinds.ts'
import type { KeyStoreRefusal } from '../signer-refusals.ts'
import type { KeyStore } from './key-store.ts'
import { openSessions, type Pkcs11Place, type Session, type Sessions } from './pkcs11-session.ts'

/** The object identifier of P-256 in DER, as CKA_EC_PARAMS wants it. */
const P256 = Buffer.from('06082a8648ce3d030107', 'hex')
/** The name of Ed25519 as a PrintableString: what tokens took before version 3 of the standard gave it a number. */
const EDWARDS25519 = Buffer.from('130c656477617264733235353139', 'hex')
/** PKCS#11 3.0, which the package does not name. */
const CKM_EC_EDWARDS_KEY_PAIR_GEN = 0x1055
const CKM_EDDSA = 0x1057
const CKK_EC_EDWARDS = 0x40
/** An uncompressed point: 04, x, y. A token gives it bare or in an OCTET STRING, as it does an Edwards point. */
const POINT_BYTES = 65
const EDWARDS_POINT_BYTES = 32
const FOUND_AT_A_TIME = 256

type TokenKey = OwnKey & { readonly id: Buffer }

/**
 * Keys on a PKCS#11 token (v2.40), made inside and not extractable: P-256, one pair a key, with the
 * same CKA_ID and a label that says environment, party, usage and time. Objects with other labels are
 * somebody else's and left alone.
 */
export async function openPkcs11Store(
  place: Pkcs11Place,
  environment: Environment,
): Promise<Outcome<KeyStore, KeyStoreRefusal>> {
  const opened = await openSessions(place)
  if (!opened.ok) return opened
  const sessions = opened.value
  let keys = sessions.within((session) => readKeys(session, environment))
  return accept({
    kind: 'token',
    list: () => keys.map(withoutId),
    signerOf(own) {
      const id = toHex(thumbprint(own.key))
      const held = keys.find(({ key }) => toHex(thumbprint(key)) === id)
      if (held === undefined) throw new Error('a key that this token does not hold')
      return { key: held.key, sign: signWith(sessions, held) }
    },
    async create(places) {
      const made: TokenKey[] = []
      for (const place of places) {
        const own = sessions.within((session) => makeKey(session, environment, place))
        keys = [...keys, own]
        made.push(own)
        // A device takes its time for each: whoever wants a signature meanwhile gets it in between.
        await nextTurn()
      }
      return made.map(withoutId)
    },
    close: async () => sessions.close(),
  })
}

function withoutId({ party, usage, key, madeAt }: TokenKey): OwnKey {
  return { party, usage, key, madeAt }
}

/** The handle of a private key is asked for once a session. */
function signWith(sessions: Sessions, { id, key }: TokenKey) {
  let known: { readonly session: Session; readonly handle: Buffer } | undefined
  const isEdwards = key.alg === 'Ed25519'
  return async (message: Uint8Array): Promise<Uint8Array> => {
    // The token hashes for EdDSA itself; for ECDSA it is given the digest.
    const input = isEdwards ? message : createHash('sha256').update(message).digest()
    const signature = sessions.within((session) => {
      if (known?.session !== session) known = { session, handle: privateKeyOf(session, id) }
      const { p11, module } = session
      const mechanism = isEdwards ? CKM_EDDSA : p11.CKM_ECDSA
      module.C_SignInit(session.handle, { mechanism }, known.handle)
      return module.C_Sign(session.handle, Buffer.from(input), Buffer.alloc(64))
    })
    return isEdwards ? new Uint8Array(signature) : withLowS(new Uint8Array(signature))
  }
}

function privateKeyOf(session: Session, id: Buffer): Buffer {
  const { p11 } = session
  const [handle] = find(session, [
    { type: p11.CKA_CLASS, value: p11.CKO_PRIVATE_KEY },
    { type: p11.CKA_ID, value: id },
  ])
  if (handle === undefined) throw new Error('a private key is no longer on the token')
  return handle
}

function readKeys(session: Session, environment: Environment): readonly TokenKey[] {
  const { p11, module } = session
  const handles = find(session, [{ type: p11.CKA_CLASS, value: p11.CKO_PUBLIC_KEY }])
  return handles.flatMap((handle) => {
    const [label, id] = module.C_GetAttributeValue(session.handle, handle, [
      { type: p11.CKA_LABEL },
      { type: p11.CKA_ID },
    ])
    const place = readLabel(String(label?.value), environment)
    if (place === undefined || !Buffer.isBuffer(id?.value)) return []
    return [{ ...place, id: Buffer.from(id.value), key: publicKeyAt(session, handle) }]
  })
}

function find({ module, handle }: Session, template: Attribute[]): Buffer[] {
  module.C_FindObjectsInit(handle, template)
  const found: Buffer[] = []
  for (;;) {
    const some = module.C_FindObjects(handle, FOUND_AT_A_TIME)
    found.push(...some)
    if (some.length < FOUND_AT_A_TIME) break
  }
  module.C_FindObjectsFinal(handle)
  return found
}

function makeKey(session: Session, environment: Environment, place: KeyPlace): TokenKey {
  const { p11, module, handle } = session
  const madeAt = Math.floor(Date.now() / 1000)
  const id = randomBytes(16)
  const named = [
    { type: p11.CKA_TOKEN, value: true },
    { type: p11.CKA_LABEL, value: `openkp ${environment} ${place.party} ${place.usage} ${madeAt}` },
    { type: p11.CKA_ID, value: id },
  ]
  const isEdwards = algorithmOf(place.usage) === 'Ed25519'
  const params = isEdwards ? EDWARDS25519 : P256
  const pair = module.C_GenerateKeyPair(
    handle,
    { mechanism: isEdwards ? CKM_EC_EDWARDS_KEY_PAIR_GEN : p11.CKM_EC_KEY_PAIR_GEN },
    [...named, { type: p11.CKA_VERIFY, value: true }, { type: p11.CKA_EC_PARAMS, value: params }],
    [
      ...named,
      { type: p11.CKA_PRIVATE, value: true },
      { type: p11.CKA_SENSITIVE, value: true },
      { type: p11.CKA_EXTRACTABLE, value: false },
      { type: p11.CKA_SIGN, value: true },
    ],
  )
  return { ...place, madeAt, id, key: publicKeyAt(session, pair.publicKey) }
}

function readLabel(label: string, environment: Environment) {
  const [, found, party, usage, madeAt] =
    /^openkp (\w+) ([A-Z-]+) (\w+) (\d{1,12})$/.exec(label) ?? []
  const known = KEY_USAGES.find((each) => each === usage)
  if (found !== environment || !isPartyCode(party) || known === undefined) return undefined
  return { party, usage: known, madeAt: Number(madeAt) }
}

function publicKeyAt({ p11, module, handle }: Session, object: Buffer): PublicKey {
  const [point, type] = module.C_GetAttributeValue(handle, object, [
    { type: p11.CKA_EC_POINT },
    { type: p11.CKA_KEY_TYPE },
  ])
  const bytes = new Uint8Array(Buffer.isBuffer(point?.value) ? point.value : Buffer.alloc(0))
  if (Buffer.isBuffer(type?.value) && type.value[0] === CKK_EC_EDWARDS) return edwardsKey(bytes)
  const bare = bytes.length === POINT_BYTES + 2 ? bytes.subarray(2) : bytes
  if (bare.length !== POINT_BYTES || bare[0] !== 4) throw new Error('a key that is not P-256')
  return { alg: 'ESP256', x: bare.slice(1, 33), y: bare.slice(33) }
}

function edwardsKey(bytes: Uint8Array): PublicKey {
  const x = bytes.slice(-EDWARDS_POINT_BYTES)
  const isBare = bytes.length === EDWARDS_POINT_BYTES || bytes.length === EDWARDS_POINT_BYTES + 2
  if (!isBare) throw new Error('a key that is not Ed25519')
  return { alg: 'Ed25519', x }
}
