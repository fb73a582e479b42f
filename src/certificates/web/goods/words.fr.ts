import type { en } from './words.en.ts'

export const fr = {
  caption: 'Lots',
  parcel: 'Lot',
  hs: 'Code SH',
  hsChoose: 'Choisir',
  carats: 'Carats',
  usd: 'Valeur en US$',
  perCarat: 'US$ par carat',
  description: 'Description',
  remove: 'Retirer',
  removeParcel: 'Retirer le lot {number}',
  add: 'Ajouter un lot',
  hint: 'Une ligne par lot. Copiez des lignes d’un tableur et collez-les dans la première case : code SH, carats, valeur, description.',
  pasted: '{count, plural, one {Un lot collé.} other {# lots collés.}}',
  pastedTooMany:
    'Seules les {kept} premières lignes ont été prises : un certificat porte au plus {limit} lots.',
  cell: '{column}, lot {number}',
  totalsTitle: 'Totaux par code SH',
  totalsEmpty: 'Les totaux apparaissent dès qu’un lot a un code SH, un poids et une valeur.',
  incomplete:
    '{count, plural, one {Un lot n’est pas complet et ne compte} other {# lots ne sont pas complets et ne comptent}} pas dans les totaux.',
  earlier: 'Lots précédents',
  later: 'Lots suivants',
  range: 'Lots {first} à {last} sur {total}',
} as const satisfies Record<keyof typeof en, string>
