import type { en } from './words.en.ts'

export const fr = {
  title: 'Liste de travail',
  lead: 'Ce qui vous attend, le plus ancien d’abord.',
  waiting: 'En attente de vous',
  applications: 'Demandes',
  certificates: 'Certificats',
  arrivals: 'Arrivées',
  newApplication: 'Nouvelle demande',
  present: 'Présenter un certificat',
  what: 'Numéro',
  application: 'Demande',
  alarm: 'Alerte',
  firm: 'Exportateur',
  consignee: 'Destinataire',
  toOrFrom: 'Vers ou de',
  state: 'État',
  since: 'En attente depuis',
  due: 'Échéance',
  overdue: 'En retard',
  act: 'Prochain acte',
  emptyTitle: 'Rien ne vous attend',
  empty_exporter:
    'Ici apparaîtront les brouillons à finir, les demandes renvoyées et les certificats à retirer.',
  empty_importer: 'Ici apparaîtront les expéditions en route et les réceptions à confirmer.',
  empty_issuing_officer:
    'Ici apparaîtront les demandes envoyées par les entreprises, et les alertes.',
  empty_validating_officer:
    'Ici apparaîtront les certificats émis dont les marchandises restent à comparer et à sceller.',
  empty_stationery_custodian:
    'Ici apparaîtront les imprimés qui s’épuisent et les numéros à justifier.',
  empty_verifier: 'Ici apparaîtront les expéditions attendues à votre bureau.',
  empty_confirmation_clerk:
    'Ici apparaîtront les expéditions à contrôler et les réceptions à confirmer.',
  empty_licensed_issuer:
    'Les demandes de votre entreprise que vous pouvez émettre, et les départs, apparaîtront ici.',
  empty_licensed_validator:
    'Les certificats de votre entreprise dont les marchandises sont à comparer et à sceller apparaîtront ici.',
  empty_monitor:
    'Les exportations qui attendent votre avis, et les certificats à examiner, apparaîtront ici tant qu’il y a une surveillance.',
  empty_other:
    'Rien ici n’attend ce rôle. Ce que vous pouvez lire se trouve par la recherche et la navigation.',
  emptyState: 'Rien n’est dans cet état.',
  hits: 'Ce qui a été trouvé',
} as const satisfies Record<keyof typeof en, string>
