import { expect, test } from 'vitest'
import defaults from '../../profiles/default.json' with { type: 'json' }
import registryJson from '../../registry/participants.json' with { type: 'json' }
import { parseProfile, profileFrom } from '../participants/profile.ts'
import { parseRegistry } from '../participants/registry.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayOf } from '../values/day.ts'
import type { Outcome } from '../values/outcome.ts'
import type { Application } from './application.ts'
import { refusalsToIssue } from './issue.ts'

function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(JSON.stringify(outcome.refusals))
}
const registry = must(parseRegistry(registryJson))
const issuer = 'CD' as PartyCode
const profile = profileFrom(must(parseProfile(defaults)), issuer)

test.each<[string[], string[]]>([
  [[], []],
  [['AE', 'ZA'], []],
  // No verifier would take it, so it is found before the goods stand in the sealing room.
  [['AE', 'CD'], ['CERTIFICATES_TRANSIT']],
])('issuing from CD with transit %j', (transit, codes) => {
  const origin = { mode: 'single', countries: ['CD'] }
  const application = { destination: 'EU', origin, transit } as unknown as Application
  const today = dayOf('2026-03-02')
  const found = refusalsToIssue({ application, issuer, profile, registry, today })
  expect(found.map(({ code }) => code)).toEqual(codes)
})
