import type { Role } from '../roles.ts'

type Colleague = readonly [
  box: string,
  role: Role,
  participant: string,
  name: string,
  language: 'en' | 'fr',
]

/** Where the tour passes: who approves changes of roles, and who looks at what was done. */
const COLLEAGUES: readonly Colleague[] = [
  ['accounts', 'node_administrator', 'CD', 'Bibiche Kalonji-Mwamba', 'fr'],
  ['auditor', 'auditor', 'CD', 'Zacharie Lukusa-Tambwe', 'fr'],
  ['accounts', 'node_administrator', 'EU', 'Hanne Waegemans', 'en'],
  ['auditor', 'auditor', 'EU', 'Stijn Debruyckere', 'en'],
]

export const DEMONSTRATION_OFFICE = COLLEAGUES.map(([box, role, participant, name, language]) => ({
  ...{ participant, name, language, role, firm: null },
  email: `${box}@${participant.toLowerCase()}.demo.openkp.example`,
}))
