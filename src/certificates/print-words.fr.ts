import type { PrintRefusal } from './print-words.en.ts'

export const fr = {
  PRINT_CHARACTER:
    'La feuille ne peut pas montrer le caractère {code} dans « {text} ». Écrivez le nom en lettres latines, cyrilliques ou arabes, comme dans le passeport ou le registre du commerce.',
  PRINT_TOO_LONG:
    'Les indications remplissent plus de {pages} pages. Abrégez les noms et mettez le reste dans le dossier.',
  PRINT_CODE_TOO_LARGE:
    'Le certificat demande un code de {characters} caractères, plus qu’un appareil ne lit sûrement. Abrégez les noms ou employez moins de scellés.',
  PRINT_CODE_ALPHABET:
    'Le texte du code contient des caractères qu’aucun certificat ne porte. Rien n’a été imprimé ; signalez-le avec le numéro du certificat.',
  PRINT_SEAL_MISSING:
    'L’autorité {participant} n’a pas de certificat pour signer les documents. Installez celui de son autorité de certification sous le nom {file}.',
  PRINT_SEAL_DAMAGED:
    'La clé ou le certificat dans {file} est illisible, ou ils ne vont pas ensemble. Restaurez le fichier depuis la sauvegarde des clés.',
} as const satisfies Record<PrintRefusal, string>
