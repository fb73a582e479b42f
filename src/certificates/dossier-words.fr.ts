import type { DossierCode } from './dossier-findings.ts'

export const fr = {
  DOSSIER_STATEMENT: 'La déclaration signée n’est pas un certificat, ou porte un autre numéro.',
  DOSSIER_DIGEST: 'La liste des fichiers n’est pas celle que le certificat signe.',
  DOSSIER_RECORD: '{of} manque, a été modifié ou dit autre chose de la délivrance.',
  DOSSIER_FILE: 'Le fichier {of} manque ou a été modifié.',
  DOSSIER_SIGNED: 'Ce qui est présenté comme signé ({of}) ne découle pas du certificat.',
  DOSSIER_PASSKEY: 'La confirmation par clé d’accès ({of}) ne tient pas : {cause}.',
  DOSSIER_PASSKEY_MISSING: 'La liste des agents exige une clé d’accès, et il n’y en a pas ({of}).',
  DOSSIER_NOT_LISTED:
    'La liste des agents n’attribue pas cette clé d’accès à cet agent pour cet acte ({of}).',
  DOSSIER_SAME_OFFICER: 'Un seul agent a délivré et validé.',
  DOSSIER_CARD: 'La signature par carte à puce ({of}) ne tient pas : {cause}.',
  DOSSIER_CARD_LINES:
    'Les lignes que la carte a signées ({of}) ne sont pas celles de ce certificat.',
  DOSSIER_CARD_MISSING: 'La loi de ce jour demandait une carte à puce, et il n’y en a pas ({of}).',
  DOSSIER_NOT_CLOSED: 'Le certificat n’est pas encore signé : son dossier est ouvert.',
  DOSSIER_NO_PASSKEY: 'Aucune clé d’accès n’a été demandée ({of}) : seul le nœud dit qui l’a fait.',
  DOSSIER_NO_LIST:
    'Sans la liste des agents (--officers), on ne sait pas à qui est la clé d’accès ({of}).',
  DOSSIER_NO_ORIGIN:
    'Ni liste des agents ni adresse du nœud (--origin) : la clé d’accès n’a pas été vérifiée ({of}).',
  DOSSIER_NO_AUTHORITY:
    'Aucune autorité des cartes (--profile ou --authority) : la carte n’a pas été vérifiée ({of}).',
  DOSSIER_NO_FILES:
    'Les autres fichiers n’ont pas été apportés (--files) : ils n’ont pas été comparés.',
} as const satisfies Record<DossierCode, string>
