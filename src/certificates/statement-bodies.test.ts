import { describe, expect, test } from 'vitest'
import { toHex } from '../crypto/bytes.ts'
import { type CborMap, type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import { STATUSES } from '../transparency/statuses.ts'
import { dayOf } from '../values/day.ts'
import { ALARM_CODES } from './alarms.ts'
import { type Alert, decodeAlert, encodeAlert } from './alert.ts'
import {
  type CertificateStatus,
  decodeCertificateStatus,
  encodeCertificateStatus,
} from './certificate-status.ts'
import { decodeConfirmation, encodeConfirmation, type ImportConfirmation } from './confirmation.ts'
import { type Correction, decodeCorrection, encodeCorrection, MAX_CHANGES } from './correction.ts'
import { DISCREPANCY_CODES } from './discrepancies.ts'
import { type DiscrepancyNotice, decodeDiscrepancy, encodeDiscrepancy } from './discrepancy.ts'
import type { PartyOnFace } from './fields.ts'
import type { CertificateNumber } from './number.ts'

const number = 'CD000017' as CertificateNumber
const other = 'CD000018' as CertificateNumber
const digest = new Uint8Array(32).fill(0xd1)
const on = dayOf('2026-03-09')
const party = (name: string, country: string) =>
  ({ name, place: 'Antwerp', country }) as PartyOnFace

const confirmation: ImportConfirmation = {
  number,
  digest,
  outcome: 'with_discrepancy',
  receivedOn: on,
  parcels: 2,
  lines: [
    { hs: '7102.21', carats: 1000 },
    { hs: '7102.31', carats: 12_340 },
  ] as unknown as ImportConfirmation['lines'],
  importer: party('Diamant NV', 'BE'),
  exporter: party('Mine SARL', 'CD'),
  reasons: ['WEIGHT_LESS', 'SEAL_BROKEN'],
  sealsIntact: false,
  note: 'The seal was replaced by customs.',
}
const asDeclared: ImportConfirmation = {
  ...confirmation,
  outcome: 'as_declared',
  reasons: [],
  sealsIntact: true,
}
const notice: DiscrepancyNotice = {
  number,
  digest: null,
  action: 'detained',
  on,
  reasons: ['CERTIFICATE_INVALID'],
  note: 'The code is not readable.\nThe sheet is a photocopy.',
}
const correction: Correction = {
  number,
  digest,
  changes: [{ field: 'importer.name', was: 'Diamant NW', is: 'Diamant NV' }],
  reason: 'Typing mistake.',
}
const alert: Alert = { number, digest, code: 'WRONG_PARTICIPANT', place: 'Dubai, customs' }
const replaced: CertificateStatus = {
  number,
  digest,
  status: 'replaced',
  since: 1_772_445_600,
  other,
  reason: null,
}

/** What stands in signed bytes, spelled out: a change here is a change of the format. */
describe('keys and order', () => {
  test.each<[string, CborMap, CborMap]>([
    [
      'import-confirmation',
      encodeConfirmation(confirmation),
      new Map<number, CborValue>([
        [0, 1],
        [1, 'CD000017'],
        [2, digest],
        [3, 1],
        [4, 20_521],
        [5, 2],
        [
          6,
          [
            [710_221, 1000],
            [710_231, 12_340],
          ],
        ],
        [7, ['Diamant NV', 'Antwerp', 'BE']],
        [8, ['Mine SARL', 'Antwerp', 'CD']],
        [9, ['WEIGHT_LESS', 'SEAL_BROKEN']],
        [10, false],
        [11, 'The seal was replaced by customs.'],
      ]),
    ],
    [
      'discrepancy',
      encodeDiscrepancy(notice),
      new Map<number, CborValue>([
        [0, 1],
        [1, 'CD000017'],
        [2, null],
        [3, 0],
        [4, 20_521],
        [5, ['CERTIFICATE_INVALID']],
        [6, 'The code is not readable.\nThe sheet is a photocopy.'],
      ]),
    ],
    [
      'correction',
      encodeCorrection(correction),
      new Map<number, CborValue>([
        [0, 1],
        [1, 'CD000017'],
        [2, digest],
        [3, [['importer.name', 'Diamant NW', 'Diamant NV']]],
        [4, 'Typing mistake.'],
      ]),
    ],
    [
      'alert',
      encodeAlert(alert),
      new Map<number, CborValue>([
        [0, 1],
        [1, 'CD000017'],
        [2, digest],
        [3, 2],
        [4, 'Dubai, customs'],
      ]),
    ],
    [
      'certificate-status',
      encodeCertificateStatus(replaced),
      new Map<number, CborValue>([
        [0, 1],
        [1, 'CD000017'],
        [2, digest],
        [3, 6],
        [4, 1_772_445_600],
        [5, 'CD000018'],
        [6, null],
      ]),
    ],
  ])('%s', (_, encoded, expected) => {
    expect(toHex(encodeCbor(encoded))).toBe(toHex(encodeCbor(expected)))
  })
})

type Codec = { encode: (value: never) => CborMap; decode: (body: CborMap) => unknown }
const CODECS: Record<string, Codec> = {
  confirmation: { encode: encodeConfirmation, decode: decodeConfirmation },
  notice: { encode: encodeDiscrepancy, decode: decodeDiscrepancy },
  correction: { encode: encodeCorrection, decode: decodeCorrection },
  status: { encode: encodeCertificateStatus, decode: decodeCertificateStatus },
  alert: { encode: encodeAlert, decode: decodeAlert },
}

function through(codec: string, value: unknown): unknown {
  const { encode, decode } = CODECS[codec] as Codec
  const read = decodeCbor(encodeCbor(encode(value as never)))
  return read.ok && read.value instanceof Map ? decode(read.value) : undefined
}

describe('read back', () => {
  test.each<[string, unknown]>([
    ['confirmation', confirmation],
    ['confirmation', asDeclared],
    ['confirmation', { ...confirmation, parcels: 0, lines: [], reasons: ['NOT_ROUGH_DIAMONDS'] }],
    ['confirmation', { ...confirmation, sealsIntact: true, reasons: [...DISCREPANCY_CODES] }],
    ['notice', notice],
    ['notice', { ...notice, digest, action: 'refused', note: null }],
    ['correction', correction],
    ...ALARM_CODES.map((code): [string, unknown] => ['alert', { ...alert, code }]),
    ['alert', { ...alert, digest: null }],
    ['status', replaced],
    ['status', { ...replaced, status: 'lost_or_stolen', reason: 'Stolen on the road.' }],
    ...STATUSES.filter((status) => status !== 'replaced').map((status): [string, unknown] => [
      'status',
      { ...replaced, digest: null, status, other: null },
    ]),
  ])('%s %#', (codec, value) => {
    expect(through(codec, value)).toEqual(value)
  })
})

describe('refused', () => {
  const line = (hs: string, carats: number) => ({ hs, carats })
  test.each<[string, string, unknown]>([
    ['as declared with a reason', 'confirmation', { ...asDeclared, reasons: ['OTHER'] }],
    ['as declared with a broken seal', 'confirmation', { ...asDeclared, sealsIntact: false }],
    ['a discrepancy without a reason', 'confirmation', { ...confirmation, reasons: [] }],
    ['a reason twice', 'confirmation', { ...confirmation, reasons: ['OTHER', 'OTHER'] }],
    ['a reason that is none', 'confirmation', { ...confirmation, reasons: ['BAD_WEATHER'] }],
    [
      'an inherited name as a reason',
      'confirmation',
      { ...confirmation, reasons: ['constructor'] },
    ],
    [
      'lines out of order',
      'confirmation',
      { ...confirmation, lines: [...confirmation.lines].reverse() },
    ],
    [
      'a line twice',
      'confirmation',
      { ...confirmation, lines: [line('7102.31', 1), line('7102.31', 1)] },
    ],
    ['a line of nothing', 'confirmation', { ...confirmation, lines: [line('7102.31', 0)] }],
    ['parcels beyond the limit', 'confirmation', { ...confirmation, parcels: 501 }],
    ['parcels below none', 'confirmation', { ...confirmation, parcels: -1 }],
    ['a number with a space', 'confirmation', { ...confirmation, number: 'CD 000017' }],
    ['a short digest', 'confirmation', { ...confirmation, digest: digest.slice(1) }],
    ['no digest', 'confirmation', { ...confirmation, digest: null }],
    ['an importer in no country', 'confirmation', { ...confirmation, importer: party('A', 'EU') }],
    [
      'a name with an override',
      'confirmation',
      { ...confirmation, importer: party('A\u202eB', 'BE') },
    ],
    ['a notice without a reason', 'notice', { ...notice, reasons: [] }],
    ['a note with a bell', 'notice', { ...notice, note: 'a\u0007' }],
    ['a note of nothing', 'notice', { ...notice, note: '' }],
    ['a note too long', 'notice', { ...notice, note: 'x'.repeat(2001) }],
    ['nothing corrected', 'correction', { ...correction, changes: [] }],
    [
      'a correction to the same',
      'correction',
      { ...correction, changes: [{ field: 'seals', was: 'A', is: 'A' }] },
    ],
    [
      'one field corrected twice',
      'correction',
      {
        ...correction,
        changes: [...correction.changes, { ...correction.changes[0], is: 'Other NV' }],
      },
    ],
    [
      'too many corrections',
      'correction',
      {
        ...correction,
        changes: Array.from({ length: MAX_CHANGES + 1 }, (_, at) => ({
          field: `f${at}`,
          was: 'A',
          is: 'B',
        })),
      },
    ],
    ['a correction without a reason', 'correction', { ...correction, reason: '' }],
    ['an alert of nothing', 'alert', { ...alert, code: 'NO_SUCH_CODE' }],
    ['an alert from nowhere', 'alert', { ...alert, place: '' }],
    ['replaced by nothing', 'status', { ...replaced, other: null }],
    ['replaced by itself', 'status', { ...replaced, other: number }],
    ['void with another number', 'status', { ...replaced, status: 'void' }],
    ['a time before 1970', 'status', { ...replaced, since: -1 }],
  ])('%s', (_, codec, value) => {
    expect(through(codec, value)).toBeUndefined()
  })

  test.each(Object.entries({ confirmation, notice, correction, alert, status: replaced }))(
    '%s: each member missing, of another type or added, and another version',
    (codec, value) => {
      const { encode, decode } = CODECS[codec] as Codec
      const body = encode(value as never) as ReadonlyMap<number, CborValue>
      expect(decode(body)).toEqual(value)
      for (const key of body.keys()) {
        expect(decode(new Map([...body].filter(([each]) => each !== key)))).toBeUndefined()
        expect(decode(new Map([...body, [key, { tag: 0, value: 'x' }]]))).toBeUndefined()
      }
      expect(decode(new Map<number, CborValue>([...body, [99, 1]]))).toBeUndefined()
      expect(decode(new Map<number, CborValue>([...body, [0, 2]]))).toBeUndefined()
    },
  )
})
