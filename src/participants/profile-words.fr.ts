import type { ProfileChangeRefusal } from './profile-change.ts'

export const fr = {
  PARTICIPANTS_PROFILE:
    'Cela ne peut pas figurer dans un profil : {field} devrait être {expected}.',
  PARTICIPANTS_PROFILE_FIELD:
    'Une autorité ne change pas cela elle-même : le système le fixe, ou des certificats déjà signés en dépendent. Cela vient avec une nouvelle version du programme.',
  PARTICIPANTS_PROFILE_DAY:
    'Un changement vaut au plus tôt à partir de demain, car ce qui a été fait aujourd’hui l’a été sous ce qui valait ce matin, et au plus tard dans {years} ans. Écrivez la date AAAA-MM-JJ.',
  PARTICIPANTS_PROFILE_SOURCE:
    'Nommez la loi et l’article qui le disent, sur une ligne de {max} caractères au plus.',
  PARTICIPANTS_PROFILE_REASON:
    'Écrivez pourquoi cela change, en {max} caractères au plus : la personne qui l’approuve le lit.',
  PARTICIPANTS_PROFILE_SAME:
    'À partir de ce jour, c’est déjà exactement ce qui est dit. Rien n’a été proposé.',
} as const satisfies Record<ProfileChangeRefusal, string>
