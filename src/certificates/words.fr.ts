import { fr as card } from '../participants/card-words.fr.ts'
import { fr as delegation } from './delegation-words.fr.ts'
import {
  MAX_ATTACHMENT_NAME,
  MAX_ATTACHMENTS,
  MAX_CONTAINERS,
  MAX_NUMBER_LENGTH,
} from './limits.ts'
import type { CertificatesRefusal } from './refusals.ts'

/** ICU knows no hyphen in a choice: `send_back` is the act `send-back`, and so on. */
const ACT =
  '{act, select, save {enregistrer le brouillon} submit {envoyer la demande} withdraw {retirer la demande} delete {supprimer la demande} delete_draft {supprimer le brouillon} return {renvoyer la demande} issue {émettre le certificat} validate {valider le certificat} send_back {renvoyer le certificat} export {noter l’exportation} replace {remplacer le certificat} void {annuler le certificat} return_unused {rendre le certificat inutilisé} report_lost {déclarer le certificat perdu ou volé} correct {corriger le certificat} co_approve {approuver en observateur} object {s’opposer en observateur} recall {reprendre la validation} present {présenter les marchandises} seals {contrôler les scellés} weigh {peser les marchandises} confirm {confirmer la réception} detain {retenir les marchandises} refuse {refuser les marchandises} technical_return {commencer un certificat technique} hand_over {remettre des formulaires} take_back {reprendre des formulaires} other {faire cela}}'

const STATE =
  '{state, select, draft {la demande est encore un brouillon} submitted {la demande est chez l’autorité} returned {la demande a été renvoyée à l’exportateur} withdrawn {la demande a été retirée} issued {le certificat a été émis} awaiting_monitor {le certificat est validé et attend l’observateur} awaiting_signature {le certificat est validé et attend sa signature} validated {le certificat a été validé} exported {les marchandises sont parties} confirmed {la réception est confirmée} replaced {un autre certificat remplace celui-ci} voided {le certificat est annulé} returned_unused {le certificat a été rendu inutilisé} lost {le certificat est déclaré perdu ou volé} spoiled {le formulaire est inscrit comme gâché} expected {les marchandises n’ont pas été présentées} presented {les marchandises ont été présentées} detained {les marchandises sont retenues} discrepancy {la réception est confirmée avec un écart} refused {les marchandises ont été refusées} other {l’état du dossier a changé}}'

const ORIGIN_MODE =
  '{mode, select, single {un seul pays} mixed_undisclosed {mélangée, pays non nommés} mixed_listed {mélangée, tous les pays nommés} other {indiquée ainsi}}'

export const fr = {
  ...delegation,
  VALUES_CARATS:
    'Ceci n’est pas un poids en carats. Écrivez des chiffres et un point, par exemple 12.30.',
  VALUES_CARATS_DECIMALS:
    'Le poids comporte plus de deux décimales. Arrondissez à deux décimales selon votre règle et ressaisissez.',
  VALUES_CARATS_NOT_POSITIVE:
    'Le poids est nul ou négatif. Indiquez le poids des pierres en carats, 0.01 ou plus.',
  VALUES_CARATS_TOO_LARGE:
    'Le poids dépasse 100 millions de carats. Vérifiez le point décimal et l’unité : 1 gramme vaut 5 carats.',
  VALUES_USD:
    'Ceci n’est pas une valeur en dollars des États-Unis. Écrivez des chiffres et un point, sans signe de monnaie, par exemple 4500.00.',
  VALUES_USD_DECIMALS:
    'La valeur comporte plus de deux décimales. Arrondissez à deux décimales selon votre règle et ressaisissez.',
  VALUES_USD_NOT_POSITIVE:
    'La valeur est nulle ou négative. Indiquez la valeur en dollars des États-Unis, 0.01 ou plus (Document de base, annexe I).',
  VALUES_USD_TOO_LARGE:
    'La valeur dépasse 10 milliards de dollars des États-Unis. Vérifiez le point décimal et la monnaie.',
  VALUES_TEXT: 'Un texte est attendu ici, et autre chose est arrivé. Ressaisissez.',
  VALUES_TEXT_EMPTY: 'Il n’y a ici que des espaces. Saisissez le texte.',
  VALUES_TEXT_TOO_LONG: 'Ce texte est trop long pour sa place. Abrégez-le.',
  VALUES_TEXT_CONTROL:
    'Ce texte contient un caractère invisible, impossible à imprimer. Effacez le texte et saisissez-le à la main.',
  VALUES_TEXT_DIRECTION:
    'Ce texte contient une marque cachée qui change l’ordre des lettres. Effacez le texte et saisissez-le à la main.',
  VALUES_RECORD:
    'Cette partie n’est pas arrivée entière. Rechargez la page et envoyez-la de nouveau.',
  VALUES_UNKNOWN_FIELD: 'Ce champ n’a pas sa place ici. Retirez-le et envoyez le reste de nouveau.',
  VALUES_LIST:
    'Une liste est attendue ici, et autre chose est arrivé. Rechargez la page et réessayez.',
  VALUES_LIST_TOO_LONG:
    'Cette liste est trop longue : {max} lignes au plus. Retirez des lignes ou répartissez les marchandises sur deux demandes.',
  VALUES_LIST_TOO_SHORT:
    'Cette liste est trop courte : {min, plural, one {une ligne} other {# lignes}} au moins. Ajoutez ce qui manque.',
  VALUES_CHOICE: 'Ceci ne fait pas partie des choix. Choisissez dans la liste.',
  VALUES_REQUIRED: 'Ce champ n’est pas rempli. Remplissez-le.',
  VALUES_YES: 'Ceci doit être confirmé. Lisez le texte et cochez la case s’il est exact.',
  VALUES_HS:
    'Seuls les codes 7102.10, 7102.21 et 7102.31 désignent des diamants bruts (Document de base, section I). Choisissez l’un des trois. Les pierres travaillées, synthétiques et la poudre n’ont pas besoin de certificat.',
  VALUES_COUNTRY: 'Ceci n’est pas le code d’un pays. Choisissez le pays dans la liste.',
  VALUES_PARTICIPANT:
    'Ceci n’est pas le code d’un Participant. Choisissez-le dans la liste. L’Union européenne est un seul Participant, EU.',
  VALUES_DAY:
    'Ceci n’est pas un jour du calendrier. Écrivez l’année, le mois et le jour, par exemple 2026-11-21.',

  CERTIFICATES_NUMBER: `Ceci n’est pas un numéro de certificat. Il commence par les deux lettres du Participant émetteur, puis ${MAX_NUMBER_LENGTH} chiffres ou lettres au plus (Document de base, annexe I). Relisez-le sur la feuille.`,
  CERTIFICATES_ORIGIN_COUNTRIES:
    '{mode, select, single {Pour une seule origine, nommez exactement un pays.} mixed_undisclosed {Pour une origine mélangée non nommée, laissez les pays vides.} other {Pour une origine mélangée et nommée, nommez au moins deux pays différents.}} Voir le Document de base, annexe I.',
  CERTIFICATES_TOTAL_TOO_LARGE:
    'L’ensemble des lignes dépasse 100 millions de carats ou 10 milliards de dollars des États-Unis. Vérifiez les points décimaux.',
  CERTIFICATES_TECHNICAL_WITHOUT_NUMBER:
    'Un certificat technique renvoie des marchandises venues sous un autre certificat. Indiquez le numéro de ce certificat.',
  CERTIFICATES_RETURN_WITHOUT_NUMBER:
    'Les marchandises invendues repartent avec un nouveau certificat, lié au premier. Indiquez le numéro du certificat sous lequel elles sont venues.',
  CERTIFICATES_TRANSIT:
    'Un Participant figure deux fois sur le trajet, ou l’émetteur ou la destination est indiqué comme transit. Nommez chaque transit une fois, sans ces deux-là.',
  CERTIFICATES_DRAFT_TOO_LARGE:
    'Ce brouillon est trop grand pour être enregistré. Retirez des lignes ou abrégez les remarques, et joignez les longues listes comme pièces.',

  CERTIFICATES_NOT_FOUND: 'Rien n’est connu sous ce numéro. Relisez-le sur la feuille.',
  CERTIFICATES_ROLE: `Votre compte n’est pas autorisé à ${ACT}. Adressez-vous à un collègue dont c’est le rôle ou à votre administrateur.`,
  CERTIFICATES_STATE: `Vous vouliez ${ACT}, mais ${STATE}. Rouvrez la page : elle montre ce qui est possible maintenant.`,
  CERTIFICATES_SAME_OFFICER:
    'Vous avez émis ce certificat ; un autre agent doit donc le valider. Deux personnes examinent chaque certificat. Adressez-vous à un collègue.',
  CERTIFICATES_MONITOR_OF_THE_HOUSE:
    'Seul un observateur extérieur en décide : quelqu’un qui n’a aucun autre rôle ici aujourd’hui, et qui n’est aucun des deux agents de ce certificat.',
  CERTIFICATES_SUPERVISION_OVER:
    'La surveillance est terminée, ou ne précède plus la signature. L’agent validateur reprend la validation et valide de nouveau : le certificat est alors signé aussitôt.',
  CERTIFICATES_PASSKEY_NEEDED:
    'Il faut votre clé d’accès : vous signez en personne ce que vous émettez ou validez. Rien n’est encore fait. Rouvrez la page et confirmez avec votre clé d’accès.',
  CERTIFICATES_PASSKEY_NOT_LISTED:
    'Le signataire demande une clé d’accès inscrite à votre nom dans sa liste des agents, et ce compte n’en a pas. Rien n’est fait. Demandez aux agents chargés des clés d’y inscrire la vôtre.',
  CERTIFICATES_PASSKEY_REFUSED:
    'La réponse de la clé d’accès n’appartient pas à votre compte. Rien n’est fait. Confirmez de nouveau avec une clé d’accès à vous.',
  CERTIFICATES_SIGNED_OTHER:
    'Ce que vous avez confirmé avec votre clé d’accès n’est pas ce qui serait signé maintenant : quelque chose a changé entre-temps, un collègue a pris le numéro, ou plus de cinq minutes ont passé. Rien n’est fait. Regardez encore une fois et confirmez de nouveau.',
  CERTIFICATES_CARD_NEEDED:
    'La loi de votre autorité demande en plus la signature de votre propre carte. Prenez le fichier à signer, signez-le avec votre carte et choisissez la signature.',
  CERTIFICATES_CARD_NOT_ASKED:
    'Votre profil ne demande aujourd’hui aucune signature par carte. Laissez-la de côté, ou adressez-vous à qui tient le profil.',
  CERTIFICATES_CARD_OTHER:
    'Voici la carte {subject}, qui n’est pas enregistrée comme la vôtre. Utilisez votre propre carte, ou enregistrez-la d’abord ; un second agent l’approuve.',
  CERTIFICATES_CARD_TAKEN:
    'Cette carte a déjà été enregistrée. Une carte appartient à un seul agent, et une carte retirée le reste.',
  CERTIFICATES_DRAFT_CHANGED:
    'Quelqu’un d’autre a enregistré ce brouillon après que vous l’avez ouvert. Votre dernière modification n’est pas enregistrée. Rouvrez le brouillon et saisissez-la là.',
  CERTIFICATES_DRAFT_SEEN:
    'Quelqu’un d’autre a ouvert ce brouillon, ou il a déjà été déposé ; personne ne le supprime donc seul. Retirez-le, ou demandez à un agent de l’autorité d’en proposer la suppression.',
  CERTIFICATES_WAS_ISSUED:
    'Un numéro a été utilisé pour cette demande ; elle appartient au dossier de ce numéro et n’est pas supprimée.',
  CERTIFICATES_MUST_KEEP:
    'La loi conserve une demande déposée jusqu’au {until} ({source}). Elle pourra être supprimée à partir de ce jour.',
  CERTIFICATES_DESTINATION_STANDING:
    'Aujourd’hui, aucun envoi n’est permis vers la destination {destination}. {why} Choisissez une autre destination ou attendez que cela change.',
  CERTIFICATES_OWN_STANDING:
    'Aujourd’hui, votre Participant ne peut pas exporter de diamants bruts. {why} Rien ne peut être émis. Consultez votre point focal.',
  CERTIFICATES_SAME_PARTICIPANT:
    'Les marchandises restent dans un même Participant : {destination} est le vôtre. Un certificat accompagne ce qui quitte un Participant (Document de base, section I). Ici, il n’en faut pas.',
  CERTIFICATES_ORIGIN_MODE: `Aujourd’hui, votre Participant n’émet pas de certificat avec ce type d’origine : ${ORIGIN_MODE}. Indiquez l’origine autrement.`,
  CERTIFICATES_CHECK_STOPS:
    '{check, select, CHECK_LEGAL_LIST {Aujourd’hui, la loi de la destination ne nomme pas votre Participant ; les marchandises y seraient arrêtées.} CHECK_ORIGIN_ACCEPTED {La destination n’admet pas une origine indiquée de cette manière.} CHECK_SAME_GOODS {Les mêmes marchandises figurent dans {other}. Un envoi a un seul certificat (Document de base, section I).} other {Un contrôle interdit de continuer.}} Rien n’est émis. Renvoyez la demande ou écrivez pourquoi vous émettez malgré tout.',
  CERTIFICATES_CHECK_NOT_STOPPING:
    'Vous avez répondu à un contrôle qui n’interdit rien à présent, ou deux fois au même. Rouvrez la demande et répondez une fois à chaque contrôle qui interdit de continuer.',
  CERTIFICATES_REASON_TOO_SHORT:
    'Ce motif est trop court pour expliquer quoi que ce soit. Écrivez au moins {min} caractères : l’agent suivant les lira.',
  CERTIFICATES_NO_BLANK:
    'Il ne reste aucun formulaire vierge en stock ; rien n’a été émis. Demandez au gardien des formulaires d’inscrire de nouveaux numéros.',
  CERTIFICATES_BLOCK_NOT_WITNESSED:
    'Le numéro {number} est d’une série annoncée il y a un instant et dont aucun quorum de témoins n’a encore pris acte ; rien n’a été émis. Réessayez dans une minute ; si cela dure, demandez à vos responsables des clés si les témoins répondent.',
  CERTIFICATES_NUMBER_LOGGED:
    'Votre journal public contient déjà un certificat portant le numéro {number} : il a été signé avant la restauration d’une copie ancienne de cette base de données, et il est bon. Rien n’a été signé. Ne clôturez pas celui-ci, ce qui clôturerait aussi l’autre : déposez une nouvelle demande s’il s’agit d’autres marchandises, et prévenez la personne chargée de ce nœud.',
  CERTIFICATES_NOT_LOGGED:
    'Aucune preuve n’atteste encore que ce certificat est inscrit : le registre de son autorité n’a pas encore été publié avec lui. Redemandez dans une heure. Le certificat est bon sans la preuve.',
  CERTIFICATES_NUMBER_NOT_IN_STOCK:
    'Ce numéro n’est pas parmi les formulaires vierges en stock. Relisez-le sur le formulaire ou adressez-vous au gardien des formulaires.',
  CERTIFICATES_NUMBER_TAKEN:
    'Ce numéro a déjà servi. Un numéro ne sert qu’une fois (Document de base, annexe I). Prenez le formulaire suivant.',
  CERTIFICATES_NUMBER_HELD:
    'Le formulaire {number} est entre les mains de {holder}. Prenez l’un des vôtres ou le suivant en stock, ou adressez-vous au gardien des formulaires.',
  CERTIFICATES_RUN_SHAPE:
    'Le dernier numéro précède le premier ou n’est pas dans la même série. Une suite tient dans une série. Vérifiez les deux numéros.',
  CERTIFICATES_RUN_TOO_LONG:
    'Cette suite est trop longue : {max} formulaires au plus changent de mains à la fois. Vérifiez le dernier numéro.',
  CERTIFICATES_RUN_NOT_IN_STOCK:
    'Le formulaire {number} n’est pas en stock : {state, select, allotted {il est entre les mains de {holder}} used {il a servi} spoiled {il est inscrit comme gâché} returned {il est inscrit comme rendu} other {son état a changé}}. Rien n’a été remis. Choisissez une suite entièrement en stock.',
  CERTIFICATES_RUN_NOT_HELD:
    'Le formulaire {number} n’est entre les mains de personne : {state, select, in_stock {il est en stock} used {il a servi} spoiled {il est inscrit comme gâché} returned {il est inscrit comme rendu} other {son état a changé}}. Rien n’a été repris. Rouvrez la page : elle montre qui détient quoi.',
  CERTIFICATES_NOT_ISSUING:
    'Les formulaires sont remis à un agent de votre autorité qui émet des certificats, et aucun n’est choisi. Choisissez dans la liste.',
  CERTIFICATES_CODE_TOO_LONG:
    'Les indications ne tiennent pas dans le code imprimé : {bytes} octets, {max} au plus. Abrégez les noms et les lieux ou employez moins de scellés. Les adresses complètes restent dans la demande.',
  CERTIFICATES_GOODS_DIFFER:
    'Les marchandises diffèrent de la déclaration sous le code SH {hs} : {declared} ct déclarés, {found} ct trouvés. Pesez de nouveau. Si l’écart demeure, renvoyez le certificat et ne le validez pas.',
  CERTIFICATES_PARCELS_DIFFER:
    'Le nombre de lots diffère de la déclaration. Déclarés : {declared}. Trouvés : {found}. Comptez de nouveau. Si l’écart demeure, renvoyez le certificat et ne le validez pas.',
  CERTIFICATES_SEAL_TWICE:
    'Le numéro de scellé {seal} figure deux fois. Chaque scellé a son propre numéro. Relisez les scellés.',
  CERTIFICATES_SEALS_TOO_MANY: `Il y a trop de scellés pour un certificat : {max} au plus, sur ${MAX_CONTAINERS} conteneurs au plus. Employez-en moins ou répartissez les marchandises sur deux certificats.`,
  CERTIFICATES_EXPIRED:
    'Ce certificat est périmé et ne peut plus couvrir un envoi (Document de base, annexe I). Rendez-le inutilisé et émettez-en un nouveau.',
  CERTIFICATES_ALREADY_EXPORTED:
    'Les marchandises sont parties ; le certificat ne peut plus être remplacé. Envoyez une correction signée à l’autorité importatrice ou annulez le certificat.',
  CERTIFICATES_ORIGINAL_NOT_SURRENDERED:
    'Un certificat n’est remplacé que si son original est rendu. Reprenez d’abord l’original à l’exportateur, puis confirmez que vous l’avez. S’il est perdu, déclarez-le perdu.',
  CERTIFICATES_FIELD_NOT_CORRECTABLE:
    'Ce champ ne peut plus être corrigé après la signature. S’il est inexact, annulez le certificat et émettez-en un nouveau.',
  CERTIFICATES_NOTHING_CORRECTED:
    'La nouvelle valeur est la même que l’ancienne. Saisissez la valeur exacte ou laissez le certificat tel quel.',
  CERTIFICATES_NOT_PRESENTED:
    'Ces marchandises n’ont pas été présentées. Lisez d’abord le code du certificat ou saisissez son numéro.',
  CERTIFICATES_SEALS_NOT_CHECKED:
    'Les scellés n’ont pas été contrôlés. Comparez d’abord chaque scellé avec le certificat.',
  CERTIFICATES_NOT_WEIGHED:
    'Les marchandises n’ont pas été pesées. Pesez-les d’abord et inscrivez le poids pour chaque code SH.',
  CERTIFICATES_ALREADY_CONFIRMED:
    'La réception de ce certificat est déjà confirmée. Un certificat est confirmé une seule fois. Comparez les marchandises devant vous avec la première confirmation.',
  CERTIFICATES_VERDICT_INVALID:
    'Le contrôle de ce certificat répond NON VALABLE ; la réception ne peut pas être confirmée (Document de base, section III(b)). Retenez ou refusez les marchandises et appelez l’autorité émettrice. Quand elle aura répondu, présentez de nouveau le certificat.',
  CERTIFICATES_TWIN_PRESENTED:
    'Un autre certificat que celui annoncé par l’émetteur a été présenté sous ce numéro. Retenez les marchandises et appelez l’autorité émettrice. La réception pourra être confirmée quand le certificat annoncé sera présenté.',
  CERTIFICATES_RECEIVED_ON:
    'Le jour de réception précède l’émission ou dépasse aujourd’hui. Indiquez le jour où les marchandises ont été reçues.',
  CERTIFICATES_NOT_DESTINATION:
    'Ce certificat est établi pour un autre Participant. Seule la destination confirme la réception. Demandez à l’autorité émettrice ce qu’il faut faire des marchandises.',
  CERTIFICATES_CONSIGNEE_CONFIRMS:
    'Dans votre Participant, c’est le destinataire qui confirme la réception, non l’autorité. Demandez-lui de confirmer.',
  CERTIFICATES_DOCUMENT_UNREADABLE:
    'Aucun certificat n’a pu être lu. Lisez de nouveau le code sous une bonne lumière, choisissez une autre image ou saisissez le numéro.',

  CERTIFICATES_ATTACHMENT_NAME: `Le nom de ce fichier ne convient pas. Donnez-lui un nom de ${MAX_ATTACHMENT_NAME} lettres, chiffres, espaces ou tirets au plus.`,
  CERTIFICATES_ATTACHMENT_TYPE:
    'Ce fichier n’est ni un document PDF ni une image JPEG ou PNG, quoi que dise son nom. Enregistrez-le sous l’une de ces formes et joignez-le de nouveau.',
  CERTIFICATES_ATTACHMENT_TOO_LARGE:
    'Ce fichier dépasse 10 mégaoctets. Numérisez-le avec une résolution plus basse ou divisez-le.',
  CERTIFICATES_ATTACHMENTS_TOO_MANY: `Il y a ici ${MAX_ATTACHMENTS} pièces au plus. Retirez-en une ou réunissez plusieurs pages dans un fichier.`,
  CERTIFICATES_DOSSIER_CLOSED:
    'Le certificat est signé ou clos, et ses pièces le sont avec lui. Plus rien n’y est ajouté ni retiré. Gardez le fichier avec vos propres papiers.',
  CERTIFICATES_DOSSIER_FORM:
    'Ceci n’est pas ce qu’un nœud donne d’un dossier ({field}). Reprenez-le sur la page du certificat.',

  CERTIFICATES_BLOCK_DIFFERS:
    'La tranche qui commence par {number} n’est pas celle qui a été signée : sa ligne dans la base de données dit autre chose. Rien n’a été signé. Gardez une copie de la base et appelez l’auditeur.',
  CERTIFICATES_BLOCK_SHAPE:
    'Le dernier numéro précède le premier ou a plus de chiffres que les numéros n’en comptent. Vérifiez les deux numéros.',
  CERTIFICATES_BLOCK_SERIES:
    'La série ne commence pas par les deux lettres de votre Participant (Document de base, annexe I). Saisissez la série telle qu’elle est imprimée sur les formulaires.',
  CERTIFICATES_BLOCK_TOO_LARGE: `Cette suite est trop longue : un million de numéros au plus, chacun de ${MAX_NUMBER_LENGTH} chiffres et lettres au plus après le code du pays. Vérifiez le dernier numéro.`,
  CERTIFICATES_BLOCK_OVERLAPS:
    'Une partie de ces numéros est déjà annoncée. Un numéro ne sert qu’une fois (Document de base, annexe I). Commencez après le dernier numéro annoncé.',
  CERTIFICATES_BLOCK_TOO_MANY:
    'Cette autorité a annoncé autant de suites de numéros qu’un vérificateur peut en porter. Demandez à ceux qui entretiennent le programme avant d’en annoncer une autre.',
  ...card,
} as const satisfies Record<CertificatesRefusal, string>
