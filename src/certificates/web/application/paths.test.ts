import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listAt, textAt, valueAt, withValueAt } from './paths.ts'

const draft = { importer: { name: 'A' }, parcels: [{ hs: '7102.31' }, { hs: '7102.10' }] }

describe('paths into a draft', () => {
  it('read what is there and nothing where nothing is', () => {
    expect(textAt(draft, 'parcels.1.hs')).toBe('7102.10')
    expect(textAt(draft, 'exporter.name')).toBe('')
    expect(listAt(draft, 'parcels')).toHaveLength(2)
    expect(listAt(draft, 'importer')).toEqual([])
  })

  it('write without touching the rest', () => {
    const next = withValueAt(draft, 'parcels.0.hs', '7102.21')
    expect(next.parcels).toEqual([{ hs: '7102.21' }, { hs: '7102.10' }])
    expect(next.importer).toBe(draft.importer)
    expect(draft.parcels[0]).toEqual({ hs: '7102.31' })
  })

  it('write into what is not there yet', () => {
    expect(withValueAt({}, 'declaration.name', 'B')).toEqual({ declaration: { name: 'B' } })
  })

  it('read back what was written, wherever it is', () => {
    const name = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.string(), (parts, value) => {
        const path = parts.join('.')
        expect(valueAt(withValueAt({}, path, value), path)).toBe(value)
      }),
    )
  })
})
