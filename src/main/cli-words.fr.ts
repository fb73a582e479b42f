import type { CliRefusal } from './cli-words.en.ts'

export const fr = {
  CLI_FILE_NOT_FOUND: 'Le fichier {path} n’existe pas. Vérifiez le nom.',
  CLI_FILE_IS_A_FOLDER: '{path} est un dossier. Indiquez un fichier qu’il contient.',
  CLI_FILE_DENIED:
    '{path} ne peut être ni lu ni écrit par cet utilisateur. Demandez à son propriétaire.',
  CLI_FILE_UNREADABLE: '{path} ne peut pas être lu ({cause}).',
  CLI_FILE_TOO_LARGE: '{path} compte {bytes} octets, plus que les {limit} qui sont lus.',
  CLI_FILE_NOT_WRITTEN:
    '{path} n’a pas pu être écrit ({cause}). Ce qui s’y trouvait auparavant est inchangé.',
  CLI_PINS_DAMAGED:
    '{path} n’est pas un fichier de racines épinglées. Écartez-le, puis épinglez de nouveau chaque racine avec « trust pin ».',
  CLI_MEMORY_DAMAGED:
    '{path} n’est pas ce que garde « verify --remember ». Sans lui, une liste ancienne ne se distingue pas d’une nouvelle : cherchez qui l’a modifié avant d’indiquer un autre fichier.',
  CLI_ACCOUNTS_NOT_FOUND:
    '{path} n’existe pas. Démarrez un nœud avec « npm start » ou indiquez son fichier avec --accounts.',
  CLI_ACCOUNTS_DAMAGED:
    '{path} n’est pas le fichier des comptes de démonstration qu’un nœud écrit à son démarrage.',
  CLI_ACCOUNT_MISSING: '{path} ne contient aucun compte de {participant} ayant le rôle {role}.',
  CLI_NODE_UNREACHABLE:
    'Aucun nœud ne répond à {url} ({cause}). Démarrez-en un avec « npm start » ou indiquez une autre adresse.',
  CLI_NODE_ANSWER: '{url} a répondu {status}, ce qui n’est pas ce qui était demandé : {detail}.',
  CLI_NODE_NOT_STARTED: 'Le nœud destiné à la mesure n’a pas démarré : {cause}.',
  CLI_DATABASE_NOT_RUNNING:
    'Aucune base de données ne tourne sur {path}. Démarrez le nœud par npm start, ou indiquez DATABASE_URL.',
  CLI_NO_TRUST_LIST:
    '{path} ne contient pas de liste de confiance ; aucune signature ne peut être vérifiée. Vérifiez OPENKP_DATA.',
  CLI_WITNESS_CONFIG:
    '{path} n’est pas le fichier d’un témoin : {where} {cause}. docs/operating/witness.md en montre un.',
  CLI_NOTE_KEY:
    '{line} n’est pas la clé d’un registre ou d’un témoin. Elle ressemble à nom+id+base64.',
  CLI_NO_LOG:
    'Il n’y a pas de point de contrôle d’un registre à {place}. Nommez le dossier ou l’adresse où il est.',
  CLI_NO_EVIDENCE:
    'Il n’y a pas de dossier {place}. Nommez-en un sous « evidence » dans le dossier d’un moniteur.',
  CLI_LOG_NOT_SIGNED:
    'Le point de contrôle de {origin} n’est pas signé par une clé que vous avez nommée, ou sa signature est mauvaise. Demandez sa clé à l’exploitant du registre, et ne vous fiez pas au registre.',
  CLI_LOG_AWAY:
    'Le registre à {place} n’a pas pu être lu jusqu’au bout ({cause}). On n’en sait rien : réessayez plus tard, ou demandez à son exploitant.',
  CLI_MONITOR_CONFIG:
    '{path} n’est pas le fichier d’un moniteur : {where} {cause}. docs/operating/monitor.md en montre un.',
  CLI_MONITOR_BLIND:
    'La liste de confiance à {place} n’a pas pu être lue ({cause}), et aucune plus ancienne n’est gardée. Sans elle, nul ne peut dire à qui sont ces journaux : vérifiez l’adresse et les racines épinglées.',
  CLI_TOUR_FAILED: 'Le parcours s’est arrêté à « {step} » : {cause}.',
  CLI_BENCH_FAILED: 'La mesure s’est arrêtée : {cause}.',
  CLI_SIGNER_NOT_FOUND:
    'Il n’y a pas de dossier de signataire {folder} sur cette machine. Nommez celui que OPENKP_SIGNER_DATA y désigne.',
  CLI_SIGNER_USER:
    '{folder} appartient à un autre utilisateur. Lancez cette commande comme l’utilisateur du signataire, sinon celui-ci ne pourrait pas lire la liste.',
  CLI_OFFICERS_EXIST:
    '{party} a déjà une liste d’agents, de version {version}. Deux de ses agents des clés la changent ; s’ils ne le peuvent plus, et alors seulement, donnez --replace.',
  CLI_CARD_PIN:
    'Aucun code PIN n’a été donné. Tapez-le dans le terminal, ou nommez un fichier avec --pin-file.',
} as const satisfies Record<CliRefusal, string>
