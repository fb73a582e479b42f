import { describe, expect, it } from 'vitest'
import type { CertificateFace } from '../answers.ts'
import { differencesOf } from './differences.ts'

const certificate = { seals: ['A1', 'A2'], parcels: 2 } as unknown as CertificateFace
const line = (difference: string) => ({ hs: '7102.31', declared: '5', found: '5', difference })
const seen = (seal: string, intact = true) => ({ seal, intact })

describe('what the findings say', () => {
  it.each([
    [
      'nothing',
      [seen('A1'), seen('A2')],
      { parcels: 2, declaredParcels: 2, lines: [line('0.00')] },
      [],
    ],
    [
      'weight',
      [seen('A1'), seen('A2')],
      { parcels: 2, declaredParcels: 2, lines: [line('-0.37')] },
      ['WEIGHT_LESS'],
    ],
    [
      'parcels',
      [seen('A1'), seen('A2')],
      { parcels: 3, declaredParcels: 2, lines: [line('0.00')] },
      ['PARCELS_DIFFER'],
    ],
    ['a broken seal', [seen('A1', false), seen('A2')], null, ['SEAL_BROKEN']],
    ['a missing seal', [seen('A1')], null, ['SEAL_MISSING']],
    ['another seal', [seen('A1'), seen('A2'), seen('B9')], null, ['SEAL_OTHER']],
    [
      'more weight',
      [seen('A1'), seen('A2')],
      { parcels: 2, declaredParcels: 2, lines: [line('0.01')] },
      ['WEIGHT_MORE'],
    ],
  ])('%s', (_, found, weighing, reasons) => {
    const seals = { asDeclared: ['A1', 'A2'], found, note: null }
    expect(differencesOf({ certificate, seals, weighing })).toEqual(reasons)
  })

  it('says nothing before anything was looked at', () => {
    expect(differencesOf({ certificate, seals: null, weighing: null })).toEqual([])
  })
})
