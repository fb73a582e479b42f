import type { ReadRefusal } from './read-words.en.ts'

export const fr = {
  READ_EMPTY: 'Le fichier est vide. Choisissez-le de nouveau ou lisez le code sur la feuille.',
  READ_TOO_LARGE:
    'Le fichier compte {bytes} octets, plus que les {limit} qui sont lus. Lisez le code seul ou réduisez l’image.',
  READ_NOT_RECOGNISED:
    'Ce n’est pas un certificat lisible : ni un PDF, ni une image PNG ou JPEG, ni le texte d’un code, ni une déclaration signée. Enregistrez la photo d’un téléphone en JPEG.',
  READ_DAMAGED:
    'Le fichier est endommagé ou incomplet : {part}. Redemandez-le ou lisez le code sur la feuille.',
  READ_PICTURE_TOO_LARGE:
    'L’image compte {megapixels} millions de pixels, plus que les {limit} millions qui sont lus. Découpez le code et recommencez.',
  READ_NO_CODE_IN_PICTURE:
    'Aucun code n’a été trouvé dans l’image. Photographiez le code seul, à plat, bien éclairé et net, de sorte qu’il remplisse presque toute l’image.',
  READ_OTHER_CODE_IN_PICTURE:
    'Le code dans l’image n’est pas celui d’un certificat. Photographiez le code carré en bas à droite du certificat.',
  READ_SEVERAL_CODES:
    'L’image montre {count} certificats différents. Photographiez un seul code à la fois.',
  READ_PDF_NO_CERTIFICATE:
    'Le PDF ne porte pas de certificat signé. Une numérisation enregistrée en PDF n’en porte pas : enregistrez la page comme image ou lisez son code.',
  READ_PDF_SEVERAL:
    'Le PDF porte {count} certificats différents ; lequel il montre n’est pas certain. Demandez l’original à l’autorité de délivrance ou lisez le code sur la feuille.',
  READ_PDF_ENCRYPTED:
    'Le PDF est protégé par un mot de passe. Ouvrez-le et enregistrez-le sans protection, ou lisez le code sur la feuille.',
  READ_PDF_BOMB:
    'Le PDF se déploie bien au-delà de ce que contient un certificat ; il n’a pas été ouvert. N’utilisez pas ce fichier, lisez le code sur la feuille.',
  READ_TYPE_NOT_ALLOWED:
    'Un fichier de cette sorte n’est pas accepté. Joignez un PDF, une image PNG ou JPEG, du texte simple ou du CSV.',
  READ_TYPE_MISMATCH:
    'Le fichier se nomme {name} et son contenu est {found}. Renommez-le selon son contenu ou choisissez-en un autre.',
} as const satisfies Record<ReadRefusal, string>
