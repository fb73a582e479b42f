import type { Status } from '../transparency/statuses.ts'
import type { StepState } from './explain.ts'
import type { en } from './explain-words.en.ts'
import type { FactCode, StepName } from './facts.ts'

const steps = {
  code: { title: 'Le code', asks: 'Est-ce le code d’un certificat, et entier ?' },
  form: {
    title: 'La forme',
    asks: 'Ce que contient le code est-il écrit exactement comme le système le prescrit ?',
  },
  root: {
    title: 'Qui se porte garant des listes',
    asks: 'Les listes employées ici reposent-elles sur une racine dont quelqu’un s’est porté garant ?',
  },
  signature: {
    title: 'La signature',
    asks: 'L’autorité émettrice a-t-elle signé, avec une clé qui peut signer des certificats ?',
  },
  meaning: { title: 'Ce qu’il dit', asks: 'Les champs vont-ils ensemble ?' },
  standing: {
    title: 'Les deux Participants',
    asks: 'L’un pouvait-il exporter et l’autre importer le jour de l’émission ?',
  },
  number: { title: 'Le numéro', asks: 'L’émetteur a-t-il annoncé ce numéro ?' },
  register: {
    title: 'Le registre',
    asks: 'Le registre de l’émetteur nomme-t-il bien ce certificat sous son numéro ?',
  },
  witnesses: {
    title: 'Les témoins',
    asks: 'Assez de témoins indépendants répondent-ils de ce registre ?',
  },
  status: {
    title: 'Ce qui s’est passé depuis',
    asks: 'A-t-il servi, a-t-il été retiré, perdu ou remplacé ?',
  },
  time: { title: 'L’heure', asks: 'Le certificat est-il encore valable ?' },
  lists: {
    title: 'L’âge des listes',
    asks: 'Les listes employées ici sont-elles assez récentes pour décider ?',
  },
} as const satisfies Record<StepName, { readonly title: string; readonly asks: string }>

const states = {
  passed: 'En ordre',
  failed: 'Pas en ordre',
  open: 'Indéterminé',
  not_asked: 'Non demandé',
  not_reached: 'Non atteint',
} as const satisfies Record<StepState, string>

const statuses = {
  valid: 'rien',
  void: 'annulé',
  suspended: 'suspendu',
  used: 'utilisé',
  corrected: 'corrigé',
  lost_or_stolen: 'perdu ou volé',
  stolen: 'volé',
  replaced: 'remplacé',
  returned_unused: 'rendu inutilisé',
  spoiled: 'gâché',
} as const satisfies Record<Status, string>

const facts = {
  CODE_READ: 'Un code de {characters} caractères a été lu.',
  FILE_READ: 'Un fichier de {bytes} octets a été lu.',
  STATEMENT_READ: 'Il nomme son auteur : {issuer}. Signé le {at}.',
  ROOT_USED:
    'Empreinte de la racine : {fingerprint}. Les listes qu’elle porte sont signées le {at}.',
  KEY_USED:
    'La clé {key} a fait la signature. Les listes la donnent à l’émetteur {issuer}, pour les certificats.',
  FIELDS_READ:
    'Numéro {number}, {carats} ct en tout, nombre de lots : {parcels}, du {issuedOn} au {expiresOn}.',
  FIELDS_READ_ONLY: 'Numéro {number}. Il se lit bien, mais rien ne permettait de le contrôler.',
  STANDINGS_OF: 'Émetteur : {issuer}. Destination : {destination}. Jour : {issuedOn}.',
  NUMBER_ANNOUNCED:
    'L’émetteur l’a annoncé : c’est le numéro {place} de tous ceux qu’il a annoncés.',
  NUMBER_NOT_ANNOUNCED: 'Il n’est dans aucune des suites de numéros des listes employées ici.',
  STATUS_PAGE_USED: 'Liste des numéros de l’émetteur, signée le {at}.',
  REGISTER_USED:
    'Registre de l’émetteur {issuer}, signé le {at}, fait de {size} inscriptions de son journal.',
  PLACE_HOLDS_THIS: 'Sous ce numéro il nomme ce certificat.',
  PLACE_HOLDS_ANOTHER: 'Sous ce numéro il nomme autre chose.',
  PLACE_IS_EMPTY: 'Sous ce numéro il ne nomme rien.',
  PROOF_HOLDS:
    'La copie porte une preuve que le certificat est dans le journal de l’émetteur ; assez de témoins en répondent.',
  PROOF_FAILS: 'La copie porte une preuve, mais elle ne prouve pas ce certificat.',
  QUORUM_SINCE: 'Assez de témoins avaient signé le {at}. Il faut {needed} opérateurs différents.',
  QUORUM_MISSING: 'Trop peu de témoins ont signé. Il faut {needed} opérateurs différents.',
  WITNESS_COUNTS: 'Témoin : {party}, le {at}.',
  WITNESS_OF_ISSUER:
    'Témoin : {party}, le {at}. Il ne compte pas ici : son opérateur tient le journal de l’émetteur.',
  STATUS_SAID: 'L’émetteur dit de ce numéro : {status}.',
  IMPORTER_ASKED:
    'La liste des réceptions confirmées a été consultée aussi. Participant : {party}. Signée le {at}.',
  TIME_USED: 'Heure employée : {now}. Le certificat prend fin le {at}.',
  LIST_USED: '{list} : du {at}, âge {age}.',
} as const satisfies Record<FactCode, string>

const page = {
  title: 'Comment cela a été décidé',
  lead: 'Chaque étape, dans l’ordre où cet appareil les a faites. La réponse :',
  back: 'Retour à la réponse',
} as const satisfies Record<keyof typeof en.page, string>

export const fr = { steps, states, statuses, facts, page }
