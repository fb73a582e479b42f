export const en = {
  title: 'Look at {number}',
  lead: 'What was applied for, what was found, and what is signed: side by side.',
  decideTitle: 'Your word as the monitor',
  decideBefore:
    'It is signed exactly so when you approve, and not without you. When you object, the validation is undone and the authority reads why.',
  decideAfter:
    'It is signed already. Say that you have looked and object to nothing, or object: your word is kept with the certificate.',
  dueOn: 'By {day}.',
  approve: 'Approve',
  looked: 'Looked at, nothing to object',
  object: 'Object',
  objectTitle: 'Object to {number}',
  objectBefore:
    'The validation is undone and nothing is signed. The authority and everybody who reads the certificate see your reason.',
  objectAfter:
    'The certificate stays signed. Your objection is kept with it, for the authority and for whoever reviews it.',
  objectReason: 'Why you object',
  objected: 'Your objection is kept.',
  approved: '{number} is signed.',
  approvedLater: '{number} is approved. The signature follows when the signer is back.',
  lookedAt: 'Kept: you have looked at {number}.',
  signs: 'What is signed',
  found: 'Contents and seals',
  foundText:
    'The validating officer found what is declared, code by code and in parcels: otherwise nothing could be proposed.',
  container: 'Container {number}',
  panel: 'Supervision',
  panelBy: 'Under the eyes of {by}.',
  waits:
    'Validated on {day}. Nothing is signed before the monitor approves; he is asked until {due}.',
  looks: 'Signed. The monitor looks at it until {due}.',
  decision_approved: 'Approved by {name}, {moment}',
  decision_looked: 'Looked at by {name}, {moment}: nothing objected',
  decision_objected: 'Objected by {name}, {moment}',
  decision_taken_back: 'Taken back by {name}, {moment}, before the monitor decided',
  decide: 'Look and decide',
  takeBackTitle: 'Take the validation back',
  takeBackText:
    'The monitor is not asked any more, and the certificate is issued and not validated again. Do this to put something right, or when the supervision is over.',
} as const
