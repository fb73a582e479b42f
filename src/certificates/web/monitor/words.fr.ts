import type { en } from './words.en.ts'

export const fr = {
  title: 'Examiner {number}',
  lead: 'Ce qui a été demandé, ce qui a été trouvé et ce qui est signé, côte à côte.',
  decideTitle: 'Votre avis d’observateur',
  decideBefore:
    'Si vous approuvez, le certificat est signé exactement ainsi ; sans vous, il ne l’est pas. Si vous vous opposez, la validation est défaite et l’autorité lit pourquoi.',
  decideAfter:
    'Il est déjà signé. Dites que vous l’avez examiné sans rien à objecter, ou opposez-vous : votre avis est gardé avec le certificat.',
  dueOn: 'Au plus tard le {day}.',
  approve: 'Approuver',
  looked: 'Examiné, rien à objecter',
  object: 'S’opposer',
  objectTitle: 'S’opposer à {number}',
  objectBefore:
    'La validation est défaite et rien n’est signé. L’autorité et tous ceux qui lisent le certificat voient votre motif.',
  objectAfter:
    'Le certificat reste signé. Votre opposition est gardée avec lui, pour l’autorité et pour qui l’examine.',
  objectReason: 'Pourquoi vous vous opposez',
  objected: 'Votre opposition est gardée.',
  approved: '{number} est signé.',
  approvedLater: '{number} est approuvé. La signature suit au retour du signataire.',
  lookedAt: 'Gardé : vous avez examiné {number}.',
  signs: 'Ce qui est signé',
  found: 'Contenu et scellés',
  foundText:
    'L’agent validateur a trouvé ce qui est déclaré, code par code et en lots : sinon rien n’aurait pu être proposé.',
  container: 'Contenant {number}',
  panel: 'Surveillance',
  panelBy: 'Sous les yeux de : {by}.',
  waits:
    'Validé le {day}. Rien n’est signé avant l’accord de l’observateur, consulté jusqu’au {due}.',
  looks: 'Signé. L’observateur l’examine jusqu’au {due}.',
  decision_approved: 'Approuvé par {name}, {moment}',
  decision_looked: 'Examiné par {name}, {moment} : rien à objecter',
  decision_objected: 'Opposition de {name}, {moment}',
  decision_taken_back: 'Repris par {name}, {moment}, avant la décision de l’observateur',
  decide: 'Examiner et décider',
  takeBackTitle: 'Reprendre la validation',
  takeBackText:
    'L’observateur n’est plus consulté, et le certificat redevient émis et non validé. Faites-le pour corriger quelque chose, ou quand la surveillance est terminée.',
} as const satisfies Record<keyof typeof en, string>
