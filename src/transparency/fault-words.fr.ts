import type { en } from './fault-words.en.ts'

const KEEP = 'Gardez une copie de ce qui a été servi, et appelez l’opérateur du journal.'
const ASK_COPY = 'Demandez-en une autre copie à l’autorité qui a émis le certificat.'

export const fr = {
  LOG_FILE_MISSING: `Le journal ne sert pas un fichier que son point de contrôle promet, ou un fichier trop long. ${KEEP}`,
  LOG_ENTRIES_MALFORMED: `Un fichier d’entrées ne peut pas être lu. ${KEEP}`,
  LOG_ENTRIES_COUNT: `Un fichier a plus ou moins d’entrées qu’il ne doit. ${KEEP}`,
  LOG_ENTRIES_REWRITTEN: `Des entrées déjà lues ne sont plus les mêmes. ${KEEP}`,
  LOG_ENTRY_MALFORMED:
    'Une entrée n’est pas écrite comme il faut. Demandez à l’auteur du journal ce qu’elle représente.',
  LOG_TILE_DIFFERS: `Une tuile n’a pas les empreintes des entrées. Elle a été abîmée ou changée. ${KEEP}`,
  LOG_ROOT_DIFFERS: `Les entrées ne forment pas l’arbre que dit le point de contrôle. ${KEEP}`,
  LOG_SLOT_TWICE:
    'Deux certificats ont le même numéro. Le premier compte ; interrogez l’autorité sur le second.',
  NOTE_TOO_LONG: `Le point de contrôle est plus long que tout point honnête. ${KEEP}`,
  NOTE_MALFORMED: `Le point de contrôle n’est pas une note signée. Il a été abîmé, ou c’est autre chose. ${KEEP}`,
  NOTE_SIGNATURE: `Une signature sous le point de contrôle est mauvaise : il a été changé après sa signature. ${KEEP}`,
  NOTE_UNSIGNED:
    'Aucune clé du journal connue ici n’a signé le point de contrôle. Téléchargez la dernière liste de confiance, ou demandez à l’opérateur si la clé a changé.',
  CHECKPOINT_MALFORMED: `Le point de contrôle n’a pas de taille ou de racine lisible. ${KEEP}`,
  CHECKPOINT_OTHER_LOG: `C’est le point de contrôle d’un autre journal. ${KEEP}`,
  LOG_PROOF_MALFORMED: `La preuve jointe au certificat ne peut pas être lue. ${ASK_COPY}`,
  LOG_PROOF_WRONG: `La preuve ne montre pas que le certificat est au journal. ${ASK_COPY}`,
} as const satisfies Record<keyof typeof en, string>
