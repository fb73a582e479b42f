import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { encodeBase45 } from '../../src/crypto/base45.ts'
import { concatBytes } from '../../src/crypto/bytes.ts'
import { type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { claimBytes, type Draft, fields } from './draft.ts'
import {
  bodyEntries,
  bodyWith,
  bytes,
  claimEntries,
  claimsAround,
  cose,
  rawMap,
  replaceOnce,
  sorted,
} from './raw.ts'

const BASE = fields()
const PAYLOAD = claimBytes(BASE)
const GOOD = await cose({ payload: PAYLOAD })

/** The code's text, before there are bytes. */
const base45 = encodeBase45(GOOD)
const TEXTS: readonly Draft[] = [
  text('prefix-missing', 'Base45 without a prefix.', 'NOT_A_CERTIFICATE', base45),
  text('prefix-lower-case', 'The prefix in lower case.', 'NOT_A_CERTIFICATE', `kpc1:${base45}`),
  text(
    'prefix-of-another-scheme',
    'A health certificate’s prefix.',
    'NOT_A_CERTIFICATE',
    `HC1:${base45}`,
  ),
  text('url', 'A link.', 'NOT_A_CERTIFICATE', `https://verify.example/?c=KPC1:${base45}`),
  text('empty', 'An empty code.', 'NOT_A_CERTIFICATE', ''),
  text('prefix-only', 'A prefix and nothing behind it.', 'CBOR_TRUNCATED', 'KPC1:'),
  text(
    'code-too-long',
    '4,297 characters, one more than the largest code holds.',
    'CODE_TOO_LONG',
    `KPC1:${'0'.repeat(4292)}`,
  ),
  text(
    'base45-lower-case',
    'A letter in lower case.',
    'BASE45_CHARACTER',
    `KPC1:${base45.replace(/[A-Z]/, (letter) => letter.toLowerCase())}`,
  ),
  text(
    'base45-line-end',
    'A line end behind the text.',
    'BASE45_CHARACTER',
    `KPC1:${base45.slice(0, -1)}\n`,
  ),
  text(
    'base45-length',
    'One character more than bytes can make.',
    'BASE45_LENGTH',
    `KPC1:${base45}${base45.length % 3 === 0 ? '0' : '00'}`,
  ),
  text(
    'base45-overflow',
    'Three characters that are more than two bytes.',
    'BASE45_OVERFLOW',
    `KPC1:GGW${base45.slice(3)}`,
  ),
  {
    name: 'prefix-of-the-demonstration',
    about: 'A certificate behind the prefix of a specimen.',
    expect: 'PREFIX_OF_ANOTHER_ENVIRONMENT',
    fields: BASE,
    environment: 'production',
    qr: `KPCTEST1:${base45}`,
  },
]

function text(name: string, about: string, expect: ReasonCode, qr: string): Draft {
  return { name, about, expect, qr }
}

function raw(name: string, about: string, expect: ReasonCode, of: Uint8Array): Draft {
  return { name, about, expect, cose: of }
}

/** Payloads that are signed well and written badly. */
function signed(name: string, about: string, expect: ReasonCode, claims: Uint8Array): Draft {
  return { name, about, expect, claims, key: 'CD certificate' }
}

const nested = (depth: number): CborValue => (depth === 0 ? 1 : [nested(depth - 1)])
const swapped = ([first, second, ...rest]: ReturnType<typeof claimEntries>) =>
  [second, first, ...rest] as ReturnType<typeof claimEntries>
const doubled = ([first, ...rest]: ReturnType<typeof claimEntries>) =>
  [first, first, ...rest] as ReturnType<typeof claimEntries>
const carats = encodeCbor(12_540)
const weight = (other: Uint8Array) =>
  claimsAround(
    BASE,
    rawMap(
      bodyEntries(BASE).map(([key, value]) =>
        key[0] === 7 ? [key, replaceOnce(value, carats, other)] : [key, value],
      ),
    ),
  )

const CBOR: readonly Draft[] = [
  raw('cut-by-a-byte', 'The last byte is missing.', 'CBOR_TRUNCATED', GOOD.subarray(0, -1)),
  raw(
    'cut-in-half',
    'The second half is missing.',
    'CBOR_TRUNCATED',
    GOOD.subarray(0, GOOD.length / 2),
  ),
  raw('byte-more', 'A byte behind the end.', 'CBOR_TRAILING_BYTES', concatBytes(GOOD, bytes(0))),
  signed(
    'payload-byte-more',
    'A byte behind the claims, signed with them.',
    'CBOR_TRAILING_BYTES',
    concatBytes(PAYLOAD, bytes(0)),
  ),
  raw(
    'outer-indefinite',
    'The outer array without a length.',
    'CBOR_INDEFINITE',
    concatBytes(bytes(0xd2, 0x9f), GOOD.subarray(2), bytes(0xff)),
  ),
  signed(
    'claims-indefinite',
    'The claims as a map without a length.',
    'CBOR_INDEFINITE',
    concatBytes(bytes(0xbf), PAYLOAD.subarray(1), bytes(0xff)),
  ),
  raw(
    'outer-long-head',
    'The length of the outer array in a byte of its own.',
    'CBOR_NOT_SHORTEST',
    concatBytes(bytes(0xd2, 0x98, 4), GOOD.subarray(2)),
  ),
  raw(
    'tag-long-head',
    'Tag 18 in a byte of its own.',
    'CBOR_NOT_SHORTEST',
    concatBytes(bytes(0xd8, 18), GOOD.subarray(1)),
  ),
  signed(
    'text-long-head',
    'The issuer’s code with a longer head than it needs.',
    'CBOR_NOT_SHORTEST',
    replaceOnce(PAYLOAD, bytes(1, 0x62, 0x43, 0x44), bytes(1, 0x78, 2, 0x43, 0x44)),
  ),
  signed(
    'integer-long',
    'A weight in eight bytes that four would hold.',
    'CBOR_NOT_SHORTEST',
    weight(bytes(0x1b, 0, 0, 0, 0, 0, 0, 0x30, 0xfc)),
  ),
  signed(
    'claim-twice',
    'The issuer twice.',
    'CBOR_DUPLICATE_KEY',
    rawMap(doubled(claimEntries(BASE))),
  ),
  signed(
    'field-twice',
    'A field of the body twice.',
    'CBOR_DUPLICATE_KEY',
    claimsAround(BASE, rawMap(doubled(bodyEntries(BASE)))),
  ),
  signed(
    'claims-unsorted',
    'Two claims in the wrong order.',
    'CBOR_UNSORTED_KEYS',
    rawMap(swapped(claimEntries(BASE))),
  ),
  signed(
    'fields-unsorted',
    'Two fields in the wrong order.',
    'CBOR_UNSORTED_KEYS',
    claimsAround(BASE, rawMap(swapped(bodyEntries(BASE)))),
  ),
  signed(
    'key-of-bytes',
    'A claim whose key is bytes.',
    'CBOR_KEY_TYPE',
    rawMap(sorted([...claimEntries(BASE), [bytes(0x41, 1), bytes(0)]])),
  ),
  signed(
    'key-that-is-a-list',
    'A claim whose key is a list.',
    'CBOR_KEY_TYPE',
    rawMap(sorted([...claimEntries(BASE), [bytes(0x80), bytes(0)]])),
  ),
  signed(
    'utf8-overlong',
    'An overlong form in a name.',
    'CBOR_UTF8',
    replaceOnce(
      PAYLOAD,
      encodeUtf8('Société'),
      concatBytes(encodeUtf8('Soci'), bytes(0xc1, 0xbf), encodeUtf8('té')),
    ),
  ),
  signed(
    'utf8-surrogate',
    'Half a surrogate pair in a name.',
    'CBOR_UTF8',
    replaceOnce(
      PAYLOAD,
      encodeUtf8('Kinshasa'),
      concatBytes(encodeUtf8('Kinsh'), bytes(0xed, 0xa0, 0x80)),
    ),
  ),
  signed(
    'too-deep',
    'Lists inside each other: something stands inside nine.',
    'CBOR_TOO_DEEP',
    bodyWith(BASE, 99, nested(8)),
  ),
  signed(
    'float',
    'A weight as a float.',
    'CBOR_TYPE',
    weight(bytes(0xfb, 0x40, 0xc8, 0x7e, 0, 0, 0, 0, 0)),
  ),
  signed(
    'undefined',
    'A claim that is undefined.',
    'CBOR_TYPE',
    rawMap(sorted([...claimEntries(BASE), [bytes(0x18, 99), bytes(0xf7)]])),
  ),
  signed(
    'integer-too-large',
    'A weight of 2^64 - 1.',
    'CBOR_INTEGER_RANGE',
    weight(bytes(0x1b, ...new Array<number>(8).fill(255))),
  ),
]

export const INVALID_FORM: readonly Draft[] = [...TEXTS, ...CBOR]
