import { expect, test } from 'vitest'
import { goods } from '../../test/shipment.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayOf } from '../values/day.ts'
import { parseApplication } from './application.ts'
import { issue } from './issue.ts'
import { MAX_NAME, MAX_PLACE } from './limits.ts'
import type { CertificateNumber } from './number.ts'

const { registry, profileOf } = loadRegistryFiles()
const CD = 'CD' as PartyCode

function issued(change: Readonly<Record<string, unknown>> = {}) {
  const application = parseApplication(goods(change))
  if (!application.ok) throw new Error(application.refusals[0].code)
  return issue({
    ...{ application: application.value, issuer: CD, profile: profileOf(CD), registry },
    number: 'CD999999999999' as CertificateNumber,
    today: dayOf('2026-11-01'),
  })
}

/** Two bytes a letter in UTF-8, as long as a name may be. */
const long = (country: string) => ({
  ...{ name: 'É'.repeat(MAX_NAME), address: '1', place: 'Ö'.repeat(MAX_PLACE), country },
})

test('sixty days, the day of issue not counted, on the clock of Kinshasa', () => {
  expect(issued()).toEqual({
    ok: true,
    value: {
      issuedOn: '2026-11-01',
      expiresOn: '2026-12-31',
      exp: Date.parse('2026-12-31T23:00:00Z') / 1000,
    },
  })
})

test('what would make a code that no camera reads is found at issue, not in the sealing room', () => {
  const countries = 'AO BR BW CA CD CF CI CG CM CN GA GH GN GY ID IN LR LS NA RU SL TZ ZA ZW'.split(
    ' ',
  )
  const all = { exporter: long('CD'), importer: long('BE'), transit: ['AE', 'ZA', 'GB', 'CH'] }
  const origin = { mode: 'mixed_listed', countries }
  expect(issued({ exporter: long('CD') }).ok).toBe(true)
  expect(issued({ ...all, origin })).toMatchObject({
    refusals: [{ code: 'CERTIFICATES_CODE_TOO_LONG', detail: { max: 740 } }],
  })
})
