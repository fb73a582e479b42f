import type { DelegationRefusal } from './refusals.ts'

export const fr = {
  CERTIFICATES_DELEGATION_NOT_HERE:
    'La pratique de ce Participant ne connaît pas d’entreprise qui émette elle-même. C’est l’autorité qui émet.',
  CERTIFICATES_DELEGATION_DAYS:
    'Les jours ne conviennent pas : un agrément commence aujourd’hui ou dans les trois mois, finit après son début et dure au plus {months, plural, one {un mois} other {# mois}}.',
  CERTIFICATES_DELEGATION_ORIGINS:
    'Ce ne sont pas des origines pour lesquelles une entreprise peut être agréée ici. Écrivez des codes de pays, comme AU, que la pratique nationale admet.',
  CERTIFICATES_DELEGATION_MOST:
    'Ce n’est pas une limite. Écrivez un nombre entier de certificats ou un poids en carats ; ou laissez vide.',
  CERTIFICATES_DELEGATION_TWICE:
    'Cette entreprise a déjà un agrément pour une partie de ces jours. Suspendez-le d’abord, ou commencez après.',
  CERTIFICATES_DELEGATION_NONE:
    'Votre entreprise n’a pas d’agrément pour émettre. Demandez-en un à l’autorité, ou laissez-la émettre.',
  CERTIFICATES_DELEGATION_SUSPENDED:
    'L’agrément est suspendu : rien n’est émis ni validé sous lui. Adressez-vous à l’autorité.',
  CERTIFICATES_DELEGATION_NOT_YET: 'L’agrément commence le {day}. D’ici là, l’autorité émet.',
  CERTIFICATES_DELEGATION_ENDED:
    'L’agrément a pris fin le {day}. Demandez-en un nouveau à l’autorité, ou laissez-la émettre.',
  CERTIFICATES_DELEGATION_GOODS:
    'L’agrément vaut pour les marchandises propres de {firm}, et un autre exportateur figure ici. L’autorité émet pour les autres.',
  CERTIFICATES_DELEGATION_ORIGIN:
    'L’agrément vaut pour des marchandises de {origins} seulement, chacune nommée. L’autorité émet pour les autres origines.',
  CERTIFICATES_DELEGATION_COUNT:
    'Les {most, plural, one {# certificat} other {# certificats}} de cet agrément sont émis. Adressez-vous à l’autorité.',
  CERTIFICATES_DELEGATION_CARATS:
    'Cela dépasserait les {most} carats de l’agrément, dont {used} sont utilisés. Adressez-vous à l’autorité.',
  CERTIFICATES_DELEGATION_BLANK:
    'Ce numéro ne vous a pas été remis. Une entreprise agréée émet sur ses propres numéros : demandez-en au dépositaire de l’autorité.',
  CERTIFICATES_DELEGATION_VALIDATION:
    'Ce certificat est validé par un agent de l’autorité : il n’a pas été émis sous un agrément par lequel votre entreprise valide.',
} as const satisfies Record<DelegationRefusal, string>
