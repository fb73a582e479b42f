import type { AlarmCode } from './alarms.ts'

export const fr = {
  SECOND_PRESENTATION:
    'Le certificat {number} a été présenté de nouveau : {place}. La première fois : {first}. L’une des deux feuilles peut être une copie. Retenez les marchandises et comparez les deux feuilles, les scellés et les poids avec l’autorité émettrice.',
  SECOND_CONFIRMATION:
    'La réception du certificat {number} a été confirmée une deuxième fois : {place}. La première confirmation : {first}. Un certificat couvre un seul envoi (Document de base, section I). Établissez à quelles marchandises se rapporte chaque confirmation.',
  WRONG_PARTICIPANT:
    'Le certificat {number} a été présenté ici : {place}. Il est établi pour {destination}, et ce lieu n’est pas un transit déclaré. Gardez les marchandises et interrogez l’autorité émettrice avant tout mouvement.',
  PRESENTED_AFTER_VOID:
    'Le certificat {number} a été présenté ici : {place}. L’autorité émettrice l’avait clos depuis {since}. Retenez les marchandises et appelez l’autorité émettrice.',
  NUMBER_GAP:
    'Les numéros de {from} à {to} ont été sautés sans explication. Comptez les formulaires vierges et inscrivez chacun comme gâché, rendu ou encore en stock.',
  NUMBER_OUT_OF_RANGE:
    'Le certificat {number} est hors de la série annoncée {series}. Tenez la feuille pour suspecte : retenez les marchandises et envoyez une image de la feuille à l’autorité émettrice.',
  CONFIRMATION_OVERDUE:
    'Aucune confirmation de réception n’est arrivée pour le certificat {number}. Destination : {destination}. Elle était due le {due} (Document de base, section III(b)). Écrivez à l’autorité importatrice et demandez à l’exportateur où sont les marchandises.',
  TWIN: 'Un autre certificat signé que celui qui avait été annoncé a été présenté sous le numéro {number}. Lieu : {place}. Un numéro correspond à un seul certificat. Retenez les marchandises et demandez à l’autorité émettrice lequel des deux elle a émis.',
  CLOSED_AFTER_PRESENTATION:
    'L’autorité émettrice a clos le certificat {number} ({since}) après la présentation des marchandises. Lieu : {place}. Son statut au moment de la présentation est déterminant. Retenez les marchandises et demandez-lui le motif.',
  CONFIRMED_WITH_DISCREPANCY:
    'La réception du certificat {number} a été confirmée avec un écart. Confirmée par : {place}. Comparez ce qui a été trouvé avec ce qui avait été déclaré, demandez la raison à l’exportateur et répondez à l’autorité importatrice.',
  STOPPED_ABROAD:
    'Les marchandises du certificat {number} ont été arrêtées. Lieu : {place}. Lisez le motif dans l’historique du certificat et répondez à l’autorité importatrice.',
  CONFIRMATION_OWED:
    'Le jour prévu pour confirmer la réception sous le certificat {number} est passé (Document de base, section III(b)). Cherchez les marchandises. Confirmez la réception ou dites à l’autorité émettrice ce qu’elles sont devenues. Émetteur : {issuer}.',
  MONITOR_OBJECTED:
    'Le contrôleur s’est opposé le {since} au certificat {number}, déjà signé. Lisez le motif dans son historique, établissez où sont les marchandises, et décidez s’il faut clore le certificat et prévenir l’autorité importatrice.',
} as const satisfies Record<AlarmCode, string>
