import type { en } from './words.en.ts'

export const fr = {
  title: 'Clés',
  lead: 'Ce avec quoi votre autorité signe. Tout, sauf la création d’une clé, demande deux responsables des clés.',
  file: 'Les clés se trouvent dans un fichier chiffré sur la machine signataire de ce nœud. Qui y est root peut les copier et signer ailleurs, sans être vu.',
  token:
    'Les clés se trouvent sur un jeton matériel. Qui est root sur sa machine peut le faire signer tant qu’il est branché et déverrouillé, mais ne peut emporter aucune clé.',
  missing:
    'Le signataire ne détient pas une clé en vigueur : ses clés sont une copie ancienne. Restaurez la sauvegarde la plus récente du signataire, ou créez et publiez de nouvelles clés.',
  none: 'Aucune clé de cet usage n’est en vigueur. Rien ne peut être signé avant qu’une clé soit publiée.',
  certificate: 'Certificats',
  certificateLead: 'Signe les certificats, les corrections et les séries de numéros.',
  status: 'Statut',
  statusLead: 'Signe ce qui est annulé, perdu ou utilisé, la page de statut horaire et le journal.',
  confirm: 'Confirmations',
  confirmLead: 'Signe les confirmations d’importation, les écarts et les alertes.',
  log: 'Journal public',
  logLead:
    'Signe les têtes de votre journal public, que des témoins d’autres opérateurs contresignent.',
  fingerprint: 'Empreinte',
  state: 'État',
  time: 'Quand',
  change: 'Modifier',
  changeNamed: 'Modifier la clé {key}',
  create: 'Créer une clé',
  createNamed: 'Créer une clé : {usage}',
  created: 'La clé est créée. Personne ne la compte avant sa publication.',
  signs: 'Signe maintenant',
  notHeld: 'Non détenue ici',
  prepared: 'Préparée',
  coming: 'Publiée, ne compte pas encore',
  'in-force': 'En vigueur',
  retiring: 'En cours de retrait',
  retired: 'Retirée',
  compromised: 'Compromise',
  ended: 'Arrivée à terme',
  madeAt: 'créée le {at}',
  fromAt: 'à partir du {at}',
  untilAt: 'jusqu’au {at}',
  sinceAt: 'depuis le {at}',
  fromUntil: 'du {from} au {until}',
  publishTitle: 'Publier cette clé',
  publishText:
    'Les vérificateurs la comptent dès qu’ils ont reçu la nouvelle liste, ce qui peut demander une semaine aux téléphones. D’ici là, un certificat signé avec elle y reste INDÉTERMINÉ : choisissez un jour à venir.',
  retireTitle: 'Retirer cette clé',
  retireText:
    'Elle ne signe plus rien à partir de ce moment. Ce qu’elle a signé avant reste valable. Cela ne se reprend pas.',
  markTitle: 'Déclarer cette clé compromise',
  markText:
    'Les certificats qui étaient alors dans votre journal contresigné restent bons. Tout le reste signé avec cette clé est INVALIDE dès qu’un vérificateur a la nouvelle liste, marchandises en route comprises. Cela ne se reprend jamais. Appelez aussi les autres autorités.',
  markOther:
    'Rien de ce que cette clé a signé ne compte plus, quelle que soit la date, dès qu’un lecteur a la nouvelle liste. Ce que contient votre journal reste : la nouvelle clé le signe. Cela ne se reprend jamais. Appelez aussi les autres autorités.',
  stays:
    'Les certificats inscrits au journal avant le {at} restent bons : {stays, number} ; {falls, plural, =0 {aucun ne devient invalide ensuite} one {# ensuite devient invalide} other {# ensuite deviennent invalides}}.',
  nothingStays:
    'Rien n’avait été contresigné à ce moment, donc rien ne reste bon : {falls, plural, =0 {aucun certificat du journal n’est touché} one {# certificat devient invalide} other {# certificats deviennent invalides}}.',
  from: 'Premier jour (UTC)',
  fromHint: 'Laissez vide pour dès l’approbation.',
  lastFrom: 'Jusqu’au (UTC)',
  since: 'En d’autres mains depuis : jour (UTC)',
  sinceHint: 'Dans le doute, un jour antérieur.',
  sinceIs: 'Déclarée en d’autres mains depuis le {at}.',
  sinceTime: 'Heure de ce jour (UTC)',
  sinceTimeHint:
    'Dans le doute, une heure antérieure. Sans heure, dès la première seconde du jour.',
  replaces: 'Retirer au même moment les autres clés de cet usage',
  leavesNone: 'Même s’il ne reste aucune autre clé de cet usage',
  reason: 'Pourquoi',
  reasonHint: 'L’autre responsable des clés le lit, et cela reste au journal.',
  propose: 'Proposer',
  proposed: 'Proposé. Ce sera fait quand un autre responsable des clés l’approuvera.',
  leaveIt: 'Laisser',
  blocks:
    '{count, plural, one {Une tranche de numéros est signée} other {# tranches de numéros sont signées}} par une clé qui ne compte plus',
  blocksText:
    'Les vérificateurs ne peuvent plus lire vos listes tant qu’elles ne sont pas signées de nouveau par la clé en vigueur. Leur contenu ne change pas. Les deux agents des clés en répondent.',
  blocksSign: 'Proposer de les signer de nouveau',
  officers: 'La liste des agents du signataire',
  officersOlder:
    'Le signataire a une liste des agents plus ancienne que celle que ce nœud a vue, ou une autre de la même version. Quelqu’un a pu remettre une ancienne copie : une clé d’accès retirée compterait de nouveau. Trouvez qui avant toute signature, et donnez la liste la plus récente au signataire.',
  officersNone:
    'Le signataire n’a pas de liste des agents : il ne demande de clé d’accès à personne.',
  officersRequired:
    'Version {version}. Un certificat est signé avec les clés d’accès des deux agents, et rien de moins.',
  officersOffered:
    'Version {version}. Qui y a une clé d’accès signe avec elle ; qui n’en a pas passe.',
  officer: 'Agent',
  may: 'Peut',
  mayNothing: 'rien',
  roleIssue: 'délivrer',
  roleValidate: 'valider',
  roleKey: 'changer cette liste',
  passkeys: 'Clés d’accès',
  seenSince: 'Vu dedans depuis',
} as const satisfies Record<keyof typeof en, string>
