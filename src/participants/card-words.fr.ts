import type { CardRefusal, CardTokenRefusal } from './card-refusals.ts'

export const fr = {
  PARTICIPANTS_CARD_TOO_LARGE:
    'Le fichier de la signature par carte dépasse {max} octets. Choisissez le fichier .p7s, sans ce qu’il signe.',
  PARTICIPANTS_CARD_FORM:
    'Ceci n’est pas une signature par carte : il faut des données signées CMS (RFC 5652), en DER ou PEM. Choisissez le fichier .p7s.',
  PARTICIPANTS_CARD_TRAILING:
    'D’autres octets suivent la signature de la carte. Signez de nouveau et choisissez le fichier tel qu’il a été écrit.',
  PARTICIPANTS_CARD_NOT_DETACHED:
    'La signature de la carte contient ce qu’elle signe. Signez en mode détaché : le fichier ne doit contenir que la signature.',
  PARTICIPANTS_CARD_SIGNERS:
    'Le fichier contient {count} signatures et doit contenir la seule signature de la carte de cet agent. Signez de nouveau, dans un nouveau fichier.',
  PARTICIPANTS_CARD_ATTRIBUTES:
    'La signature de la carte ne dit pas ce qu’elle signe ni quand : type de contenu, condensat et date manquent ou y figurent deux fois. Signez avec des attributs signés.',
  PARTICIPANTS_CARD_DIGEST:
    'La carte a signé un autre fichier. Reprenez le fichier à signer, signez exactement ces octets et choisissez la nouvelle signature.',
  PARTICIPANTS_CARD_TIME:
    'La signature de la carte se dit faite le {signedAt}. Vérifiez l’horloge de l’ordinateur qui signe et signez de nouveau.',
  PARTICIPANTS_CARD_ALGORITHM:
    'Le profil n’admet pas ce genre de signature ou de clé ({found}). Utilisez une carte et des réglages qu’il admet.',
  PARTICIPANTS_CARD_SIGNATURE:
    'La signature de la carte ne correspond pas à son certificat ou a été modifiée. Signez de nouveau.',
  PARTICIPANTS_CARD_CERTIFICATE:
    'Le certificat de la carte manque ou est illisible. Joignez-le à la signature.',
  PARTICIPANTS_CARD_USAGE:
    'Le certificat de la carte n’est pas fait pour signer des documents. Utilisez celui des signatures, pas celui de la connexion.',
  PARTICIPANTS_CARD_EXPIRED:
    'Le certificat {subject} n’est valable que du {from} au {until}. Il faut une nouvelle carte.',
  PARTICIPANTS_CARD_AUTHORITY:
    'Aucune des autorités du profil ne répond du certificat {subject}. Utilisez la carte que votre loi désigne et joignez les certificats qui la relient à son autorité.',
  PARTICIPANTS_CARD_REVOKED:
    'La carte de {subject} a été révoquée par son autorité le {since}. Prenez une autre carte et faites mettre fin à celle-ci.',
  PARTICIPANTS_CARD_LIST_MISSING:
    'Le profil demande la liste des cartes révoquées de {issuer}, et il n’y en a pas ici. Demandez à l’exploitant du nœud d’aller la chercher.',
  PARTICIPANTS_CARD_LIST_STALE:
    'La liste des cartes révoquées de {issuer} valait jusqu’au {until}, et le profil en demande une plus récente. Demandez à l’exploitant du nœud d’aller la chercher.',
} as const satisfies Record<CardRefusal, string>

export const tokenFr = {
  PARTICIPANTS_CARD_KEY:
    'La carte n’a pas de clé libellée {label} avec un certificat du même identifiant, ou d’un genre inconnu ici (ECDSA P-256, P-384 ou RSA). Regardez-la avec « pkcs11-tool --list-objects ».',
  PARTICIPANTS_CARD_TOKENS:
    'Plusieurs cartes ou appareils sont présents ({labels}). Nommez le bon avec --token : un code n’est jamais essayé sur un autre.',
} as const satisfies Record<CardTokenRefusal, string>
