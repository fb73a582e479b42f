import type { en } from './separation-words.en.ts'

export const fr = {
  separation: 'Les fonctions séparées',
  separationAchieved:
    'Les personnes qui tiennent les rôles aujourd’hui séparent tout ce qui doit l’être.',
  office_two:
    'C’est un bureau d’environ deux personnes. Qui émet ne valide jamais ; le reste ne peut être séparé à deux, et est dit ici.',
  office_four:
    'C’est un bureau d’environ quatre personnes. Contrôle, formulaires, confirmation, clés et comptes sont séparés les uns des autres ; la gestion des comptes ou des clés peut aller avec l’émission ou la validation.',
  office_ten:
    'C’est un bureau de dix personnes ou plus. Toutes les fonctions ci-dessous sont séparées.',
  officeSize: 'Taille du bureau',
  officeOf_two: 'Environ deux personnes',
  officeOf_four: 'Environ quatre personnes',
  officeOf_ten: 'Dix personnes ou plus',
  apartDemanded: 'Non atteint',
  apartTold: 'Non atteint, et non exigé de ce bureau',
  'apart_issue-validate': 'Une seule personne émet et valide.',
  apart_audit: 'Une seule personne contrôle et fait ce qui est contrôlé.',
  'apart_keys-accounts': 'Une seule personne s’occupe des clés et des comptes.',
  'apart_blanks-issue': 'Une seule personne distribue les formulaires et émet dessus.',
  'apart_validate-confirm':
    'Une seule personne valide les exportations et confirme les importations.',
  'apart_accounts-certificates': 'Une seule personne s’occupe des comptes et fait des certificats.',
  'apart_keys-certificates': 'Une seule personne s’occupe des clés et fait des certificats.',
  'apart_export-import':
    'Une seule personne émet pour l’exportation et vérifie ou confirme des importations.',
  'apart_licence-issue': 'Une seule personne agrée les sociétés et émet pour elles.',
  apart_second:
    'Nul ne peut être le second pour les changements de rôles et les récupérations : nommez un autre administrateur ou un responsable des clés.',
  apart_auditor: 'Personne ne contrôle.',
} as const satisfies Record<keyof typeof en, string>
