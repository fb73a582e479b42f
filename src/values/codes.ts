import { accept, type Outcome, refuse } from './outcome.ts'

declare const countryCode: unique symbol
/** An ISO 3166-1 alpha-2 code of a country: where stones were mined, where a firm has its seat. */
export type CountryCode = string & { readonly [countryCode]: true }

declare const partyCode: unique symbol
/**
 * Who authors a statement: a Participant (an alpha-2 code, or `EU`), or an observer or body of the
 * scheme (`X-` and up to 12 letters). A Participant is not a country: the European Union is one.
 */
export type PartyCode = string & { readonly [partyCode]: true }

/** ISO 3166-1, officially assigned alpha-2 codes. */
const ASSIGNED = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
    'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
    'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ ' +
    'NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
    'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
    'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
)

export function isCountryCode(code: unknown): code is CountryCode {
  return typeof code === 'string' && ASSIGNED.has(code)
}

export function parseCountry(code: unknown): Outcome<CountryCode, 'VALUES_COUNTRY'> {
  return isCountryCode(code) ? accept(code) : refuse('VALUES_COUNTRY')
}

/** `EU` is only reserved in ISO 3166-1, so a naive validator rejects the largest trader. */
export function isParticipantCode(code: unknown): code is PartyCode {
  return code === 'EU' || isCountryCode(code)
}

export function isPartyCode(code: unknown): code is PartyCode {
  return isParticipantCode(code) || (typeof code === 'string' && /^X-[A-Z]{2,12}$/.test(code))
}

export function parseParticipant(code: unknown): Outcome<PartyCode, 'VALUES_PARTICIPANT'> {
  return isParticipantCode(code) ? accept(code) : refuse('VALUES_PARTICIPANT')
}
