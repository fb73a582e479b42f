import type { Trust } from '../participants/trust.ts'
import type { PartyCode } from '../values/codes.ts'
import { FRESH_SECONDS } from './freshness.ts'
import type { SignedPage } from './issuer-register.ts'
import { type Reason, reason } from './reasons.ts'
import { rememberedPage } from './verify-register.ts'

/**
 * How far the list of the importer reaches, which alone says *used* before the issuer hears of it. That
 * it is old or missing is a note: most parties of the world confirm nothing under a certificate to
 * somebody else. That it was taken back is more.
 */
export function inImporterList(
  destination: PartyCode,
  list: SignedPage | undefined,
  trust: Trust,
  timeUsed: number,
): Reason[] {
  if (list === undefined) {
    const isWithheld = trust.headsSeen.has(destination) && trust.keys.has(destination)
    return [
      isWithheld
        ? reason('LIST_ROLLED_BACK', { list: 'imports' })
        : reason('IMPORTER_LIST_MISSING', { party: destination }),
    ]
  }
  const ageSeconds = timeUsed - list.signedAt
  const days = Math.floor(ageSeconds / 86_400)
  return [
    ...(ageSeconds > FRESH_SECONDS
      ? [reason('IMPORTER_LIST_OLD', { party: destination, days })]
      : []),
    ...rememberedPage(destination, list, trust, 'imports'),
  ]
}
