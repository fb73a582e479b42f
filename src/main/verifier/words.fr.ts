import type { en } from './words.en.ts'

export const fr = {
  title: 'Ce certificat est-il bon ?',
  lead: 'Scannez le code carré en bas à droite de la feuille. Rien ne quitte cet appareil, et aucune ligne n’est nécessaire.',
  about:
    'Un certificat du Processus de Kimberley accompagne chaque lot de diamants bruts qui passe une frontière. Cette page contrôle la signature que porte son code.',
  scan: 'Scanner avec la caméra',
  stop: 'Arrêter la caméra',
  aim: 'Tenez le code à plat dans le cadre, pour qu’il le remplisse.',
  cameraNo:
    'La caméra ne peut pas servir ici : {why}. Autorisez-la dans les réglages du navigateur, ou choisissez une image.',
  cameraDenied: 'elle n’a pas été autorisée',
  cameraNone: 'il n’y en a pas, ou un autre programme s’en sert',
  fileTitle: 'Une image ou un PDF',
  fileHint:
    'Une photographie du code, le PDF de la feuille, ou le fichier du certificat avec son fichier de preuve.',
  pasteTitle: 'Texte du code',
  pasteHint: 'Collez-le, ou lisez-le avec un lecteur à main : Entrée contrôle.',
  check: 'Contrôler',
  reading: 'Lecture',
  another: 'Contrôler un autre',
  whatToDo: 'Que faire',
  compareTitle: 'Comparez les scellés et le poids',
  compareText: 'La boîte et la feuille en main.',
  factsTitle: 'Ce que dit le certificat',
  factsUnverified: 'Ce que dit le code (non confirmé)',
  saidAbove: 'Ceci décide. C’est dit plus haut.',
  checkedTitle: 'Ce qui a été contrôlé',
  listsTitle: 'L’âge des listes',
  listAge: '{moment} ({ago})',
  listNot: 'non consultée',
  listsNone:
    'Cet appareil ne porte pas encore de listes. Connectez-vous une fois, ou chargez-les d’un fichier.',
  listsOf: 'Listes du {moment} ({ago})',
  listsOld:
    'Ces listes ont plus d’un jour. Connectez-vous, ou chargez-en de plus récentes d’un fichier.',
  registersOf: 'Registres de {count} autorités, le plus ancien du {moment} ({ago})',
  listsAsking: 'On demande s’il y a des listes plus récentes',
  listsFetching: 'Chargement : {kb} Ko reçus',
  listsTried: 'Dernier essai : {moment}.',
  listsKept:
    'Le serveur a offert un registre plus court, ou dont trop peu de témoins répondent. Celui de cet appareil reste : {parties}.',
  proofAdd: 'Un fichier de preuve l’accompagne',
  proofHint: 'Un fichier dont le nom finit par .tlog-proof.',
  proofNone: 'Ceci n’est pas un fichier de preuve.',
  listsUpdate: 'Chercher les listes maintenant',
  listsFresh: 'Ces listes sont les plus récentes.',
  clockAhead:
    'Les listes les plus récentes paraissent avoir plus d’un jour sur cet appareil. Son horloge avance peut-être : comparez sa date avec une autre horloge.',
  clockBehind:
    'Ces listes portent une date plus tardive que l’horloge de cet appareil. Réglez l’horloge.',
  listsNoLine: 'Pas de ligne vers le serveur. Les listes de cet appareil servent.',
  listsFile: 'Listes d’un fichier',
  listsFileHint: 'Un paquet de confiance que votre autorité vous a donné.',
  listsRefused: 'Des listes plus récentes ont été refusées : {why}',
  root: 'Racine {fingerprint}',
  logs: 'Ce que chacun peut contrôler : les journaux publics des autorités',
  logsNeedLine: '(avec une ligne).',
  install: 'Gardez cette page sur l’appareil : une fois ouverte, elle marche sans ligne.',
  insecure:
    'Cette page demande une adresse sûre (https). En http simple, un navigateur ne donne ni cryptographie ni caméra.',
  number: 'Numéro',
  issuer: 'Émis par',
  destination: 'Destination',
  transit: 'Transit',
  origin: 'Pays d’origine',
  asterisks: '***** (origines mélangées, non nommées)',
  issuedOn: 'Émis le',
  expiresOn: 'Valable jusqu’au',
  exporter: 'Exportateur',
  importer: 'Importateur',
  total: 'Total',
  parcels: 'Lots',
  seals: 'Scellés',
  READ_TOO_LARGE: 'Ce fichier dépasse 10 Mo. Choisissez-en un plus petit.',
  READ_PICTURE_TOO_LARGE:
    'Cette image a plus de 25 millions de pixels. Reprenez-la avec un réglage plus bas, ou découpez le code.',
  READ_PICTURE: 'Cette image ne s’ouvre pas. Elle est abîmée, ou n’est pas ce que dit son nom.',
  READ_NO_CODE:
    'Aucun code n’a été trouvé dans cette image. Reprenez-la : à plat, de près, bien éclairée, le code entier.',
  READ_PDF_NO_CERTIFICATE:
    'Ce PDF ne porte pas de certificat. Seul le fichier d’origine en porte un ; un scan de la feuille se montre comme image.',
  READ_PDF_SEVERAL: 'Ce PDF porte plus d’un certificat. Demandez le fichier d’origine.',
  READ_PROOF_ALONE:
    'Ceci n’est que la preuve. Choisissez-la avec le certificat : l’image, le PDF ou le fichier du certificat.',
  READ_EMPTY: 'Il n’y a rien à contrôler.',
  READ_FAILED:
    'Ce navigateur ne peut pas contrôler la signature. Prenez-en un plus récent : Chrome 137, Firefox 129, Safari 17 ou plus.',
} as const satisfies Record<keyof typeof en, string>
