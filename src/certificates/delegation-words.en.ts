import type { DelegationRefusal } from './refusals.ts'

export const en = {
  CERTIFICATES_DELEGATION_NOT_HERE:
    'The practice of this Participant knows no firm that issues for itself. The authority issues.',
  CERTIFICATES_DELEGATION_DAYS:
    'The days do not fit: a licence begins today or in the next three months, ends after it begins, and runs for at most {months, plural, one {one month} other {# months}}.',
  CERTIFICATES_DELEGATION_ORIGINS:
    'These are not origins for which a firm may be licensed here. Write codes of countries, such as AU, that national practice allows.',
  CERTIFICATES_DELEGATION_MOST:
    'This is no limit. Write a whole number of certificates, or a weight in carats; or leave it empty for none.',
  CERTIFICATES_DELEGATION_TWICE:
    'This firm has a licence on some of these days already. Suspend it first, or begin after it.',
  CERTIFICATES_DELEGATION_NONE:
    'Your firm has no licence to issue. Ask the authority for one, or leave the issue to it.',
  CERTIFICATES_DELEGATION_SUSPENDED:
    'The licence is suspended: nothing is issued or validated under it. Ask the authority.',
  CERTIFICATES_DELEGATION_NOT_YET: 'The licence begins on {day}. Until then the authority issues.',
  CERTIFICATES_DELEGATION_ENDED:
    'The licence ended on {day}. Ask the authority for a new one, or leave the issue to it.',
  CERTIFICATES_DELEGATION_GOODS:
    'The licence is for the own goods of {firm}, and another exporter stands here. The authority issues for others.',
  CERTIFICATES_DELEGATION_ORIGIN:
    'The licence is for goods from {origins} alone, each named. The authority issues for other origins.',
  CERTIFICATES_DELEGATION_COUNT:
    'The {most, plural, one {certificate} other {# certificates}} of this licence are issued. Ask the authority.',
  CERTIFICATES_DELEGATION_CARATS:
    'This would pass the {most} carats of the licence, of which {used} are used. Ask the authority.',
  CERTIFICATES_DELEGATION_BLANK:
    'This number is not one that was handed to you. A licensed firm issues on its own numbers: ask the custodian of the authority for some.',
  CERTIFICATES_DELEGATION_VALIDATION:
    'This certificate is validated by an officer of the authority: it was not issued under a licence by which your firm validates.',
} as const satisfies Record<DelegationRefusal, string>
