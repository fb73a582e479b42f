import type { CheckWords } from './check-codes.ts'
import type { AnswerableCheck } from './despite.ts'

export const fr = {
  CHECK_DESTINATION_STANDING: {
    pass: 'Destination {destination} : l’importation de diamants bruts y est permise aujourd’hui.',
    warn: 'Destination {destination} : l’importation de diamants bruts y est permise aujourd’hui, mais lisez d’abord ceci. {why}',
    stop: 'Destination {destination} : l’importation de diamants bruts n’y est pas permise aujourd’hui. {why} Renvoyez la demande.',
  },
  CHECK_OWN_STANDING: {
    pass: 'Émetteur {issuer} : l’exportation de diamants bruts est permise aujourd’hui.',
    warn: 'Émetteur {issuer} : l’exportation de diamants bruts est permise aujourd’hui, mais lisez d’abord ceci. {why}',
    stop: 'Émetteur {issuer} : l’exportation de diamants bruts n’est pas permise aujourd’hui. {why} N’émettez pas. Consultez votre point focal.',
  },
  CHECK_LEGAL_LIST: {
    pass: 'Le droit de la destination ({destination}) admet aujourd’hui les certificats de l’émetteur ({issuer}).',
    warn: 'Il n’est pas établi que le droit de la destination ({destination}) nomme aujourd’hui l’émetteur ({issuer}). Interrogez l’autorité importatrice avant d’émettre.',
    stop: 'Le droit de la destination ({destination}) ne nomme pas aujourd’hui l’émetteur ({issuer}) ; les marchandises y seraient arrêtées. Renvoyez la demande ou écrivez pourquoi vous émettez malgré tout.',
  },
  CHECK_NUMBERS_LEFT: {
    pass: 'Formulaires vierges en stock ou entre vos mains : {left}.',
    warn: 'Formulaires vierges en stock ou entre vos mains : {left}. Dites au gardien des formulaires d’en commander.',
    stop: 'Formulaires vierges en stock ou entre vos mains : {left}. Demandez des numéros au gardien des formulaires avant d’émettre.',
  },
  CHECK_ORIGIN_ACCEPTED: {
    pass: 'La destination ({destination}) admet une origine indiquée de cette manière.',
    warn: 'Il n’est pas établi que la destination ({destination}) admette une origine indiquée de cette manière. Interrogez l’autorité importatrice.',
    stop: 'La destination ({destination}) n’admet pas une origine indiquée de cette manière. Renvoyez la demande et faites nommer chaque pays d’origine, ou écrivez pourquoi vous émettez malgré tout.',
  },
  CHECK_VALUE_BAND: {
    pass: 'Valeur par carat : {perCarat} US$. La valeur habituelle était de {usual} US$ en {year}.',
    warn: 'Valeur par carat : {perCarat} US$. La valeur habituelle était de {usual} US$ en {year}. Comparez avec la facture et l’évaluation.',
    stop: 'Valeur par carat : {perCarat} US$. La valeur habituelle était de {usual} US$ en {year}. L’écart est grand. Faites évaluer les marchandises avant d’émettre.',
  },
  CHECK_SAME_GOODS: {
    pass: 'Aucune demande antérieure ne décrit les mêmes marchandises.',
    warn: 'Les mêmes marchandises figurent dans {other}, avec d’autres valeurs. Ouvrez les deux et demandez à l’exportateur laquelle est exacte.',
    stop: 'Les mêmes marchandises figurent dans {other}. Un envoi a un seul certificat (Document de base, section I). Ouvrez les deux, puis renvoyez l’un, ou écrivez pourquoi il s’agit d’un autre envoi.',
  },
  CHECK_DOCUMENTS: {
    pass: 'Pièces jointes : {count}. Lisez la facture à côté de la demande.',
    warn: 'Pièces jointes : {count}. Vérifiez que la facture est là. Sinon, renvoyez la demande et réclamez-la.',
    stop: 'Pièces jointes : {count}. La facture manque. Renvoyez la demande et réclamez-la.',
  },
  CHECK_SOURCES: {
    pass: 'Provenances indiquées : {count}. Chacune porte une référence.',
    warn: 'Provenances indiquées : {count}. Toutes ne peuvent pas être contrôlées ici. Comparez-les avec les papiers de l’exportateur.',
    stop: 'Provenances indiquées : {count}. Elles ne montrent pas d’où viennent les marchandises. Renvoyez la demande et réclamez les papiers.',
  },
} as const satisfies CheckWords

/** Ce que disait un contrôle auquel il a été répondu, pour qui vient après l’émission. */
export const stops = {
  CHECK_LEGAL_LIST: 'Le droit de la destination ne nommait pas le Participant émetteur.',
  CHECK_ORIGIN_ACCEPTED: 'La destination n’admettait pas une origine indiquée de cette manière.',
  CHECK_SAME_GOODS: 'Les mêmes marchandises figuraient dans {other}.',
} as const satisfies Record<AnswerableCheck, string>
