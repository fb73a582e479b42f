import type { Standing } from '../participants/standing.ts'
import type { ListName } from './freshness.ts'
import type { Answer, ReasonCode } from './reasons.ts'
import type { Headline } from './verdict-words.en.ts'

const SCAN_AGAIN = 'Lisez-le encore une fois sur la feuille même.'
const NOT_AS_WRITTEN = 'Le code n’est pas écrit comme le système le prescrit.'
const ASK_ISSUER = 'Interrogez l’autorité émettrice sur ce numéro.'
const ASK_KNOWN_WAY =
  'Interrogez l’autorité émettrice sur ce numéro par une voie que vous connaissez.'
const FETCH_LISTS =
  'Rechargez les listes auprès de votre propre autorité. En attendant, interrogez l’autorité émettrice sur ce numéro.'
const REPORT_LISTS =
  'N’employez pas ces listes. Dites à votre autorité d’où elles viennent et rechargez-les auprès d’elle.'

/** Le bandeau : la réponse en un mot, ce qu’elle veut dire, ce qu’il faut faire. */
export const verdictHeadline = {
  VALID: {
    word: 'VALABLE',
    line: 'L’autorité émettrice a signé ce certificat et aucune liste ne s’y oppose.',
    act: 'Comparez maintenant la feuille, les scellés et le poids : une photocopie porte le même code.',
  },
  INVALID: {
    word: 'NON VALABLE',
    line: 'Ce n’est pas un bon certificat. La raison figure ci-dessous.',
    act: 'Ne libérez pas les marchandises. Retenez-les et appelez l’autorité émettrice.',
  },
  CANNOT_TELL: {
    word: 'INDÉTERMINÉ',
    line: 'Cet appareil ne peut pas décider. Le certificat est peut-être bon, peut-être non.',
    act: 'Gardez les marchandises. Faites ce que disent les raisons, puis contrôlez de nouveau.',
  },
} as const satisfies Record<Answer, Headline>

export const listNames = {
  trust: 'liste des Participants et des clés',
  status: 'liste des numéros de l’émetteur',
  register: 'registre de tous les certificats',
  imports: 'liste des réceptions confirmées par l’importateur',
  log: 'journal des déclarations signées',
  witnesses: 'liste des témoins',
} as const satisfies Record<ListName, string>

export const standingNames = {
  participant: 'Participant',
  suspended: 'suspendu',
  self_suspended: 'suspendu à sa propre demande',
  embargoed: 'sous embargo',
  removed: 'retiré de la liste des Participants',
  trading_entity: 'entité commerçante, non Participant',
  covered: 'couvert par un autre Participant',
  zone_limited: 'exportations depuis les zones approuvées seulement',
  not_participant: 'non Participant',
  unknown: 'inconnu',
} as const satisfies Record<Standing, string>

/** La phrase de chaque raison. Ce qu’il faut faire des marchandises est dit une fois, dans le bandeau. */
export const fr = {
  NOT_A_CERTIFICATE:
    'Ceci n’est pas le code d’un certificat. Lisez le code carré en bas à droite de la feuille. Si c’est bien lui, n’acceptez pas la feuille.',
  CODE_TOO_LONG: `Ce code est plus long que celui de tout certificat. ${SCAN_AGAIN}`,
  PREFIX_OF_ANOTHER_ENVIRONMENT:
    'Ce code mêle un spécimen et un vrai certificat. Aucune autorité ne fait un tel code.',
  BASE45_CHARACTER: `Le code contient un caractère qu’aucun certificat ne porte. ${SCAN_AGAIN}`,
  BASE45_LENGTH: `Le code a perdu une partie. ${SCAN_AGAIN}`,
  BASE45_OVERFLOW: `Une partie du code a été changée. ${SCAN_AGAIN}`,
  CBOR_TRUNCATED: `Le code s’arrête trop tôt. ${SCAN_AGAIN}`,
  CBOR_TRAILING_BYTES: 'Quelque chose a été ajouté à la fin du code.',
  CBOR_INDEFINITE: NOT_AS_WRITTEN,
  CBOR_NOT_SHORTEST: NOT_AS_WRITTEN,
  CBOR_DUPLICATE_KEY: 'Le code dit deux fois la même chose.',
  CBOR_UNSORTED_KEYS: NOT_AS_WRITTEN,
  CBOR_KEY_TYPE: NOT_AS_WRITTEN,
  CBOR_UTF8: `Le code contient un texte illisible. ${SCAN_AGAIN}`,
  CBOR_TOO_DEEP: NOT_AS_WRITTEN,
  CBOR_TYPE: `Une partie du code est illisible. ${SCAN_AGAIN}`,
  CBOR_INTEGER_RANGE: 'Le code contient un nombre trop grand pour un certificat.',
  COSE_NOT_SIGN1: 'Ceci n’est pas une déclaration signée.',
  COSE_UNPROTECTED_NOT_EMPTY: 'Quelque chose a été ajouté au code à côté de ce qui est signé.',
  COSE_HEADER: NOT_AS_WRITTEN,
  COSE_ALGORITHM: 'La signature est d’un genre que le système n’emploie pas.',
  COSE_KEY_ID: 'Le code ne dit pas quelle clé l’a signé.',
  COSE_TYPE: 'Le code ne dit pas de quel genre de déclaration il s’agit.',
  COSE_SIGNATURE_LENGTH: `La signature n’a pas la bonne longueur. ${SCAN_AGAIN}`,
  COSE_HIGH_S: 'La signature a été réécrite après coup.',
  STATEMENT_TOO_LONG: 'Cette déclaration est plus longue que tout certificat.',
  STATEMENT_CLAIMS: 'Le numéro, l’émetteur ou les dates manquent ou sont mal formés.',

  TYP_UNKNOWN: 'Ce programme ne connaît pas ce genre de déclaration ; ce n’est pas un certificat.',
  TYP_OF_ANOTHER_KIND:
    'C’est une déclaration signée du système, mais pas un certificat. Demandez le certificat lui-même (Document de base, section III).',
  SPECIMEN_REFUSED:
    'Ceci est un SPÉCIMEN, fait pour la formation. Ce n’est pas un certificat du Processus de Kimberley. Demandez le certificat.',
  TRUST_OF_DEMONSTRATION:
    'Les listes de cet appareil sont celles d’une démonstration. Elles ne peuvent pas juger un vrai certificat. Chargez les listes de votre autorité.',
  ISSUER_WITHOUT_KEYS: 'La liste ne nomme aucune clé de signature pour l’émetteur {issuer}.',
  KEY_NOT_DELEGATED: 'La clé qui a signé n’appartient pas à l’émetteur {issuer}.',
  KEY_WRONG_USAGE: 'La clé qui a signé ne peut pas signer les certificats de l’émetteur {issuer}.',
  KEY_WRONG_ALGORITHM:
    'La signature n’est pas du genre que l’émetteur {issuer} emploie avec cette clé.',
  SIGNATURE_INVALID:
    'La signature ne correspond pas. Le certificat a été changé, ou l’émetteur {issuer} ne l’a pas signé.',
  KEY_OUTSIDE_TIME: 'La clé de l’émetteur {issuer} n’était pas en service à la signature.',
  KEY_RETIRED: 'L’émetteur {issuer} avait retiré cette clé avant la signature.',
  KEY_COMPROMISED: `La clé de l’émetteur {issuer} qui a signé était en de mauvaises mains, et rien ne montre que ceci a été délivré avant. ${ASK_KNOWN_WAY} Si elle l’a bien délivré, elle peut en délivrer un autre à sa place.`,
  KEY_COMPROMISED_LATER:
    'La clé de l’émetteur {issuer} qui a signé est en de mauvaises mains depuis {since}. Ce qui était avant cela au journal de l’émetteur reste bon.',
  KEY_NEWER_THAN_LIST: `Le certificat est plus récent que les listes de cet appareil, et l’émetteur {issuer} a peut-être une nouvelle clé. ${FETCH_LISTS}`,
  NO_TRUST_LIST: `Cet appareil ne porte aucune liste ; la signature n’a pas été contrôlée. ${FETCH_LISTS}`,
  ROOT_NOT_PINNED:
    'Personne ne s’est porté garant des listes de cet appareil. Leur racine a l’empreinte {fingerprint}. Comparez-la avec celle que publie votre autorité ou rechargez les listes auprès d’elle.',
  ISSUER_LISTS_MISSING: `La liste des numéros de l’émetteur n’est pas sur cet appareil. ${FETCH_LISTS}`,
  ISSUER_LISTS_DAMAGED: `La liste des numéros de l’émetteur sur cet appareil est abîmée ou a été changée. ${FETCH_LISTS}`,
  BUNDLE_TOO_LONG: `Le fichier des listes est plus grand qu’il ne peut l’être. ${REPORT_LISTS}`,
  BUNDLE_MALFORMED: `Le fichier des listes est abîmé ou d’un autre genre. ${FETCH_LISTS}`,
  BUNDLE_VERSION:
    'Le fichier des listes est fait pour une autre version de ce programme. Chargez la dernière version du programme, puis les listes.',
  BUNDLE_TOO_MANY_PARTS: `Le fichier des listes a plus de parties qu’il ne peut en avoir. ${REPORT_LISTS}`,
  BUNDLE_PATH: `Une partie du fichier des listes porte un nom qui n’est pas permis. ${REPORT_LISTS}`,
  BUNDLE_ROOTS: `Le fichier des listes ne dit pas qui s’en porte garant. ${REPORT_LISTS}`,
  TRUST_MALFORMED: `Une partie des listes est illisible. ${FETCH_LISTS}`,
  TRUST_PART_MISSING: `Une partie des listes manque. ${FETCH_LISTS}`,
  TRUST_SIGNATURES: `Une partie des listes n’est pas signée par ceux qui doivent la signer. ${REPORT_LISTS}`,
  TRUST_ROOT_CHAIN: `Ces listes ne font pas suite à celles que cet appareil connaît. ${REPORT_LISTS}`,
  TRUST_ROOT_EXPIRED: `La racine de ces listes a pris fin le {expired}. ${FETCH_LISTS}`,
  TRUST_ROLLED_BACK: `Ces listes sont plus anciennes que celles que cet appareil avait. Quelqu’un veut peut-être cacher quelque chose. ${REPORT_LISTS}`,
  TRUST_MIXED: `Les parties de ces listes ne vont pas ensemble. ${REPORT_LISTS}`,
  TRUST_DELEGATION: `Dans ces listes, quelqu’un parle pour un Participant sans en avoir le droit. ${REPORT_LISTS}`,
  TRUST_DELEGATION_CHANGED: `Ces listes nomment pour {party} d’autres clés que celles que cet appareil connaît, sans montrer que {party} y a consenti ni que tous ont été prévenus sept jours avant. Interrogez l’autorité de {party} par une voie que vous connaissez. ${REPORT_LISTS}`,
  TRUST_CHANGE_UNPROVEN: `Ces listes nomment de nouvelles clés pour {party} sans montrer que {party} y a consenti ni que tous ont été prévenus sept jours avant. ${REPORT_LISTS}`,
  TRUST_KEYS: `Les clés d’un Participant sont illisibles dans ces listes. ${FETCH_LISTS}`,
  TRUST_KEY_SHARED: `Dans ces listes, une clé sert à deux usages ou à deux Participants. Ce n’est pas permis. ${REPORT_LISTS}`,
  TRUST_COMPROMISE_UNDONE: `Ces listes reprennent ce que {party} avait dit d’une clé volée. Cela ne se fait jamais. ${REPORT_LISTS}`,
  TRUST_REGISTRY: `La liste des Participants est illisible. ${FETCH_LISTS}`,

  FIELD_MALFORMED: 'Un champ du certificat manque ou est mal formé : {field}.',
  NUMBER_MALFORMED:
    'Le numéro n’a pas la forme d’un numéro de certificat (Document de base, annexe I).',
  NUMBER_OF_ANOTHER_ISSUER:
    'Le numéro commence par le code d’un autre Participant que celui qui a signé.',
  NO_EXPIRY: 'Le certificat n’a pas de date d’expiration (Document de base, annexe I).',
  LINES_NOT_IN_ORDER: 'Les codes SH ne figurent pas une fois chacun et dans leur ordre.',
  TOTALS_DIFFER: 'Les totaux ne sont pas la somme des lignes.',
  ORIGIN_INCONSISTENT: 'Les pays d’origine contredisent le type d’origine.',
  DATES_INCONSISTENT: 'Les dates se contredisent.',
  DESTINATION_IS_ISSUER:
    'La destination est l’émetteur lui-même ; il ne faut alors pas de certificat.',
  TRANSIT_INCONSISTENT:
    'Un Participant de transit figure deux fois, ou il est l’émetteur ou la destination.',
  SEALS_REPEATED: 'Le même numéro de scellé figure deux fois.',
  ISSUER_MAY_NOT_EXPORT:
    'L’émetteur {issuer} ne pouvait pas exporter de diamants bruts le jour de l’émission. Son statut ce jour-là : {standing}.',
  DESTINATION_MAY_NOT_IMPORT:
    'La destination {destination} ne pouvait pas importer de diamants bruts le jour de l’émission. Son statut ce jour-là : {standing}.',
  NO_CERTIFICATE_BETWEEN:
    'L’émetteur {issuer} et la destination {destination} sont un même Participant ; aucun certificat n’y est établi (Document de base, section I).',
  NUMBER_OUTSIDE_BLOCKS: 'L’émetteur n’a jamais annoncé ce numéro. C’est la marque d’un faux.',
  NUMBER_BEFORE_ITS_BLOCK:
    'Ce numéro peut servir à partir du {validFrom}, mais le certificat porte une date antérieure.',
  REGISTER_OLDER: `Le registre de l’émetteur sur cet appareil ne nomme pas ce certificat, mais le certificat est peut-être plus récent que ce registre. Si un fichier de preuve l’accompagne, présentez-le aussi. ${FETCH_LISTS}`,

  VOID: 'L’émetteur a annulé ce certificat. Depuis : {since}.',
  SUSPENDED: `L’émetteur a suspendu ce certificat et n’a pas encore décidé. Depuis : {since}. ${ASK_ISSUER}`,
  REGISTER_NOT_WITNESSED: `Trop peu de témoins indépendants répondent du registre de l’émetteur sur cet appareil ; il a pu être changé. ${FETCH_LISTS}`,
  NOT_IN_REGISTER:
    'La signature est bonne, mais le registre de l’émetteur ne nomme pas ce certificat, et il le devrait à présent. C’est ce que l’on voit quand quelqu’un signe avec une clé volée. Appelez l’autorité émettrice à un numéro que vous connaissez, pas à celui de la feuille, et prévenez votre propre autorité.',
  TWIN: 'Le registre de l’émetteur nomme un autre certificat sous ce numéro. Celui-ci a été fait à sa place. Ne rendez pas la feuille et prévenez l’autorité émettrice et la vôtre.',
  LOG_FORKED:
    'Cet appareil a vu auparavant un autre registre de la même longueur ({issuer}). L’un des deux cache quelque chose. Laissez les listes de cet appareil comme elles sont, prévenez votre autorité et interrogez l’autorité émettrice sur ce numéro par une voie que vous connaissez.',
  USED: 'La réception sous ce certificat est déjà confirmée. Par : {party}. Depuis : {since}. Un second envoi sous le même numéro n’est pas couvert. Demandez à l’autorité qui l’a confirmée ce qu’elle a reçu.',
  CORRECTED:
    'L’émetteur a corrigé ce certificat. Date : {since}. Demandez la correction signée à l’autorité émettrice et comparez-la avec les marchandises.',
  LOST_OR_STOLEN: 'L’émetteur a déclaré ce certificat perdu ou volé. Depuis : {since}.',
  STOLEN:
    'L’émetteur a déclaré ce certificat volé. Depuis : {since}. Dites à la police ce que vous voyez.',
  REPLACED:
    'L’émetteur a remplacé ce certificat. Depuis : {since}. Nouveau numéro : {other}. Demandez le nouveau certificat.',
  RETURNED_UNUSED:
    'Ce certificat a été rendu inutilisé à son émetteur. Date : {since}. Il ne couvre aucun envoi.',
  SPOILED: 'Ce formulaire a été inscrit comme gâché. Date : {since}. Il ne couvre aucun envoi.',
  EXPIRED: 'Le certificat est périmé. Son dernier jour : {expiresOn}.',
  EXPIRED_UNUSED:
    'Pour autant que le registre de cet appareil le sache, personne n’a confirmé de réception sous ce certificat avant sa fin. Demandez où étaient les marchandises entre-temps.',
  SIGNED_IN_THE_FUTURE:
    'Le certificat est signé à une heure plus tardive que celle de cet appareil. Réglez l’horloge de cet appareil.',
  LIST_STALE: `Une des listes de cet appareil est trop ancienne pour décider : {list}. Elle a {days} jours, et plus de 14 sont de trop. ${FETCH_LISTS}`,
  LIST_FROM_THE_FUTURE:
    'Datée de {seconds} secondes après l’heure de cet appareil : {list}. Ou bien l’horloge de l’appareil retarde, ou bien la liste est mal datée. Réglez l’horloge. Si la réponse reste la même, interrogez l’autorité émettrice sur ce numéro.',
  LIST_ROLLED_BACK: `Plus ancienne que celle que cet appareil avait auparavant : {list}. Quelqu’un veut peut-être cacher ce qui a été annoncé depuis. ${FETCH_LISTS}`,
  LIST_AGEING:
    'Plus ancien qu’un jour : {list}. Âge en jours : {days}. Ce qui a été annoncé depuis n’est pas connu ici. Rechargez les listes dès que vous avez une ligne.',
  CLOCK_BEHIND:
    'L’horloge de cet appareil retarde : sa liste la plus récente date de {newest}. Cette heure a été employée à sa place. Réglez l’horloge de cet appareil.',
  CLOCK_PERHAPS_AHEAD:
    'D’après l’horloge de cet appareil, toutes ses listes ont plus de 14 jours, et rien d’autre n’y montre l’heure. Comparez sa date avec une autre horloge. Si elle avance, réglez-la : la réponse peut alors être une autre.',

  SPECIMEN:
    'Ceci est un SPÉCIMEN, contrôlé avec les listes d’une démonstration. Ce n’est pas un certificat du Processus de Kimberley et il ne couvre aucune marchandise. Empreinte de la racine : {fingerprint}.',
  COMPARE_SEALS_AND_WEIGHT: 'À comparer avec les marchandises : le poids et ces scellés : {seals}.',
  REGISTER_NOT_CONSULTED:
    'Le registre de tous les certificats émis n’a pas été consulté. Si la feuille ou les marchandises vous paraissent suspectes, interrogez l’autorité émettrice sur ce numéro.',
  ROLLBACK_NOT_CHECKED:
    'Cet appareil ne garde pas trace des listes antérieures ; il ne peut pas voir si celles-ci sont plus anciennes. Regardez l’âge de chaque liste ci-dessous.',
  TECHNICAL_CERTIFICATE:
    'C’est un certificat technique : il déplace des marchandises pour une autorité, par exemple un retour. Demandez le numéro du certificat sous lequel elles sont venues.',
  ORIGINS_NOT_NAMED:
    'L’origine est mélangée et les pays ne sont pas nommés. C’est valable, mais tous les Participants ne l’admettent pas. Vérifiez la règle de votre propre droit.',
  DELEGATION_CHANGED_WITHOUT_PARTY:
    'Depuis le {since}, d’autres clés parlent pour {party}, qui avait perdu les siennes et ne pouvait consentir au changement. Il a été annoncé sept jours avant. Si quelque chose semble anormal, interrogez l’autorité de {party} par une voie que vous connaissez.',
  IMPORTER_LIST_MISSING:
    'Impossible de savoir si une réception sous ce certificat est déjà confirmée : la liste de {party} n’est pas sur cet appareil. Si la feuille ou les marchandises vous paraissent suspectes, demandez à l’autorité de ce pays si ce numéro a servi.',
  IMPORTER_LIST_OLD:
    'Ce qui a été reçu depuis n’est pas connu ici : la liste où {party} confirme les réceptions est ancienne. Âge en jours : {days}. Rechargez les listes dès que vous avez une ligne, ou demandez à l’autorité de ce pays si ce numéro a servi.',
  APPROVED_ZONES_ONLY:
    'Le jour de l’émission, {party} ne pouvait exporter que depuis des zones approuvées : {zones}. Vérifiez que les marchandises viennent de l’une d’elles.',
  MINE_APPROVAL_NEEDED:
    'Le jour de l’émission, les marchandises de {party} venant de {zones} demandaient une approbation du système pour chaque mine. Demandez-la si les marchandises en viennent.',
  TRADING_ENTITY:
    'N’est pas un Participant, mais est reconnu comme entité de commerce : {party}. Le commerce est licite là où le droit national la nomme. Vérifiez la règle de votre propre droit.',
  EMBARGOED:
    'Le jour de l’émission, {party} était sous un embargo des Nations unies sur ses exportations. Votre propre droit dit si des marchandises peuvent y être envoyées.',
  DATE_UNCERTAIN:
    'Les sources n’établissent pas le jour exact où le statut de {party} a changé ({from}), et le jour de l’émission en est proche. Interrogez votre autorité.',
  NOT_ON_LEGAL_LIST:
    'Le jour de l’émission, le droit de {list} ne nommait pas {party} parmi ceux avec qui le commerce est permis. Ne laissez pas entrer les marchandises avant que votre autorité ne l’ait autorisé.',
} as const satisfies Record<ReasonCode, string>
