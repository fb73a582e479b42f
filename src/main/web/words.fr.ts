import type { en } from './words.en.ts'

export const fr = {
  work: 'Liste de travail',
  arrivals: 'Arrivées',
  present: 'Présenter un certificat',
  numbers: 'Numéros',
  alarms: 'Alertes',
  licences: 'Émetteurs agréés',
  officers: 'Agents',
  journal: 'Journal',
  profile: 'Profil',
  logs: 'Journaux publics',
  keys: 'Clés',
  administration: 'Administration',
  verifier: 'Vérificateur',
  administrationLead: 'Ce qui fait marcher ce nœud et qui s’occupe de quoi.',
  cards: 'Cartes à puce',
  administrationOfficersText: 'Qui travaille ici, dans quels rôles, et comment chacun se connecte.',
  administrationProfileText:
    'Ce que disent votre droit et votre pratique, valeur par valeur, et comment on le change.',
  administrationNumbers: 'Numéros et imprimés',
  administrationNumbersText:
    'Quelles séries de numéros sont annoncées, combien d’imprimés sont en stock, utilisés et gâchés, et qui détient lesquels.',
  administrationLogsText:
    'Ce qu’a trouvé le dernier regard sur les journaux publics : jusqu’où ils sont attestés, et ce qui sonne.',
  administrationHealth: 'État',
  administrationHealthText: 'Si le serveur et sa base de données répondent.',
  healthGood: 'Le serveur et sa base de données répondent.',
  healthBad: 'Le serveur ou sa base de données ne répond pas.',
  open: 'Ouvrir',
} as const satisfies Record<keyof typeof en, string>
