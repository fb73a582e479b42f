import type { LogRefusal } from './log-refusals.ts'

export const fr = {
  TRANSPARENCY_CLOCK_OFF:
    'L’horloge de ce nœud s’écarte de {seconds} secondes de celle de sa base de données ou de celles de ses témoins. Rien n’est signé, car la date serait fausse. Que l’exploitant du nœud règle son horloge par le réseau ; puis réessayez.',
  TRANSPARENCY_LOG_BEHIND:
    'Ce nœud détient une copie ancienne du journal public de {party} : des témoins ont vu des entrées qui ne sont pas ici. Rien n’est signé. Restaurez la sauvegarde la plus récente avec le dossier « log », puis redémarrez. Si rien n’a été restauré ici, quelqu’un d’autre signe avec la clé de ce journal : appelez vos responsables des clés.',
  TRANSPARENCY_LOG_FORKED:
    'Le journal public de {party} sur ce nœud n’est pas celui que des témoins ont vu. Rien n’est signé. Laissez tout en l’état : les deux têtes sont dans le dossier « log-evidence ». Appelez vos responsables des clés, et restaurez la sauvegarde qui prolonge ce qui a été vu.',
  TRANSPARENCY_LOG_UNKNOWN:
    'Trop peu de témoins ont dit ce qu’ils ont vu du journal public de {party}. Rien n’est signé avant : réessayez dans une minute, ou vérifiez le réseau.',
  TRANSPARENCY_NOT_WITNESSED:
    'Trop peu de témoins ont apposé leur nom à la dernière tête du journal public de {party}. Ce qui est signé attend, et la tête précédente reste. Vérifiez le réseau, et ce que ce nœud dit de chaque témoin.',
} as const satisfies Record<LogRefusal, string>
