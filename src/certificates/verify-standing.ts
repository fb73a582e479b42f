import type { Registry } from '../participants/registry.ts'
import { certificateBetween, type StandingAnswer, standingOn } from '../participants/standing.ts'
import type { StandingReason } from '../participants/standing-reason-code.ts'
import type { Trust } from '../participants/trust.ts'
import type { Certificate } from './certificate.ts'
import { type Reason, reason } from './reasons.ts'

/** Some years of days between the pairs that trade most; a thousand take less than a megabyte. */
const MAX_STANDINGS = 1000

/** A counter sees the same few pairs of a few weeks all day, so each is looked up once. */
export function rememberStanding(trust: Trust): (certificate: Certificate) => readonly Reason[] {
  const known = new Map<string, readonly Reason[]>()
  return (certificate) => {
    const { issuer, destination, issuedOn } = certificate
    const key = `${issuer} ${destination} ${issuedOn}`
    const found = known.get(key) ?? standing(certificate, trust.registry)
    if (known.size >= MAX_STANDINGS) known.clear()
    known.set(key, found)
    return found
  }
}

/** The standing of both ends on the day of issue: what left before a suspension was lawful then. */
function standing({ issuer, destination, issuedOn }: Certificate, registry: Registry): Reason[] {
  const from = standingOn(registry, issuer, issuedOn)
  const to = standingOn(registry, destination, issuedOn)
  const inside = certificateBetween(registry, issuer, destination, issuedOn) === 'not_due'
  return [
    ...(from.mayExport ? [] : [mayNot('ISSUER_MAY_NOT_EXPORT', 'issuer', from)]),
    ...(inside ? [reason('NO_CERTIFICATE_BETWEEN', { issuer, destination })] : []),
    ...(inside || to.mayImport ? [] : [mayNot('DESTINATION_MAY_NOT_IMPORT', 'destination', to)]),
    ...limitsOf(from, LIMITS_OF_EXPORTS),
    ...limitsOf(to, LIMITS_OF_IMPORTS),
    ...(from.mayExport && !inside ? legalList(registry, from, destination) : []),
  ]
}

/** National lists lag behind the scheme's: goods that it allows may be stopped at the destination's border. */
function legalList(
  registry: Registry,
  { participant: party, on }: StandingAnswer,
  destination: Certificate['destination'],
): Reason[] {
  const { mayExport } = standingOn(registry, party, on, destination)
  return mayExport ? [] : [reason('NOT_ON_LEGAL_LIST', { party, list: destination })]
}

function mayNot(
  code: 'ISSUER_MAY_NOT_EXPORT' | 'DESTINATION_MAY_NOT_IMPORT',
  end: 'issuer' | 'destination',
  { participant, standing: its, reasons }: StandingAnswer,
): Reason {
  const why = reasons.map(({ text }) => text).join(' ')
  return reason(code, { [end]: participant, why, standing: its })
}

/** What an inspector has to look at although the trade is allowed: which goods, by whose law, since when. */
const LIMITS_OF_EXPORTS = [
  'APPROVED_ZONES_ONLY',
  'MINE_APPROVAL_NEEDED',
  'TRADING_ENTITY',
  'DATE_UNCERTAIN',
] as const satisfies readonly StandingReason[]
const LIMITS_OF_IMPORTS = [
  'EMBARGOED',
  'TRADING_ENTITY',
  'DATE_UNCERTAIN',
] as const satisfies readonly StandingReason[]
type Limit = (typeof LIMITS_OF_EXPORTS | typeof LIMITS_OF_IMPORTS)[number]

function limitsOf({ participant, reasons }: StandingAnswer, limits: readonly Limit[]): Reason[] {
  return reasons.flatMap(({ code, detail }) => {
    const limit = limits.find((each) => each === code)
    if (limit === undefined) return []
    const { zones, from } = detail
    return [
      reason(limit, {
        party: participant,
        ...(zones !== undefined && { zones }),
        ...(limit === 'DATE_UNCERTAIN' && from !== undefined && { from }),
      }),
    ]
  })
}
