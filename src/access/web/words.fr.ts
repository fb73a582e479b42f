import { fr as roles } from '../role-words.fr.ts'
import type { en } from './words.en.ts'

export const fr = {
  signInTitle: 'Se connecter',
  signInLead: 'Pour les agents d’une autorité et les entreprises qu’elle connaît.',
  email: 'Adresse électronique',
  password: 'Mot de passe',
  signIn: 'Se connecter',
  notOfficer: 'Vous voulez seulement savoir si un certificat est bon ?',
  toVerifier: 'Ouvrir le vérificateur. Aucun compte n’est nécessaire.',
  demonstrationTitle: 'Comptes de démonstration',
  demonstrationLead:
    'Ce nœud est une démonstration. Choisissez qui vous voulez être ; aucun mot de passe n’est demandé.',
  signInAs: 'Se connecter comme {name}, {role}',
  ...roles,
} as const satisfies Record<keyof typeof en, string>
