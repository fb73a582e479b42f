import { isParticipantCode, type PartyCode } from '../../values/codes.ts'
import { parseDay } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { NORTHERN_IRELAND, nameOf, type Registry } from '../registry.ts'
import { type StandingAnswer, standingOn } from '../standing.ts'

export type StandingArguments = {
  readonly code: string
  readonly on: string
  /** Whose legal list counts beside that of the scheme. */
  readonly forCode?: string | undefined
}

export type StandingReport = {
  readonly json: Omit<StandingAnswer, 'coveredBy'>
  /** The same for a person, in English, ending without a line break. */
  readonly text: string
}

/** `openkp participants standing CODE --on DAY [--for CODE]`. Codes may be typed in lower case. */
export function standingCommand(
  args: StandingArguments,
  registry: Registry,
): Outcome<StandingReport, 'PARTICIPANTS_CODE_UNKNOWN' | 'PARTICIPANTS_DAY'> {
  const code = upper(args.code)
  if (!isParticipantCode(code) && code !== NORTHERN_IRELAND) return unknownCode('code', args.code)
  const list = args.forCode === undefined ? undefined : upper(args.forCode)
  if (list !== undefined && !isParticipantCode(list)) return unknownCode('for', list)
  const on = parseDay(args.on)
  if (!on.ok) return refuse('PARTICIPANTS_DAY', 'on', { day: args.on })
  const { coveredBy: _said, ...json } = standingOn(registry, code, on.value, list)
  return accept({ json, text: textOf(registry, json, list) })
}

/** Latin letters alone: the capital of ß is SS, which is a country. */
function upper(code: string): string {
  return /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : code
}

function unknownCode(field: string, code: string) {
  return refuse('PARTICIPANTS_CODE_UNKNOWN', field, { code })
}

function textOf(
  registry: Registry,
  answer: StandingReport['json'],
  list: PartyCode | undefined,
): string {
  const { participant, on, standing, mayExport, mayImport, reasons } = answer
  const whose = list === undefined ? '' : `, for ${nameOf(registry, list, 'en')} (${list})`
  return [
    `${nameOf(registry, participant, 'en')} (${participant}) on ${on}${whose}`,
    `Standing: ${standing.replaceAll('_', ' ')}`,
    `May export: ${yesNo(mayExport)}. May import: ${yesNo(mayImport)}.`,
    ...reasons.map((reason) => `- ${reason.text}${reason.source ? ` [${reason.source}]` : ''}`),
  ].join('\n')
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
