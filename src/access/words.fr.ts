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
  ACCESS_REVIEW_OVERDUE:
    'Vous avez déjà pris un rôle seul, et depuis le {since} quelqu’un d’autre aurait dû l’examiner. Tant que ce n’est pas fait, vous n’en prenez plus. Demandez à l’auditeur ou à un administrateur de l’examiner.',
  ACCESS_STILL_OPEN:
    'Ce compte est encore ouvert. Fermez-le d’abord : on n’efface que quelqu’un qui est parti.',
  ACCESS_ERASED:
    'Ce compte a déjà été effacé. Rien de lui n’ouvre plus rien, et il n’y a plus rien à effacer.',
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
  ACCESS_PROPOSAL_ROLE:
    'Vos rôles ne font pas de vous le second agent pour ceci. Adressez-vous à une personne qui l’est.',
  ACCESS_PROPOSAL_REASON:
    'Écrivez pourquoi vous rejetez ceci, en {max} caractères au plus : la personne qui l’a proposé le lit.',
  ACCESS_NOT_BY_TOKEN:
    'Un jeton ne permet pas cela. Connectez-vous vous-même et faites-le dans le navigateur.',
  ACCESS_SECOND_FACTOR_FIRST:
    'Votre autorité demande un second facteur à côté du mot de passe. Ouvrez « Votre compte » et ajoutez une clé d’accès, ou les codes d’une application d’authentification ; puis continuez.',
  ACCESS_CONFIRMATION_FIRST:
    'Une seconde personne n’a pas encore confirmé que c’est bien vous qui avez ouvert ce compte. Ouvrez « Votre compte » et lisez les six chiffres à un administrateur ou à un responsable des clés.',
  ACCESS_CONFIRMATION_CODE:
    'Ce ne sont pas les six chiffres affichés chez cette personne. Redemandez-les, de vive voix ou à un numéro de téléphone que vous connaissez. Si elle n’a rien installé, désactivez le compte.',
  ACCESS_CONFIRMATION_LINK:
    'Vous avez remis le lien de ce compte : un autre administrateur ou responsable des clés confirme qui s’en est servi.',
  ACCESS_SIGN_IN_WITH_PASSKEY:
    'Votre compte a une clé d’accès, et votre autorité demande plus qu’un mot de passe. Connectez-vous avec la clé d’accès. Si elle est perdue, demandez à un administrateur de rétablir votre compte.',
  ACCESS_SIGN_IN_AGAIN:
    'Vous vous êtes connecté il y a plus de 15 minutes. Déconnectez-vous, reconnectez-vous, puis changez votre manière de vous connecter.',
  ACCESS_PASSWORD_WRONG:
    'Ce n’est pas votre mot de passe. Saisissez celui avec lequel vous vous connectez aujourd’hui.',
  ACCESS_CODE_FORM:
    'Un code compte six chiffres, un code de secours dix lettres et chiffres. Saisissez-le tel qu’il s’affiche.',
  ACCESS_CODE_WRONG:
    'Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone et saisissez le code qu’il affiche maintenant.',
  ACCESS_CODE_USED: 'Ce code a déjà servi. Attendez le suivant, une demi-minute au plus.',
  ACCESS_CODE_TOO_LATE:
    'Le mot de passe a été saisi il y a trop longtemps, ou trop de codes étaient faux. Recommencez par le mot de passe.',
  ACCESS_CODE_ON_ALREADY:
    'Les codes sont déjà activés. Désactivez-les d’abord pour configurer une autre application.',
  ACCESS_NAME: 'Donnez-lui un nom d’au plus {limit} caractères, sur une ligne.',
  ACCESS_PASSKEY_TOO_LATE: 'Cela a pris plus de cinq minutes, ou c’est déjà fait. Recommencez.',
  ACCESS_PASSKEY_UNKNOWN:
    'Cette clé d’accès n’appartient à aucun compte ici. Choisissez-en une autre, ou connectez-vous par mot de passe.',
  ACCESS_PASSKEY_REFUSED:
    'Cette clé d’accès n’a pas été créée ou utilisée sur ce site de la manière demandée. Ouvrez OpenKP à sa propre adresse et réessayez.',
  ACCESS_PASSKEY_COPIED:
    'Cette clé d’accès semble avoir été copiée et n’est pas acceptée. Connectez-vous autrement, retirez-la et prévenez votre administrateur.',
  ACCESS_PASSKEY_KNOWN:
    'Cette clé d’accès est déjà enregistrée. Utilisez un autre appareil ou une autre clé.',
  ACCESS_PASSKEY_TOO_MANY: 'Vous avez {limit} clés d’accès, le maximum. Retirez-en une d’abord.',
  ACCESS_LAST_WAY_IN: 'C’est votre seule manière de vous connecter. Ajoutez-en une autre d’abord.',
  ACCESS_NOT_FOUND:
    'Cela n’existe pas dans votre compte ou votre autorité. C’est peut-être déjà retiré.',
  ACCESS_NO_PROVIDER:
    'Ce nœud n’a pas d’autre fournisseur d’identité. Connectez-vous par mot de passe ou clé d’accès.',
  ACCESS_PROVIDER_AWAY:
    'Le fournisseur d’identité ne répond pas. Réessayez plus tard, ou connectez-vous autrement.',
  ACCESS_PROVIDER_REFUSED:
    'Ce qui est revenu du fournisseur d’identité n’est pas digne de foi, ou est arrivé trop tard. Recommencez.',
  ACCESS_PROVIDER_UNKNOWN:
    'Votre compte chez le fournisseur d’identité n’est lié à aucun compte ici. Connectez-vous autrement et liez-le sur la page de votre compte.',
  ACCESS_PROVIDER_FACTOR:
    'Le fournisseur d’identité ne dit pas que vous y avez donné plus qu’un mot de passe, et votre autorité le demande. Connectez-vous chez lui avec un second facteur, ou ici avec votre clé d’accès.',
  ACCESS_PROVIDER_STALE:
    'Le fournisseur d’identité ne dit pas que vous vous y êtes connecté il y a peu. Recommencez, et connectez-vous chez lui lorsqu’il le demande.',
  ACCESS_PROVIDER_TAKEN: 'Ce compte chez le fournisseur d’identité, ou le vôtre, est déjà lié.',
  ACCESS_PASSWORD_SHORT:
    'Un mot de passe compte au moins {limit} caractères. Plusieurs mots se retiennent bien et se devinent mal.',
  ACCESS_PASSWORD_LONG: 'Un mot de passe compte au plus {limit} caractères.',
  ACCESS_PASSWORD_EASY:
    'Ce mot de passe est parmi les premiers qu’un inconnu essaierait. Choisissez plusieurs mots sans rapport avec vous ni avec ce travail.',
  ACCESS_PASSWORD_COMMON:
    'Ce mot de passe, ou le mot qu’il contient, est sur la liste de ceux que beaucoup de gens ont, et tout programme qui devine l’essaie. Choisissez plusieurs mots sans rapport entre eux.',
  ACCESS_ROLES: 'Choisissez au moins un rôle, chacun une fois.',
  ACCESS_ROLES_MONITOR:
    'Un observateur vient de l’extérieur et n’a ici aucun autre rôle. Choisissez ce rôle seul, ou retirez-le.',
  ACCESS_ROLES_MIXED:
    'Nul n’est à la fois d’une entreprise et de l’autorité dans un même compte. Choisissez les rôles d’un seul côté.',
  ACCESS_ROLES_BOTH_EYES: 'Qui émet ne valide pas. Choisissez l’un des deux.',
  ACCESS_FIRM:
    'Une personne d’une entreprise a besoin du nom de celle-ci, au plus {limit} caractères ; un agent de l’autorité n’en a pas.',
  ACCESS_LAST_DAY:
    'Un examinateur, contrôleur ou observateur a besoin d’un dernier jour, à partir d’aujourd’hui et dans l’année ; nul autre n’en a.',
  ACCESS_NEEDS_SECOND:
    'Nul ne fait entrer seul un agent de l’autorité. Proposez-le : une deuxième personne doit être d’accord.',
  ACCESS_ROLES_SAME: 'Ce sont les rôles que cet agent a déjà.',
  ACCESS_ROLES_OFFICE:
    'Dans un bureau de {people} personnes, une seule ne tient pas ces rôles ensemble. Choisissez-en d’autres, ou faites corriger la taille du bureau.',
  ACCESS_OFFICE: 'Choisissez une autre taille du bureau : deux, quatre ou dix personnes.',
  ACCESS_STANDING_ROLE:
    'Ce rôle ne se remplace pas ainsi : il n’est pas du travail quotidien, la personne absente ne l’a pas, ou l’autre l’a déjà.',
  ACCESS_STANDING_DEPUTY:
    'Un suppléant est un autre agent de l’autorité qui peut se connecter. Choisissez-en un.',
  ACCESS_STANDING_DAYS:
    'Un suppléant est nommé à partir d’aujourd’hui ou dans les trois mois, pour {days} jours au plus. Au-delà, faites donner le rôle par deux personnes.',
  ACCESS_STANDING_HOURS: 'Un rôle se prend seul pour 1 à {hours} heures.',
  ACCESS_FINDING: 'Écrivez ce que vous avez constaté, en 10 à {limit} caractères.',
  ACCESS_REVIEWED: 'Quelqu’un a déjà examiné ceci.',
  ACCESS_LAST_ADMINISTRATOR:
    'C’est le seul administrateur. Faites-en d’abord entrer un autre, pour que quelqu’un s’occupe des comptes.',
  ACCESS_FIRST_TWO:
    'Nommez deux personnes différentes, avec deux adresses électroniques différentes : il en faut ensuite deux pour faire entrer quelqu’un.',
  ACCESS_FIRST_DONE:
    'Ce Participant a déjà un administrateur. Toute autre personne y est invitée, par deux personnes.',
  ACCESS_HERE_ALREADY:
    'Une personne ayant cette adresse électronique a déjà un compte ici, ou est déjà invitée.',
  ACCESS_TOO_MANY_INVITED:
    '{limit} invitations sont ouvertes, le maximum. Retirez celles dont personne ne se servira.',
  ACCESS_LINK_OVER:
    'Ce lien n’est pas valable : il a servi, il est échu ou il a été retiré. Demandez-en un nouveau à la personne qui vous l’a donné.',
  ACCESS_LINK_EARLY:
    'Ce lien sera valable à partir de {from} UTC : d’ici là, les administrateurs en place peuvent le retirer. Rouvrez-le alors.',
  ACCESS_AGAIN_NOBODY:
    'Ce participant n’a jamais eu d’administrateur. Utilisez « openkp people first ».',
  ACCESS_NOT_ONESELF:
    'Nul ne fait cela à son propre compte. Adressez-vous à un autre administrateur.',
  ACCESS_SECOND_PERSON: 'Une autre personne que celle qui l’a ouverte doit confirmer.',
  ACCESS_REASON:
    'Dites pourquoi, en 10 à {limit} caractères, afin que la deuxième personne puisse juger.',
  ACCESS_TOKEN_SCOPE:
    'Choisissez au moins un acte que vous pouvez faire vous-même et qu’un programme peut faire.',
  ACCESS_TOKEN_UNTIL: 'Un jeton a un dernier jour, à partir d’aujourd’hui et dans l’année.',
  ACCESS_TOKENS_TOO_MANY: 'Vous avez {limit} jetons, le maximum. Révoquez-en un d’abord.',
  ACCESS_RECOVERY_DECIDED:
    'Quelqu’un a déjà confirmé ce rétablissement. Si le lien est perdu, ouvrez-en un autre.',
  ACCESS_NO_DEMONSTRATION:
    'Ce nœud n’est pas une démonstration ; il n’y a donc pas de comptes à afficher.',
} as const satisfies Record<AccessRefusal, string>
