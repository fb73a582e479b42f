import type { KeyRefusal } from './key-refusals.ts'

export const fr = {
  PARTICIPANTS_KEY_NAME:
    'Désignez la clé par son empreinte : 64 chiffres hexadécimaux, ou les premiers, huit au moins, assez pour qu’aucune autre clé de cette partie et de cet usage ne commence ainsi.',
  PARTICIPANTS_KEY_UNKNOWN:
    'Aucune clé {usage} de {party} ne commence par {key}. Revoyez la liste de ses clés.',
  PARTICIPANTS_KEY_NOT_HELD:
    'Le signataire de ce nœud ne détient pas la clé {key} : personne ne pourrait signer avec elle. Restaurez les clés du signataire, ou créez une nouvelle clé.',
  PARTICIPANTS_KEY_NOT_LISTED:
    'La clé {key} n’a jamais été publiée : aucun vérificateur ne la compte, et il n’y a rien à clore.',
  PARTICIPANTS_KEY_ENDED:
    'La clé {key} a été retirée ou déclarée compromise. Elle n’est plus jamais publiée : créez-en une nouvelle.',
  PARTICIPANTS_KEY_RETIRED_SINCE:
    'La clé {key} est déjà retirée, à partir d’un autre moment. Ce qu’elle a signé avant reste valable, et ce moment ne change plus.',
  PARTICIPANTS_KEY_COMPROMISED_SINCE:
    'La clé {key} est déjà déclarée compromise, depuis un moment antérieur. Cela ne se reprend pas, et ce moment ne peut que reculer.',
  PARTICIPANTS_KEY_GOOD_BELOW:
    'À ce moment, un quorum de témoins avait contresigné au plus {most} entrées du journal ; pas davantage ne peut rester bon. Indiquez un nombre plus petit, ou aucun.',
  PARTICIPANTS_KEY_GOOD_RAISED:
    'La liste nomme déjà un nombre plus petit d’entrées sous lesquelles la clé {key} reste bonne. Ce nombre ne peut que baisser.',
  PARTICIPANTS_KEY_GOOD_USAGE:
    'Une place dans le journal ne se nomme que pour les clés « certificate ». Ce qu’une clé « {usage} » a signé est dans le journal et sur la page de registre, que signe la nouvelle clé.',
  PARTICIPANTS_KEY_FUTURE:
    'Une clé est compromise depuis un moment passé. Pour clore une clé plus tard, retirez-la.',
  PARTICIPANTS_KEY_LAST:
    'Il ne resterait aucune autre clé {usage} de {party}, et rien de cet usage ne pourrait être signé. Publiez d’abord une autre clé, ou confirmez que c’est voulu.',
  PARTICIPANTS_KEYS_LISTED:
    'La liste de confiance nomme {max} clés de {party} et n’en accepte pas davantage. Appelez la personne qui s’occupe du programme.',
  PARTICIPANTS_KEY_NONE:
    'Aucune clé {usage} de {party} détenue par ce nœud n’est en vigueur ; rien n’a été signé. Demandez à un responsable des clés d’en publier une.',
  PARTICIPANTS_KEY_PARTY: 'La liste de confiance ne nomme aucune clé de {party}. Vérifiez le code.',
  PARTICIPANTS_KEY_USAGE: 'Une clé sert à certificate, status ou confirm, et non à « {usage} ».',
  PARTICIPANTS_KEY_TIME: 'Un moment s’écrit 2026-03-04T09:00:00Z.',
  PARTICIPANTS_KEY_FORM: 'Ce qui a été envoyé n’est pas ce qui est demandé ici : {field}.',
  PARTICIPANTS_TRUST_BUSY:
    'Un autre programme modifie la liste de confiance. Rien n’a été changé ici ; réessayez dans un instant.',
  PARTICIPANTS_DELEGATION_AWAY:
    'La clé qui signe la liste de {party} n’est pas sur cette machine, ou n’est pas celle que la racine nomme. Faites-le là où se trouve cette clé.',
} as const satisfies Record<KeyRefusal, string>
