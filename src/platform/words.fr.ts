import type { PlatformRefusal } from './refusals.ts'

export const fr = {
  PLATFORM_PORT: 'OPENKP_PORT vaut {value}, mais un port est un nombre entier de 0 à 65535.',
  PLATFORM_HOST: 'OPENKP_HOST vaut {value}, mais il faut un nom d’hôte ou une adresse.',
  PLATFORM_DATA_FOLDER: 'OPENKP_DATA n’est pas le chemin d’un dossier.',
  PLATFORM_DATABASE_URL:
    'DATABASE_URL doit ressembler à postgres://user:password@host:5432/name, ou être omise pour utiliser la base de données intégrée.',
  PLATFORM_URL:
    'OPENKP_URL vaut {value}, où personne ne peut joindre ce nœud. Écrivez-la sous la forme https://kp.autorite.example, sans chemin.',
  PLATFORM_LOG_LEVEL: 'OPENKP_LOG vaut {value}, mais il faut debug, info, warn, error ou silent.',
  PLATFORM_LOGS: 'OPENKP_LOGS vaut {value}, mais il faut on ou off.',
  PLATFORM_WITNESSES:
    'OPENKP_WITNESSES doit ressembler à X-ADPA=https://temoin.example,BE=https://kp.example/witness/BE : chaque partie une fois, avec son adresse ; http seulement sur cette machine.',
  PLATFORM_PUBLISH_EVERY:
    'OPENKP_PUBLISH_EVERY vaut {value}, mais il faut un nombre entier de secondes de 1 à 86400.',
  PLATFORM_TLS: 'OPENKP_TLS vaut {value}, mais il faut auto ou off.',
  PLATFORM_SIGNER:
    'OPENKP_SIGNER doit être le chemin complet d’un socket, de 103 octets au plus, ou être absent pour qu’un signataire soit démarré.',
  PLATFORM_LISTEN:
    'Impossible d’écouter sur {host}, port {port} ({reason}). Si un autre programme utilise ce port, choisissez-en un autre dans OPENKP_PORT.',
  PLATFORM_DATA_FOLDER_IN_USE:
    'Un autre programme (processus {pid}) travaille déjà dans {folder}. Arrêtez-le d’abord, ou donnez à celui-ci un dossier à lui dans OPENKP_DATA.',
  PLATFORM_DATA_FOLDER_DENIED:
    'Le dossier {folder} ne peut être ni créé ni écrit ({reason}). Indiquez-en un autre dans OPENKP_DATA.',
  PLATFORM_POSTGRES_MISSING:
    'Aucun PostgreSQL intégré n’est installé pour {platform}. Relancez npm ci, ou donnez dans DATABASE_URL un serveur PostgreSQL 15 ou plus récent.',
  PLATFORM_POSTGRES_UNRUNNABLE:
    'Le PostgreSQL intégré ne fonctionne pas sur cette machine ({reason}). Donnez dans DATABASE_URL un serveur PostgreSQL 15 ou plus récent.',
  PLATFORM_POSTGRES_UNREACHABLE:
    'PostgreSQL ne s’exécute pas en tant que root, et aucun utilisateur ordinaire ne peut entrer dans {folder}. Démarrez le programme avec l’utilisateur à qui appartient ce dossier, ou laissez les autres traverser les dossiers au-dessus.',
  PLATFORM_POSTGRES_VERSION:
    'La base de données dans {folder} a été créée par PostgreSQL {cluster}, et ce programme apporte PostgreSQL {program}. Sauvegardez son contenu avec le programme précédent, puis restaurez-le avec celui-ci.',
  PLATFORM_POSTGRES_PASSWORD:
    'Le mot de passe dans {file} manque ou n’ouvre pas la base de données. Restaurez ce fichier depuis la sauvegarde du dossier de données.',
  PLATFORM_POSTGRES_LEFT_RUNNING:
    'Une base de données laissée en marche par un programme précédent (processus {pid}) ne s’arrête pas. Arrêtez-la, puis recommencez.',
  PLATFORM_POSTGRES_FAILED: 'Le PostgreSQL intégré n’a pas démarré : {reason}',
  PLATFORM_MIGRATION_NAME: 'La migration {name} doit porter un nom comme 010-officers.sql.',
  PLATFORM_MIGRATION_NUMBER_TWICE: 'La migration {name} porte le même numéro qu’une autre.',
  PLATFORM_MIGRATION_CHANGED:
    'La migration {name} a été modifiée après avoir été appliquée à cette base de données. Rétablissez le fichier et écrivez le changement dans une nouvelle migration.',
  PLATFORM_MIGRATION_UNKNOWN:
    'Cette base de données contient la migration {name}, que ce programme ne connaît pas. Démarrez le programme plus récent qui l’a faite.',
  PLATFORM_POSTGRES_TOO_OLD:
    'Le serveur de base de données est plus ancien que PostgreSQL 15. Utilisez la version 15 ou une plus récente.',
  PLATFORM_DATABASE_NO_ANSWER:
    'Aucun PostgreSQL ne répond à {host}, port {port} ({reason}). Vérifiez DATABASE_URL, et que le serveur fonctionne et accepte cette machine.',
  PLATFORM_DATABASE_SIGN_IN:
    'Le PostgreSQL de {host} refuse l’utilisateur {user} ({reason}). Vérifiez l’utilisateur et le mot de passe dans DATABASE_URL, et le fichier pg_hba.conf du serveur.',
  PLATFORM_DATABASE_MISSING:
    'Le PostgreSQL de {host} n’a pas de base de données {database}. Créez-la (create database {database} encoding UTF8), ou nommez-en une autre dans DATABASE_URL.',
  PLATFORM_DATABASE_RIGHTS:
    'L’utilisateur {user} ne peut pas créer de schéma dans la base de données {database}. Faites-en son propriétaire, ou accordez-lui create.',
  PLATFORM_DISK_FULL:
    'Le disque qui porte {place} est plein. Faites de la place et recommencez ; rien de ce qui était enregistré n’est perdu.',
  PLATFORM_FILE_DENIED:
    'Le programme ne peut pas utiliser {path} ({reason}). Donnez ce fichier et son dossier à l’utilisateur qui exécute le programme.',
  PLATFORM_DATABASE_LOST:
    'La base de données s’est arrêtée pendant le démarrage du programme. Ce que la base intégrée en dit est dans {dataFolder}/postgres.log ; un disque plein en est la cause habituelle.',
  PLATFORM_KEYS_LOST:
    'Ces fichiers de clés manquent, ou ne contiennent pas les clés avec lesquelles ce dossier de données a été fait : {files}. Restaurez-les depuis la sauvegarde des clés ; docs/operating/keys.md dit à quoi sert chacun. Rien n’a été changé.',
  PLATFORM_PROVIDER_FILE:
    '{file} ne décrit pas un fournisseur d’identité. Corrigez {field} : {reason}. Ou retirez le fichier : alors personne ne se connecte par lui.',
  PLATFORM_SESSION_SECRET:
    'Le fichier {file} ne contient pas le secret des sessions. Restaurez-le depuis la sauvegarde des clés, ou supprimez-le : chacun devra alors se reconnecter.',
  PLATFORM_REQUEST: 'Un champ de la demande manque ou n’a pas la forme attendue.',
  PLATFORM_JSON: 'La demande n’est pas du JSON bien formé.',
  PLATFORM_BODY_TOO_LARGE: 'L’envoi dépasse ce que cette adresse accepte. Envoyez moins à la fois.',
  PLATFORM_MEDIA_TYPE: 'Cette adresse n’accepte pas ce type de contenu.',
  PLATFORM_NOT_FOUND: 'Il n’y a rien à cette adresse.',
  PLATFORM_TOO_MANY_REQUESTS:
    'Trop de demandes sont venues de votre adresse. Attendez {seconds} secondes et réessayez.',
  PLATFORM_CLICK_REUSED:
    'Cette demande porte la clé d’une demande antérieure différente. Rien n’a été fait ; rechargez la page et réessayez.',
  PLATFORM_CLICK_KEY: 'Idempotency-Key doit compter de 1 à 200 caractères ASCII visibles.',
  PLATFORM_DATABASE_UNREACHABLE:
    'La base de données ne répond pas. Rien n’a été changé ; réessayez dans une minute.',
  PLATFORM_STOPPING: 'Le programme est en cours d’arrêt. Réessayez dans une minute.',
  PLATFORM_FAILED:
    'Le programme n’a pas pu le faire, et rien n’a été changé. Réessayez ; si cela se reproduit, donnez à votre administrateur le numéro {request}.',
} as const satisfies Record<PlatformRefusal, string>
