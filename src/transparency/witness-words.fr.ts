import type { WitnessRefusal } from './witness.ts'

export const fr = {
  WITNESS_MALFORMED:
    'Ceci n’est pas l’envoi d’un point de contrôle. Envoyez l’ancienne taille, la preuve, une ligne vide et le point de contrôle, comme le dit c2sp.org/tlog-witness.',
  WITNESS_UNKNOWN_LOG:
    'Ce témoin ne suit pas ce registre. Demandez à son exploitant d’ajouter l’origine et la clé du registre.',
  WITNESS_NOT_SIGNED:
    'Aucune clé de ce registre n’a signé le point de contrôle. Si le registre a une nouvelle clé, dites-le à l’exploitant de ce témoin.',
  WITNESS_SHRUNK:
    'Le point de contrôle est plus petit que l’ancienne taille. Un registre ne fait que grandir : envoyez le plus récent.',
  WITNESS_OTHER_SIZE:
    'Ce témoin a vu {size} entrées en dernier. Envoyez la preuve depuis là jusqu’au point de contrôle.',
  WITNESS_FORKED:
    'Ce témoin a cosigné un autre arbre de {size} entrées. Les deux sont gardés comme preuves. Arrêtez le registre et cherchez qui a signé l’autre.',
  WITNESS_INCONSISTENT:
    'La preuve ne montre pas que le point de contrôle prolonge ce que ce témoin a vu. Envoyez la bonne preuve, ou cherchez qui a changé le registre.',
} as const satisfies Record<WitnessRefusal, string>
