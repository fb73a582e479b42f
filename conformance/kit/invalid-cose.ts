import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { concatBytes } from '../../src/crypto/bytes.ts'
import { encodeCbor } from '../../src/crypto/cbor.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { claimBytes, type Draft, fields } from './draft.ts'
import { publicKey } from './keys.ts'
import { bytes, claimsWith, cose, entry, header, otherS, rawMap } from './raw.ts'

const BASE = fields()
const PAYLOAD = claimBytes(BASE)
const GOOD = await cose({ payload: PAYLOAD })
const KEY = publicKey('CD certificate')

function raw(name: string, about: string, expect: ReasonCode, of: Uint8Array): Draft {
  return { name, about, expect, cose: of }
}

const headerWithout = (label: number) =>
  encodeCbor(new Map([...header(KEY)].filter(([each]) => each !== label)))
const withHeader = (of: Uint8Array) => cose({ payload: PAYLOAD, header: of })

const COSE: readonly Draft[] = [
  raw(
    'tag-of-cose-sign',
    'Tag 98, COSE_Sign.',
    'COSE_NOT_SIGN1',
    await cose({ payload: PAYLOAD, tag: 98 }),
  ),
  raw('no-tag', 'The array without its tag.', 'COSE_NOT_SIGN1', GOOD.subarray(1)),
  raw(
    'tag-of-cwt-around',
    'Tag 61 around the tagged structure.',
    'COSE_NOT_SIGN1',
    concatBytes(bytes(0xd8, 61), GOOD),
  ),
  raw(
    'five-parts',
    'A fifth element.',
    'COSE_NOT_SIGN1',
    concatBytes(bytes(0xd2, 0x85), GOOD.subarray(2), bytes(0xf6)),
  ),
  raw(
    'unprotected-kid',
    'The key id once more, unprotected.',
    'COSE_UNPROTECTED_NOT_EMPTY',
    await cose({ payload: PAYLOAD, unprotected: new Map([[4, encodeUtf8('anything')]]) }),
  ),
  raw(
    'header-critical',
    'A header parameter more: crit.',
    'COSE_HEADER',
    await withHeader(encodeCbor(new Map([...header(KEY), [2, [16]]]))),
  ),
  raw('header-without-typ', 'No typ.', 'COSE_HEADER', await withHeader(headerWithout(16))),
  raw('header-without-kid', 'No key id.', 'COSE_HEADER', await withHeader(headerWithout(4))),
  raw(
    'header-unsorted',
    'The header’s keys in the wrong order.',
    'CBOR_UNSORTED_KEYS',
    await withHeader(
      rawMap([entry(4, new Uint8Array(8)), entry(1, -9), entry(16, 'application/kpc+cwt')]),
    ),
  ),
  raw(
    'alg-es256',
    'alg ES256 (-7): the same mathematics, another name.',
    'COSE_ALGORITHM',
    await withHeader(encodeCbor(header(KEY, { alg: -7 }))),
  ),
  raw(
    'alg-eddsa',
    'alg EdDSA (-8).',
    'COSE_ALGORITHM',
    await withHeader(encodeCbor(header(KEY, { alg: -8 }))),
  ),
  raw(
    'alg-hmac',
    'alg HMAC 256/256 (5).',
    'COSE_ALGORITHM',
    await withHeader(encodeCbor(header(KEY, { alg: 5 }))),
  ),
  raw(
    'kid-short',
    'A key id of seven bytes.',
    'COSE_KEY_ID',
    await withHeader(encodeCbor(header(KEY, { kid: new Uint8Array(7) }))),
  ),
  raw(
    'typ-number',
    'typ as a number of CoAP.',
    'COSE_TYPE',
    await withHeader(encodeCbor(header(KEY, { typ: 61 }))),
  ),
  raw(
    'signature-short',
    'A signature of 63 bytes.',
    'COSE_SIGNATURE_LENGTH',
    await cose({ payload: PAYLOAD, signature: (each) => each.subarray(0, 63) }),
  ),
  raw(
    'signature-long',
    'A signature of 65 bytes.',
    'COSE_SIGNATURE_LENGTH',
    await cose({ payload: PAYLOAD, signature: (each) => concatBytes(each, bytes(0)) }),
  ),
  raw(
    'high-s',
    'The same signature with the other s.',
    'COSE_HIGH_S',
    await cose({ payload: PAYLOAD, signature: otherS }),
  ),
  {
    ...raw(
      'statement-too-long',
      '4,297 bytes, without a code.',
      'STATEMENT_TOO_LONG',
      new Uint8Array(4297),
    ),
    qr: null,
  },
]

const claims = (name: string, about: string, of: Uint8Array): Draft => ({
  name: `claims-${name}`,
  about,
  expect: 'STATEMENT_CLAIMS',
  claims: of,
  key: 'CD certificate',
})

const CLAIMS: readonly Draft[] = [
  claims('no-issuer', 'No iss.', claimsWith(BASE, 1, undefined)),
  claims('no-iat', 'No iat.', claimsWith(BASE, 6, undefined)),
  claims('no-number', 'No cti.', claimsWith(BASE, 7, undefined)),
  claims('one-more', 'A claim more: aud.', claimsWith(BASE, 3, 'EU')),
  claims('expiry-null', 'exp present and null.', claimsWith(BASE, 4, null)),
  claims('expiry-at-iat', 'exp equal to iat.', claimsWith(BASE, 4, BASE.iat)),
  claims('iat-in-milliseconds', 'iat in milliseconds.', claimsWith(BASE, 6, BASE.iat * 1000)),
  claims('issuer-unknown', 'iss is a code that nobody has.', claimsWith(BASE, 1, 'QQ')),
  claims('number-as-text', 'cti as text.', claimsWith(BASE, 7, BASE.number)),
  claims('body-a-list', 'The body is a list.', claimsWith(BASE, -65_537, [1])),
]

export const INVALID_COSE: readonly Draft[] = [...COSE, ...CLAIMS]
