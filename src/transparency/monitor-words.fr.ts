import type { AlarmCode } from './alarm.ts'
import type { pageCauses as english, KeyWord } from './monitor-words.en.ts'

export const fr = {
  MONITOR_FORK:
    'Le journal {log} a signé deux histoires : ses têtes de {size} et de {larger, plural, one {# entrée} other {# entrées}} ne sont pas d’un même arbre. Les deux sont gardées. Envoyez-les à toutes les autorités et à la présidence, ne vous fiez à rien de ce journal depuis lors, et faites remplacer sa clé.',
  MONITOR_ROLLED_BACK:
    'Le journal {log} montre {size, plural, one {# entrée} other {# entrées}} et en avait {larger}. Les deux têtes sont gardées. Demandez à son exploitant si une ancienne sauvegarde a été remise ; il ne doit rien signer avant de détenir à nouveau toutes les entrées.',
  MONITOR_BEHIND:
    'Un témoin a vu {larger, plural, one {# entrée} other {# entrées}} du journal {log}, qui n’en montre ici que {size}. Demandez pourquoi à son exploitant, et comparez avec ce que d’autres voient.',
  MONITOR_CHECKPOINT:
    'Ce que {log} sert comme point de contrôle n’est pas de ce journal ({cause}). Il est gardé. Interrogez son exploitant, et cherchez si la clé a changé ou si un autre serveur est à son adresse.',
  MONITOR_FILES:
    'Le journal {log} de {size, plural, one {# entrée} other {# entrées}} ne sert pas ce que promet son point de contrôle : {cause} à {path}. Une entrée est peut-être retenue. Gardez une copie de ce qui est servi, et demandez le fichier à son exploitant.',
  MONITOR_ENTRY_MALFORMED:
    'L’entrée {index} de {log} n’est pas écrite comme une entrée. Elle est gardée. Demandez à son auteur ce qu’elle représente.',
  MONITOR_TWIN:
    'Le journal {log} a deux certificats d’un même numéro : position {slot}, entrées {first} et {index}. Le premier compte, et les vérificateurs refusent le second. Demandez à l’autorité qui a signé le second et pour quelles marchandises, et avertissez le côté importateur.',
  MONITOR_OUTSIDE_BLOCKS:
    'Le certificat à l’entrée {index} de {log} a la position {slot}, qu’aucun bloc de numéros n’a annoncée auparavant. Demandez à l’autorité sur quelle feuille il est ; jusque-là, traitez-le comme signé avec une clé volée.',
  MONITOR_BACKDATED:
    'Le certificat à l’entrée {index} de {log} dit avoir été signé à {iat}, et n’était pas au journal à {after}, passé son délai. Demandez à l’autorité quand il a été signé, et par qui.',
  MONITOR_POSTDATED:
    'Le certificat à l’entrée {index} de {log} dit avoir été signé à {iat}, après {until}, où il était déjà au journal. Demandez à l’autorité de regarder l’horloge de son signataire.',
  MONITOR_UNCONFIRMED:
    'Personne n’a confirmé le certificat {certificate} de {log} (entrée {index}), échu à {time}. Demandez aux deux autorités où sont les marchandises.',
  MONITOR_CONFIRMED_UNKNOWN:
    'L’entrée {index} de {log} confirme le certificat {certificate}, qu’aucun journal ne contient. Demandez la feuille à l’autorité qui l’a confirmé, et à l’émetteur s’il l’a signé.',
  MONITOR_NOT_LOGGED:
    '{party} a signé {statement} à {iat}, et son journal ne l’a pas, passé le délai du système. Demandez à l’autorité si elle l’a signé ; sinon, sa clé est volée.',
  MONITOR_PAGE_DIFFERS:
    'La page de registre que {party} a signée pour {size, plural, one {# entrée} other {# entrées}} n’est pas celle que fait son journal ({cause}). Les deux sont gardées. Envoyez-les à toutes les autorités : la page dit autre chose que le journal.',
  MONITOR_FROZEN:
    'Aucun quorum de témoins n’a vu le journal {log} depuis {since}, il y a plus de {hours, plural, one {# heure} other {# heures}}. Les verdicts sur ses certificats vieillissent. Demandez à son exploitant si le nœud et sa ligne fonctionnent.',
  MONITOR_LIST_FROZEN:
    'La liste de confiance a été signée à {since}, il y a plus de {hours, plural, one {# heure} other {# heures}}. Quelqu’un retient peut-être la nouvelle : prenez-la d’un autre nœud, et interrogez les détenteurs de ses clés.',
  MONITOR_LIST_REFUSED:
    'La liste de confiance servie à présent est refusée ({cause}), et la précédente reste en usage. Elle est gardée. Prenez la liste d’un autre nœud, et demandez à la présidence ce qui s’est passé.',
  MONITOR_KEYS_CHANGED:
    'La liste de confiance nomme d’autres clés pour {party}. Disparues : {gone}. Nouvelles : {come}. Demandez à cette autorité par téléphone si elle a fait ce changement ; pour la racine, demandez à la présidence.',
  MONITOR_KEYS_ANNOUNCED:
    'L’entrée {index} de {log} annonce d’autres clés pour {party}, auxquelles {party} n’a pas consenti. À partir du {from}, les détenteurs de la racine peuvent les nommer. Demandez aussitôt à {party} par téléphone si ses clés sont perdues ; sinon, avertissez les détenteurs de la racine et toutes les autorités.',
  MONITOR_FEW_OPERATORS:
    'La tête de {log} à {size, plural, one {# entrée} other {# entrées}} porte {count, plural, one {# cosignature} other {# cosignatures}} de seulement {operators, plural, one {# exploitant autre} other {# exploitants autres}} que celui qui tient ce journal, et le système en demande {needed}. Qui exploite plusieurs nœuds compte une fois : les vérificateurs répondent REGISTER_NOT_WITNESSED. Demandez à l’exploitant du journal de trouver d’autres témoins, et comparez son journal avec ce que voient les autres.',
  MONITOR_MORE:
    'Encore {count, plural, one {# alarme} other {# alarmes}} du genre {alarm} à {log} à ce regard ; seules les premières sont dites une à une. Quelque chose ne va pas du tout : commencez par celles qui sont dites.',
} as const satisfies Record<AlarmCode, string>

export const keyLines = {
  active: 'clé « {usage} » {key}, du {from} au {until}',
  retired: 'clé « {usage} » {key}, retirée depuis le {since}',
  compromised: 'clé « {usage} » {key}, compromise depuis le {since}',
  goodBelow:
    'clé « {usage} » {key}, compromise depuis le {since}, où {goodBelow, plural, one {la première entrée du journal reste bonne} other {les # premières entrées du journal restent bonnes}}',
  scheme: 'la racine du système',
  root: 'racine {root}',
  threshold:
    '{count, plural, one {une signature demandée} other {# signatures demandées}} sous la liste propre de cette partie',
  delegation: 'clé {key}, qui signe la liste propre de cette partie',
  agreed:
    'd’autres signataires de la liste propre de cette partie (version {version}), avec son accord',
  announced:
    'd’autres signataires de la liste propre de cette partie (version {version}), annoncés au journal de {log} à l’entrée {index}',
} as const satisfies Record<KeyWord, string>

export const pageCauses = {
  'another content': 'un autre contenu',
  'another root': 'une autre racine',
  'it cannot be read': 'elle est illisible',
} as const satisfies Record<keyof typeof english, string>
