import type { en } from './words.en.ts'

export const fr = {
  title: 'Cartes à puce',
  lead: 'Là où la loi le veut, un agent signe avec sa propre carte agréée, à côté du sceau de l’autorité.',
  asked: 'Ce qui est demandé aujourd’hui',
  askedActs:
    '{acts, select, both {Pour émettre et pour valider} issue {Pour émettre} other {Pour valider}}, la signature de la carte de l’agent est requise.',
  notAsked:
    'Le profil de votre autorité ne demande aucune carte. Personne n’en a besoin pour émettre ni pour valider.',
  howTitle: 'Comment signer avec votre carte',
  howAct:
    'Appuyez sur le bouton de l’acte, Émettre ou Valider et signer. La page dit qu’une carte est requise et donne un petit fichier de texte. Lisez-le : c’est ce que vous signez.',
  howSign: 'À l’ordinateur muni du lecteur de cartes, signez le fichier exactement tel quel :',
  howCommand: 'openkp card sign FICHIER.txt --module MODULE.so --label "LIBELLÉ" --out FICHIER.p7s',
  howWords:
    'FICHIER est le nom du fichier, MODULE le pilote de votre lecteur, LIBELLÉ le nom de la clé sur votre carte. Votre code PIN est demandé dans le terminal. Tout autre programme qui fait une signature CMS détachée convient aussi.',
  howBack:
    'Choisissez la signature sur la page de l’acte et appuyez de nouveau sur son bouton, dans les 30 minutes.',
  cards: 'Cartes du bureau',
  emptyTitle: 'Aucune carte n’est enregistrée',
  emptyText:
    'Une carte apparaît ici quand son agent l’a enregistrée et qu’un second agent l’a approuvée.',
  owner: 'Agent',
  subject: 'Titulaire et émetteur',
  serial: 'Numéro de série',
  expires: 'Expire le',
  state: 'État',
  good: 'En vigueur',
  soon: 'Expire bientôt',
  expired: 'Expirée',
  ended: 'Terminée le {day}',
  issuedBy: 'par {issuer}',
  end: 'Mettre fin',
  endNamed: 'Mettre fin à la carte de {name}',
  endTitle: 'Mettre fin à cette carte',
  endText:
    'Elle ne signe plus rien dès maintenant et ne peut pas être enregistrée de nouveau. Ce qu’elle a signé reste tel quel. C’est définitif.',
  endDone: 'C’est fait. La carte ne signe plus rien.',
  register: 'Enregistrer votre carte',
  registerText:
    'Le certificat de la carte, sans sa clé : un fichier PEM. Un second agent l’approuve.',
  registerFile: 'Certificat de votre carte',
  registerHint: 'Un fichier .pem, .crt ou .cer qui commence par BEGIN CERTIFICATE.',
  chosen: '{name} est choisi.',
  propose: 'Proposer',
  proposed: 'Proposé. La carte comptera dès qu’un second agent l’approuvera.',
} as const satisfies Record<keyof typeof en, string>
