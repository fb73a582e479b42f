import { describe, expect, it } from 'vitest'
import { standingCommand } from './cli-standing.ts'
import { loadRegistryFiles } from './registry-files.ts'

const { registry } = loadRegistryFiles()

describe('openkp participants standing', () => {
  it('answers in JSON with the members that the command promises', () => {
    const answer = standingCommand({ code: 'uz', on: '2025-02-01', forCode: 'us' }, registry)
    expect(answer).toMatchObject({
      ok: true,
      value: {
        json: {
          participant: 'UZ',
          on: '2025-02-01',
          standing: 'participant',
          mayExport: false,
          mayImport: false,
          reasons: [{ code: 'PARTICIPANT' }, { code: 'NOT_ON_LEGAL_LIST' }],
        },
      },
    })
  })

  it('answers a person', () => {
    const answer = standingCommand({ code: 'CF', on: '2014-01-01' }, registry)
    expect(answer.ok && answer.value.text.split('\n').slice(0, 3)).toEqual([
      'Central African Republic (CF) on 2014-01-01',
      'Standing: suspended',
      'May export: no. May import: no.',
    ])
    expect(answer.ok && answer.value.text).toContain('The Diamond Loupe')
  })

  it.each([
    [{ code: 'QQ', on: '2025-01-01' }, 'PARTICIPANTS_CODE_UNKNOWN', 'code'],
    [{ code: 'BWA', on: '2025-01-01' }, 'PARTICIPANTS_CODE_UNKNOWN', 'code'],
    [{ code: 'BW', on: '2025-01-01', forCode: 'x' }, 'PARTICIPANTS_CODE_UNKNOWN', 'for'],
    [{ code: 'BW', on: '2025-02-30' }, 'PARTICIPANTS_DAY', 'on'],
    [{ code: 'BW', on: 'today' }, 'PARTICIPANTS_DAY', 'on'],
  ])('refuses %o', (args, code, field) => {
    expect(standingCommand(args, registry)).toMatchObject({
      ok: false,
      refusals: [{ code, field }],
    })
  })

  it('answers for Northern Ireland', () => {
    const answer = standingCommand({ code: 'xi', on: '2025-01-01' }, registry)
    expect(answer.ok && answer.value.json.reasons[0]).toMatchObject({
      code: 'COVERED',
      detail: { by: 'EU' },
    })
  })
})
