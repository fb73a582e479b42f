import { describe, expect, test } from 'vitest'
import { fields } from '../../conformance/kit/draft.ts'
import { certificateOfFields } from '../../conformance/kit/fields.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import type { PartyCode } from '../values/codes.ts'
import type { ArrivalState } from './acts.ts'
import { discrepancies, presentationAlarms, weighedJson, weighing } from './arrival.ts'
import { type ReasonCode, reason } from './reasons.ts'
import { type Found, parseFound } from './validate.ts'

const { profileOf } = loadRegistryFiles()
const EU = profileOf('EU' as PartyCode)

const DECLARED = certificateOfFields(
  fields({
    lines: [
      { hs: '7102.21', carats: '100.00', usd: '1100.00' },
      { hs: '7102.31', carats: '12.30', usd: '4500.00' },
    ],
    totals: { carats: '112.30', usd: '5600.00' },
    parcels: 2,
    seals: ['A1', 'A2'],
    transit: ['AE'],
  }),
)

type Row = readonly [hs: string, carats: string]
function found(lines: readonly Row[], parcels = 2): Found {
  const parsed = parseFound({ parcels, lines: lines.map(([hs, carats]) => ({ hs, carats })) })
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  return parsed.value
}
const AS_DECLARED: readonly Row[] = [
  ['7102.21', '100.00'],
  ['7102.31', '12.30'],
]
const intact = (...seals: readonly string[]) => seals.map((seal) => ({ seal, intact: true }))
const SEALS = intact('A1', 'A2')
const broken = { seal: 'A2', intact: false }

describe('what was found against what is declared', () => {
  test.each([
    ['all of it', SEALS, found(AS_DECLARED), []],
    [
      'one code in two rows',
      SEALS,
      found([...AS_DECLARED.slice(1), ['7102.21', '60.00'], ['7102.21', '40.00']]),
      [],
    ],
    ['a seal that nobody saw', intact('A1'), found(AS_DECLARED), ['SEAL_MISSING']],
    ['no seal at all', [], found(AS_DECLARED), ['SEAL_MISSING']],
    ['a broken seal', [...intact('A1'), broken], found(AS_DECLARED), ['SEAL_BROKEN']],
    ['a seal too many', intact('A1', 'A2', 'A3'), found(AS_DECLARED), ['SEAL_OTHER']],
    ['another seal', intact('A1', 'B2'), found(AS_DECLARED), ['SEAL_MISSING', 'SEAL_OTHER']],
    ['a parcel too few', SEALS, found(AS_DECLARED, 1), ['PARCELS_DIFFER']],
    [
      'a hundredth less',
      SEALS,
      found([
        ['7102.21', '100.00'],
        ['7102.31', '12.29'],
      ]),
      ['WEIGHT_LESS'],
    ],
    [
      'a hundredth more',
      SEALS,
      found([
        ['7102.21', '100.00'],
        ['7102.31', '12.31'],
      ]),
      ['WEIGHT_MORE'],
    ],
    [
      'less of one and as much more of the other: equal totals excuse nothing',
      SEALS,
      found([
        ['7102.21', '99.00'],
        ['7102.31', '13.30'],
      ]),
      ['WEIGHT_LESS', 'WEIGHT_MORE'],
    ],
    [
      'a code that is missing',
      SEALS,
      found([['7102.21', '100.00']]),
      ['WEIGHT_LESS', 'LINES_DIFFER'],
    ],
    [
      'a code that nobody declared',
      SEALS,
      found([...AS_DECLARED, ['7102.10', '1.00']]),
      ['WEIGHT_MORE', 'LINES_DIFFER'],
    ],
  ])('%s', (_, seals, seen, codes) => {
    expect(discrepancies(DECLARED, seals, seen, EU)).toEqual(codes)
  })

  test('a tolerance of the authority excuses a weight, never a line that is not there', () => {
    const lenient = { ...EU, weightToleranceHundredths: { value: 1230, source: 'a test' } }
    const seen = found([['7102.21', '112.30']])
    expect(
      discrepancies(
        DECLARED,
        SEALS,
        found([
          ['7102.21', '90.00'],
          ['7102.31', '1.00'],
        ]),
        lenient,
      ),
    ).toEqual([])
    expect(discrepancies(DECLARED, SEALS, seen, lenient)).toEqual(['LINES_DIFFER'])
  })

  test('both figures stand side by side, to the hundredth', () => {
    const seen = found([
      ['7102.31', '11.93'],
      ['7102.10', '0.01'],
    ])
    expect(weighing(DECLARED, seen).map(weighedJson)).toEqual([
      { hs: '7102.10', declared: '0.00', found: '0.01', difference: '0.01' },
      { hs: '7102.21', declared: '100.00', found: '0.00', difference: '-100.00' },
      { hs: '7102.31', declared: '12.30', found: '11.93', difference: '-0.37' },
    ])
  })
})

describe('who is told of a presentation', () => {
  type Seen = {
    readonly me?: string
    readonly state?: ArrivalState | null
    readonly reasons?: readonly ReasonCode[]
    readonly isAnother?: boolean
  }
  test.each<[string, Seen, readonly string[]]>([
    ['the first time', {}, []],
    ['expected', { state: 'expected' }, []],
    ['again in one Participant (hard case 40)', { state: 'presented' }, []],
    ['again while detained', { state: 'detained' }, []],
    ['in a declared transit (hard case 9)', { me: 'AE' }, []],
    ['somewhere else', { me: 'IN' }, ['WRONG_PARTICIPANT']],
    ['back at its issuer', { me: 'CD' }, ['WRONG_PARTICIPANT']],
    ['after the confirmation', { state: 'confirmed' }, ['SECOND_PRESENTATION']],
    ['after a discrepancy', { state: 'discrepancy' }, ['SECOND_PRESENTATION']],
    ['after a refusal', { state: 'refused' }, ['SECOND_PRESENTATION']],
    ['used elsewhere', { reasons: ['USED'] }, ['SECOND_PRESENTATION']],
    ['another statement under the number', { isAnother: true }, ['TWIN']],
    ['void', { reasons: ['VOID'] }, ['PRESENTED_AFTER_VOID']],
    ['replaced', { reasons: ['REPLACED'] }, ['PRESENTED_AFTER_VOID']],
    ['lost', { reasons: ['LOST_OR_STOLEN'] }, ['PRESENTED_AFTER_VOID']],
    ['returned unused', { reasons: ['RETURNED_UNUSED'] }, ['PRESENTED_AFTER_VOID']],
    ['spoiled', { reasons: ['SPOILED'] }, ['PRESENTED_AFTER_VOID']],
    ['corrected: nobody has to come', { reasons: ['CORRECTED'] }, []],
    ['outside every block', { reasons: ['NUMBER_OUTSIDE_BLOCKS'] }, ['NUMBER_OUT_OF_RANGE']],
    [
      'everything at once',
      { me: 'IN', state: 'confirmed', reasons: ['VOID', 'NUMBER_OUTSIDE_BLOCKS'], isAnother: true },
      [
        'TWIN',
        'WRONG_PARTICIPANT',
        'SECOND_PRESENTATION',
        'PRESENTED_AFTER_VOID',
        'NUMBER_OUT_OF_RANGE',
      ],
    ],
  ])('%s', (_, { me = 'EU', state = null, reasons = [], isAnother = false }, codes) => {
    const found = presentationAlarms({
      certificate: DECLARED,
      me: me as PartyCode,
      state,
      reasons: reasons.map((code) => reason(code)),
      isAnother,
    })
    expect(found).toEqual(codes)
  })
})
