import type { AccessRefusal } from './refusals.ts'

export const fr = {
  ACCESS_EMAIL:
    'Ceci n’est pas une adresse électronique. Écrivez-la sous la forme nom@autorite.example.',
  ACCESS_PASSWORD: 'Saisissez votre mot de passe. Il compte au plus {limit} caractères.',
  ACCESS_SIGN_IN_FAILED:
    'L’adresse électronique et le mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez.',
  ACCESS_TOO_MANY_ATTEMPTS:
    'Trop de tentatives de connexion ont échoué. Attendez {minutes, plural, one {# minute} other {# minutes}} avant de réessayer, ou utilisez le navigateur dans lequel vous vous êtes déjà connecté.',
  ACCESS_BUSY:
    'Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques secondes.',
  ACCESS_NOT_SIGNED_IN:
    'Vous n’êtes pas connecté ou votre session a pris fin. Connectez-vous et réessayez.',
  ACCESS_NOT_ALLOWED:
    'Vos rôles ne le permettent pas. Adressez-vous à un agent de votre autorité qui en a le droit.',
  ACCESS_CROSS_SITE:
    'Cette requête venait d’un autre site web ; rien n’a été fait. Ouvrez OpenKP directement et recommencez.',
  ACCESS_PROPOSAL_NOT_FOUND: 'Il n’y a pas de telle proposition ici. Rouvrez la liste.',
  ACCESS_PROPOSAL_DECIDED: 'Quelqu’un a déjà tranché cette proposition. Rouvrez la page.',
  ACCESS_PROPOSAL_LAPSED:
    'Cette proposition a plus d’une semaine, et bien des choses ont pu changer. Rejetez-la et faites-la proposer de nouveau.',
  ACCESS_PROPOSAL_OWN:
    'Vous avez proposé ceci vous-même ; c’est donc un autre agent qui tranche. Deux personnes regardent chaque acte important. Vous pouvez la retirer.',
  ACCESS_PROPOSAL_NOT_OWN:
    'Un autre agent a proposé ceci. Seule la personne qui l’a proposé le retire ; vous pouvez le rejeter.',
  ACCESS_PROPOSER_GONE:
    'La personne qui l’a proposé n’en a plus le droit. Rejetez la proposition et faites-la faire par quelqu’un d’autre.',
  ACCESS_PROPOSAL_REASON:
    'Écrivez pourquoi vous rejetez ceci, en {max} caractères au plus : la personne qui l’a proposé le lit.',
  ACCESS_NO_DEMONSTRATION:
    'Ce nœud n’est pas une démonstration ; il n’y a donc pas de comptes à afficher.',
} as const satisfies Record<AccessRefusal, string>
