import type { SignerRefusal, SignerStartRefusal } from './signer-refusals.ts'

export const fr = {
  PARTICIPANTS_SIGNER_ADDRESS:
    'OPENKP_SIGNER doit nommer le socket sur lequel le signataire écoute : un chemin complet de 103 octets au plus.',
  PARTICIPANTS_SIGNER_DATA:
    'OPENKP_SIGNER_DATA doit nommer, par son chemin complet, le dossier où le signataire garde ses clés.',
  PARTICIPANTS_SIGNER_ENVIRONMENT:
    'OPENKP_SIGNER_ENVIRONMENT vaut {value}, mais il faut production ou demonstration.',
  PARTICIPANTS_SIGNER_FOLDER:
    'Le dossier {folder} appartient à un autre utilisateur ou est ouvert à d’autres. Donnez-le à l’utilisateur du signataire, avec le mode 0700, ou 0750 si le serveur web est de son groupe.',
  PARTICIPANTS_SIGNER_IN_USE:
    'Un autre signataire répond déjà sur {path}. Arrêtez-le d’abord, ou donnez à celui-ci un autre socket dans OPENKP_SIGNER.',
  PARTICIPANTS_SIGNER_NOT_STARTED:
    'Le signataire n’a pas démarré. Ce qu’il en a dit se trouve au-dessus de cette ligne.',
  PARTICIPANTS_PASSPHRASE_MISSING:
    'Il n’y a pas de phrase secrète dans {file}, et {store} ne s’ouvre pas sans elle. Restaurez ce fichier, ou nommez-le dans OPENKP_SIGNER_PASSPHRASE_FILE.',
  PARTICIPANTS_PASSPHRASE_WRONG:
    'La phrase secrète de {file} n’ouvre pas {store}, ou le coffre a été modifié. Donnez la bonne phrase, ou restaurez les deux de la même sauvegarde. Rien n’a été changé.',
  PARTICIPANTS_KEY_STORE_DAMAGED:
    '{store} n’est pas un coffre de clés que cette version sait lire. Restaurez-le de la sauvegarde. Rien n’a été changé.',
  PARTICIPANTS_KEY_STORE_ENVIRONMENT:
    '{store} contient des clés de l’environnement {found}, et ce signataire sert {wanted}. Donnez à chacun son propre dossier.',
  PARTICIPANTS_PKCS11_SETTING:
    'Pour des clés dans un matériel, OPENKP_SIGNER_PKCS11 nomme le module de son fabricant, OPENKP_SIGNER_TOKEN le jeton et OPENKP_SIGNER_PIN_FILE un fichier avec le code PIN. {name} manque.',
  PARTICIPANTS_PKCS11_PACKAGE:
    'Le paquet facultatif pkcs11js n’est pas installé, ou ne fonctionne pas sur cette machine ({reason}). Installez-le, ou retirez OPENKP_SIGNER_PKCS11.',
  PARTICIPANTS_PKCS11_MODULE:
    'Le module {module} ne peut pas être chargé ({reason}). Vérifiez le chemin dans OPENKP_SIGNER_PKCS11 ou après --module.',
  PARTICIPANTS_PKCS11_TOKEN:
    'Le module n’offre aucun jeton nommé {token}. Vérifiez OPENKP_SIGNER_TOKEN ou --token, et que l’appareil est branché.',
  PARTICIPANTS_PKCS11_PIN:
    'Le jeton {token} n’accepte pas le code PIN de {file} ({reason}). Vérifiez-le avant de redémarrer : un jeton se verrouille après quelques codes faux.',
  PARTICIPANTS_PKCS11_FAILED:
    'L’appareil qui garde les clés n’a pas fait ce qui était demandé ({reason}). Vérifiez qu’il est branché et déverrouillé.',
  PARTICIPANTS_SIGN_FORM:
    'Il a été demandé au signataire de signer ce qui n’est pas une déclaration. Rien n’a été signé.',
  PARTICIPANTS_SIGN_KEY:
    'Le signataire ne détient pas la clé que la déclaration nomme. Rien n’a été signé.',
  PARTICIPANTS_SIGN_KIND: 'La clé ne peut pas signer ce genre de déclaration. Rien n’a été signé.',
  PARTICIPANTS_SIGN_ENVIRONMENT:
    'Le signataire sert un autre environnement que celui de la déclaration. Rien n’a été signé.',
  PARTICIPANTS_SIGN_AUTHOR:
    'Il a été demandé au signataire de signer au nom d’une partie dont ce n’est pas la clé. Rien n’a été signé.',
  PARTICIPANTS_SIGN_APPROVALS:
    'Le signataire ne signe un certificat qu’avec les noms des deux agents qui en répondent. Rien n’a été signé.',
  PARTICIPANTS_SIGN_MEANING:
    'Il a été demandé au signataire de signer un certificat dont les champs se contredisent ({cause}). Rien n’a été signé.',
  PARTICIPANTS_SIGNER_REQUEST: 'Le signataire n’a pas compris ce qui lui était demandé.',
  PARTICIPANTS_SIGNER_BUSY:
    'Le signataire a plus à faire qu’il n’accepte à la fois. Rien n’a été signé ; réessayez dans une minute.',
  PARTICIPANTS_KEYS_TOO_MANY: 'Le signataire détient {max} clés, et n’en prend pas davantage.',
  PARTICIPANTS_SIGNER_AWAY:
    'Le signataire, qui détient les clés, ne répond pas. Rien n’a été signé ni changé ; réessayez dans une minute.',
  PARTICIPANTS_OFFICERS_NONE:
    'Le signataire n’a pas de liste d’agents pour cette partie. La première se donne sur la machine du signataire, avec « openkp signer officers ».',
  PARTICIPANTS_OFFICERS_LIST: 'La liste des agents n’est pas comme il faut ({cause}).',
  PARTICIPANTS_OFFICERS_TWICE:
    'La liste des agents nomme deux fois la même chose ({name}). Une clé d’accès appartient à un seul agent.',
  PARTICIPANTS_OFFICERS_TOO_FEW:
    'Là où les clés d’accès sont exigées, il faut deux agents avec clé d’accès dont l’un délivre et l’autre valide, et deux agents des clés avec clé d’accès.',
  PARTICIPANTS_OFFICERS_OUTDATED:
    'La liste des agents a changé depuis que ce changement a été préparé. Préparez-le à nouveau à partir de la liste en vigueur.',
  PARTICIPANTS_OFFICERS_TWO:
    'Un changement de la liste des agents doit être confirmé par deux agents des clés différents.',
  PARTICIPANTS_OFFICERS_SAME:
    'L’agent qui a délivré un certificat ne peut pas le valider. Demandez à un collègue. Rien n’a été signé.',
  PARTICIPANTS_OFFICER_ROLE:
    'La liste des agents ne donne pas ce droit à cet agent ({role}). Rien n’a été signé.',
  PARTICIPANTS_OFFICER_MISSING:
    'Cet agent n’a pas de clé d’accès dans la liste des agents ({role}). Demandez à deux agents des clés de l’ajouter. Rien n’a été signé.',
  PARTICIPANTS_ASSERTION_MISSING:
    'Cet agent doit confirmer avec sa clé d’accès ({role}). Rien n’a été signé.',
  PARTICIPANTS_ASSERTION:
    'La confirmation par clé d’accès ne correspond pas à ce qui était à confirmer ({role} : {cause}). Confirmez à nouveau. Rien n’a été signé.',
} as const satisfies Record<SignerRefusal | SignerStartRefusal, string>
