import type { Role } from '../roles.ts'

type Colleague = readonly [
  box: string,
  role: Role,
  participant: string,
  name: string,
  language: 'en' | 'fr',
]

/** Where the tour passes: who approves changes of roles, who looks after keys, and who looks at
 * what was done. */
const COLLEAGUES: readonly Colleague[] = [
  ['accounts', 'node_administrator', 'CD', 'Bibiche Kalonji-Mwamba', 'fr'],
  ['auditor', 'auditor', 'CD', 'Zacharie Lukusa-Tambwe', 'fr'],
  ['keys-1', 'key_officer', 'CD', 'Rosalie Mbombo-Tshiala', 'fr'],
  ['keys-2', 'key_officer', 'CD', 'Honoré Katambwe', 'fr'],
  ['accounts', 'node_administrator', 'EU', 'Hanne Waegemans', 'en'],
  ['auditor', 'auditor', 'EU', 'Stijn Debruyckere', 'en'],
  ['keys-1', 'key_officer', 'EU', 'Ingrid Vercauteren', 'en'],
  ['keys-2', 'key_officer', 'EU', 'Thierry Delacroix-Maes', 'en'],
]

export const DEMONSTRATION_OFFICE = COLLEAGUES.map(([box, role, participant, name, language]) => ({
  ...{ participant, name, language, role, firm: null },
  email: `${box}@${participant.toLowerCase()}.demo.openkp.example`,
}))
