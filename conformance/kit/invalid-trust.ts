import { encodeCbor } from '../../src/crypto/cbor.ts'
import { claimBytes, type Draft, fields } from './draft.ts'
import { publicKey } from './keys.ts'
import { AT, DAY, instant } from './lists.ts'
import { cose, header } from './raw.ts'
import { OLD_KEY, RETIRED_AT } from './trust-files.ts'

const BASE = fields()
const PAYLOAD = claimBytes(BASE)

/** The last bit turned: an s that is as low as before. */
async function turned(): Promise<Uint8Array> {
  const bytes = await cose({ payload: PAYLOAD })
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1
  return bytes
}

/** The claims of one certificate with the signature of another. */
async function otherSeal(): Promise<Uint8Array> {
  const changed = claimBytes(fields({ seals: ['CD-77121'] }))
  const good = await cose({ payload: PAYLOAD })
  return cose({ payload: changed, signature: () => good.slice(-64) })
}

const LANGUAGES: readonly Draft[] = [
  {
    name: 'typ-unknown',
    about: 'typ application/cwt.',
    expect: 'TYP_UNKNOWN',
    fields: BASE,
    typ: 'application/cwt',
  },
  {
    name: 'typ-in-capitals',
    about: 'typ with a capital letter: media types elsewhere do not mind, this one does.',
    expect: 'TYP_UNKNOWN',
    fields: BASE,
    typ: 'application/KPC+cwt',
  },
  {
    name: 'typ-of-a-correction',
    about: 'A certificate’s claims under the typ of a correction.',
    expect: 'TYP_OF_ANOTHER_KIND',
    fields: BASE,
    typ: 'application/kpc-correction+cwt',
  },
  {
    name: 'specimen-shown-to-production',
    about: 'A good specimen, shown to a reader that carries a production list.',
    expect: 'SPECIMEN_REFUSED',
    fields: BASE,
    environment: 'demonstration',
    key: 'CD specimen certificate',
  },
  {
    name: 'specimen-without-a-list',
    about: 'A good specimen, shown to a reader without any list.',
    expect: 'SPECIMEN_REFUSED',
    fields: BASE,
    environment: 'demonstration',
    key: 'CD specimen certificate',
    trust: null,
  },
  {
    name: 'specimen-key-for-a-certificate',
    about: 'A production certificate signed with a specimen key.',
    expect: 'KEY_NOT_DELEGATED',
    fields: BASE,
    key: 'CD specimen certificate',
  },
  {
    name: 'trust-of-demonstration',
    about: 'A good certificate, shown to a reader that carries a demonstration list.',
    expect: 'TRUST_OF_DEMONSTRATION',
    fields: BASE,
    trust: 'demonstration',
  },
  {
    name: 'no-trust-list',
    about: 'A good certificate, and no list.',
    expect: 'NO_TRUST_LIST',
    fields: BASE,
    trust: null,
  },
  {
    name: 'root-not-pinned',
    about: 'A good certificate under a list whose root nobody vouches for.',
    expect: 'ROOT_NOT_PINNED',
    fields: BASE,
    trust: 'scheme-unpinned',
  },
  {
    name: 'root-not-pinned-and-void',
    about: 'The list that nobody vouches for says that the number is void: it accuses nobody.',
    expect: 'ROOT_NOT_PINNED',
    fields: fields({ number: 'CD000101' }),
    trust: 'scheme-unpinned',
  },
  {
    name: 'specimen-root-not-accepted',
    about: 'A specimen under a demonstration list that was not given by name.',
    expect: 'ROOT_NOT_PINNED',
    fields: BASE,
    environment: 'demonstration',
    key: 'CD specimen certificate',
    trust: 'demonstration-unpinned',
  },
]

const KEYS: readonly Draft[] = [
  {
    name: 'issuer-without-keys',
    about: 'An issuer for which the list has no key at all.',
    expect: 'ISSUER_WITHOUT_KEYS',
    fields: fields({ number: 'GB000017', issuer: 'GB' }),
    key: 'GB certificate',
  },
  {
    name: 'key-of-nobody',
    about: 'A key that stands nowhere in the list.',
    expect: 'KEY_NOT_DELEGATED',
    fields: BASE,
    key: 'nobody',
  },
  {
    name: 'key-of-another-participant',
    about: 'A certificate of the Congo, signed with the certificate key of South Africa.',
    expect: 'KEY_NOT_DELEGATED',
    fields: BASE,
    key: 'ZA certificate',
  },
  {
    name: 'key-newer-than-the-list',
    about: 'Signed after the list was made, with a key that the list does not know.',
    expect: 'KEY_NEWER_THAN_LIST',
    fields: fields({ iat: AT - 600, issuedOn: '2026-03-04' }),
    key: 'CD certificate, published later',
  },
  {
    name: 'key-for-confirmations',
    about: 'Signed with the issuer’s key for import confirmations.',
    expect: 'KEY_WRONG_USAGE',
    fields: BASE,
    key: 'CD confirm',
  },
  {
    name: 'key-for-status',
    about: 'Signed with the issuer’s key for status pages.',
    expect: 'KEY_WRONG_USAGE',
    fields: BASE,
    key: 'CD status',
  },
  {
    name: 'key-of-another-algorithm',
    about: 'The header says -19 of a key that is for ESP256; the signature is good under ESP256.',
    expect: 'KEY_WRONG_ALGORITHM',
    cose: await cose({
      payload: PAYLOAD,
      header: encodeCbor(header(publicKey('CD certificate'), { alg: -19 })),
    }),
  },
  {
    name: 'signature-bit',
    about: 'The last bit of the signature is turned.',
    expect: 'SIGNATURE_INVALID',
    cose: await turned(),
  },
  {
    name: 'signature-of-another-certificate',
    about: 'A seal number is changed, the signature is the one of before.',
    expect: 'SIGNATURE_INVALID',
    cose: await otherSeal(),
  },
  {
    name: 'signature-zero',
    about: 'A signature of 64 zeros.',
    expect: 'SIGNATURE_INVALID',
    cose: await cose({ payload: PAYLOAD, signature: () => new Uint8Array(64) }),
  },
  {
    name: 'signed-as-another-typ',
    about: 'The signature was made over the header of a correction.',
    expect: 'SIGNATURE_INVALID',
    cose: await graftedHeader(),
  },
  {
    name: 'key-before-its-time',
    about: 'Signed a second before the key begins to count.',
    expect: 'KEY_OUTSIDE_TIME',
    fields: aged(OLD_KEY.notBefore - 1, '2024-12-31', '2025-02-28', '2025-03-01'),
    key: 'CD certificate, of last year',
    trust: 'scheme-2025',
    at: OLD_KEY.notBefore + 4 * DAY,
  },
  {
    name: 'key-after-its-time',
    about: 'Signed in the first second in which the key counts no more.',
    expect: 'KEY_OUTSIDE_TIME',
    fields: aged(OLD_KEY.notAfter, '2026-01-01', '2026-03-20', '2026-03-21'),
    key: 'CD certificate, of last year',
  },
  {
    name: 'key-retired',
    about: 'Signed in the second in which its key was retired.',
    expect: 'KEY_RETIRED',
    fields: aged(RETIRED_AT, '2026-02-01', '2026-04-01', '2026-04-02'),
    key: 'CD certificate, retired',
  },
  {
    name: 'key-compromised',
    about:
      'Signed with a stolen key, before the day on which the theft was found: no time is safe.',
    expect: 'KEY_COMPROMISED',
    fields: aged(RETIRED_AT - DAY, '2026-01-31', '2026-03-31', '2026-04-01'),
    key: 'CD certificate, compromised',
  },
]

function aged(iat: number, issuedOn: string, expiresOn: string, end: string) {
  return fields({ iat, issuedOn, expiresOn, exp: instant(`${end}T00:00:00Z`) })
}

/** Signed under one header and sent under another. */
async function graftedHeader(): Promise<Uint8Array> {
  const other = encodeCbor(
    header(publicKey('CD certificate'), { typ: 'application/kpc-correction+cwt' }),
  )
  const signed = await cose({ payload: PAYLOAD, header: other })
  return cose({ payload: PAYLOAD, signature: () => signed.slice(-64) })
}

export const INVALID_TRUST: readonly Draft[] = [...LANGUAGES, ...KEYS]
