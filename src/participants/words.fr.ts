import type { StandingReason } from './standing-reason-code.ts'
import type { RegistryRefusal } from './words.en.ts'

export const fr = {
  PARTICIPANT: '{name} est un Participant, inscrit depuis {from}.',
  SUSPENDED:
    '{name} : toujours Participant, mais son commerce de diamants bruts est suspendu depuis {from}. N’acceptez pas ses certificats pour des marchandises parties après cette date et n’y envoyez rien.',
  SELF_SUSPENDED:
    '{name} : Participant qui a lui-même cessé le commerce de diamants bruts depuis {from}. N’acceptez pas ses certificats pour des marchandises parties après cette date et n’y envoyez rien.',
  EMBARGOED:
    '{name} : un embargo des Nations Unies sur ses diamants bruts est en vigueur depuis {from}. C’est toujours un Participant, mais ses exportations sont interdites. Votre droit national décide si des envois vers ce pays sont permis.',
  REMOVED: '{name} : retiré de la liste des Participants le {from}. Aucun commerce n’est permis.',
  APPROVED_ZONES_ONLY:
    '{name} : exportations permises depuis les zones approuvées seulement, ce jour-là {zones}. Vérifiez que les marchandises en proviennent.',
  NO_ZONE_APPROVED:
    '{name} : exportations permises depuis les zones approuvées seulement, et aucune ne l’était à cette date.',
  MINE_APPROVAL_NEEDED:
    '{name} : les marchandises de {zones} exigent une approbation du système pour chaque mine. Demandez-la si les marchandises en viennent ; les autres n’en ont pas besoin.',
  COVERED:
    '{name} : les certificats sont délivrés sous le code {by} ({byName}), non sous le sien. À l’intérieur de ce territoire, aucun certificat n’est nécessaire.',
  SEPARATE_SCHEME:
    '{name} : applique son propre système de contrôle sous le Participant {by} ({byName}), et les certificats portent le code {by}. Il n’est pas établi que les mouvements à l’intérieur de ce Participant en exigent un.',
  TRADING_ENTITY:
    '{name} : n’est pas un Participant, mais une entité reconnue qui fait le commerce de diamants bruts et satisfait aux exigences minimales. Le commerce est licite là où le droit national la nomme.',
  TRADING_ENTITY_LISTED:
    '{name} : nommé dans le droit applicable ici ({listName}) ; le commerce est donc licite.',
  TRADING_ENTITY_NOT_LISTED:
    '{name} : il n’est pas établi que le droit applicable ici ({listName}) permette ce commerce, qui est donc tenu pour interdit. Consultez votre service juridique.',
  NOT_PARTICIPANT: '{name} : n’est pas un Participant à cette date. Aucun commerce n’est permis.',
  SCHEME_NOT_STARTED:
    'Le système a commencé le 1er janvier 2003. Un stock antérieur exige la preuve de son âge, non un certificat.',
  CODE_UNKNOWN: '{code} n’est pas le code d’un pays ni d’un Participant. Vérifiez la saisie.',
  TERRITORY_NOT_ESTABLISHED:
    '{code} : il n’est pas établi que le système d’un Participant s’étende à ce territoire. Demandez au Participant concerné.',
  NOT_ON_LEGAL_LIST:
    '{name} : ne figure pas à cette date sur la liste légale applicable ici ({listName}) ; le commerce entre les deux n’est pas licite.',
  LIST_OF_NO_PARTICIPANT:
    '{listName} : n’est pas un Participant ce jour-là ; aucun commerce n’est permis avec lui, quelle que soit la liste qu’il tient.',
  EXPORTED_BEFORE_EFFECT:
    '{name} : les marchandises parties avant {from} sont jugées selon la situation au jour de l’exportation. Le seul précédent pour des marchandises en route est l’article 7 du règlement de l’UE : cinq jours ouvrables au début du système.',
  DATE_UNCERTAIN:
    '{name} : les sources ne fixent pas le jour exact du changement donné comme {from}. Renseignez-vous avant de vous y fier.',

  PARTICIPANTS_REGISTRY:
    'La liste des Participants est inutilisable : {field} devrait être {expected}.',
  PARTICIPANTS_CODE_UNKNOWN:
    '{code} n’est pas le code d’un pays ni d’un Participant. Donnez deux lettres, par exemple BW ou EU.',
  PARTICIPANTS_DAY: '{day} n’est pas une date. Écrivez AAAA-MM-JJ.',
  PARTICIPANTS_PROFILE: 'Le profil national est inutilisable : {field} devrait être {expected}.',
  PARTICIPANTS_NUMBER:
    '{number} n’est pas un numéro de certificat de {code}. Il devrait ressembler à {example}.',
} as const satisfies Record<StandingReason | RegistryRefusal, string>
