import type { Status } from '../transparency/statuses.ts'
import type { CorrectableField } from './correctable.ts'
import type { DiscrepancyCode } from './discrepancies.ts'
import type { HistoryLine } from './discrepancy-words.en.ts'

export const fr = {
  WEIGHT_LESS: 'poids inférieur au poids déclaré',
  WEIGHT_MORE: 'poids supérieur au poids déclaré',
  PARCELS_DIFFER: 'nombre de lots différent',
  LINES_DIFFER: 'marchandises relevant d’un autre code SH',
  SEAL_BROKEN: 'un scellé est brisé',
  SEAL_MISSING: 'un scellé manque',
  SEAL_OTHER: 'un scellé qui ne figure pas sur le certificat',
  VALUE_DOUBTED: 'la valeur est mise en doute',
  NOT_ROUGH_DIAMONDS: 'ce ne sont pas des diamants bruts',
  CERTIFICATE_INVALID: 'le certificat n’est pas valable',
  CONTAINER_NOT_TAMPER_RESISTANT: 'le conteneur n’est pas inviolable',
  OTHER: 'autre motif',
} as const satisfies Record<DiscrepancyCode, string>

export const statuses = {
  valid: 'valable',
  void: 'annulé',
  suspended: 'suspendu',
  used: 'utilisé',
  corrected: 'corrigé',
  lost_or_stolen: 'perdu ou volé',
  replaced: 'remplacé',
  returned_unused: 'rendu inutilisé',
  spoiled: 'gâché',
  stolen: 'volé',
} as const satisfies Record<Status, string>

export const lines = {
  asDeclared: 'conforme à la déclaration.',
  withDiscrepancy: 'avec un écart : {reasons}.',
  seals: '{intact} sur {count} intacts.',
  linesDiffer: 'lignes qui diffèrent du certificat : {count}.',
  customs: 'la douane',
  authority: 'l’autorité',
  deputyOf: 'En suppléance de {name}.',
  takenAlone: 'Dans un rôle pris seul, pour quelques heures.',
  note: 'Note : {note}',
  corrected: '{field} : {was} → {is}.',
} as const satisfies Record<HistoryLine, string>

export const fields = {
  'exporter.name': 'Exportateur, nom',
  'exporter.place': 'Exportateur, ville',
  'exporter.country': 'Exportateur, pays',
  'importer.name': 'Importateur, nom',
  'importer.place': 'Importateur, ville',
  'importer.country': 'Importateur, pays',
} as const satisfies Record<CorrectableField, string>
