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
  ACCESS_NO_DEMONSTRATION:
    'Ce nœud n’est pas une démonstration ; il n’y a donc pas de comptes à afficher.',
} as const satisfies Record<AccessRefusal, string>
