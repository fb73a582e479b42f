import type { RootRefusal } from './root-refusals.ts'

export const fr = {
  PARTICIPANTS_ROOT_FORM:
    '{file} n’est pas ce que la cérémonie de la racine écrit ({cause}). Redemandez-le à la personne qui l’a fait.',
  PARTICIPANTS_ROOT_ENVIRONMENT:
    'Ceci est de {found} et cela de {wanted}. Démonstration et production ne se mêlent jamais : rien n’a été signé ni publié.',
  PARTICIPANTS_ROOT_VERSION:
    'La proposition fait la version {proposed} de {file}, mais celle en vigueur est {current}. Proposez-la de nouveau à partir de la liste en vigueur.',
  PARTICIPANTS_ROOT_EXPIRED:
    'La proposition a pris fin le {expired}, ou vaut pour plus d’un an. Proposez-la de nouveau.',
  PARTICIPANTS_ROOT_CHANGED:
    'Cette signature est d’une autre proposition, ou la proposition a été modifiée après la signature. Comparez les empreintes et cherchez qui l’a modifiée.',
  PARTICIPANTS_ROOT_THRESHOLD:
    'De {keys} clés racine, {threshold} ne peut être le nombre requis : deux au moins, toutes au plus, et aucune clé deux fois.',
  PARTICIPANTS_ROOT_NOTHING:
    'Une proposition change les clés racine, la clé d’une partie, ou renouvelle l’existant avec --renew. Celle-ci ne fait rien.',
  PARTICIPANTS_ROOT_SIGNER_UNKNOWN:
    'La clé de {file} n’est pas une clé racine, ni de la racine en vigueur ni de celle proposée.',
  PARTICIPANTS_ROOT_SIGNER_TWICE:
    'Une même clé a signé deux fois. Elle compte une fois : demandez à une autre personne.',
  PARTICIPANTS_ROOT_SIGNATURE:
    'La signature dans {file} ne correspond pas à la proposition. Signez de nouveau le fichier d’origine.',
  PARTICIPANTS_ROOT_TOO_FEW:
    'Les détenteurs de la racine {whose} ont signé avec {have} clés, et il en faut {need}. Rien n’a été publié.',
  PARTICIPANTS_ROOT_KEY_FILE: '{file} n’est pas un fichier de clé racine, ou il a été modifié.',
  PARTICIPANTS_ROOT_KEY_THERE:
    '{file} existe déjà, et une clé n’est jamais écrasée. Nommez un autre fichier.',
  PARTICIPANTS_ROOT_PASSPHRASE:
    'La phrase secrète n’ouvre pas {file}, ou le fichier a été modifié. Une phrase secrète a 12 caractères au moins.',
  PARTICIPANTS_ROOT_NO_LOG:
    'Ce nœud ne publie aucun registre de {log}. Nommez avec --log une partie dont il tient le registre.',
  PARTICIPANTS_ROOT_NOT_ANNOUNCED:
    'Le registre de {log} n’a pas encore ce changement sous une tête. Annoncez-le par « root announce » ; si c’est fait, attendez la prochaine tête du registre.',
  PARTICIPANTS_ROOT_NOT_WITNESSED:
    'La tête du registre de {log} a trop peu de témoins hors l’exploitant du registre et {party} même : les sept jours n’ont pas commencé. Attendez la prochaine tête, ou annoncez-le dans un autre registre avec --log.',
  PARTICIPANTS_ROOT_TOO_EARLY:
    'Le changement est annoncé, et {file} garde depuis quand. Il peut être nommé à partir de {from} : redonnez alors cette commande, avec le même fichier. Si ce moment est passé, attendez la prochaine tête du registre de {log}.',
} as const satisfies Record<RootRefusal, string>
