export const en = {
  title: 'Smart cards',
  lead: 'Where the law wants it, an officer signs with an own licensed card beside the authority’s seal.',
  asked: 'What is asked today',
  askedActs:
    '{acts, select, both {To issue and to validate} issue {To issue} other {To validate}} takes the signature of the officer’s own card.',
  notAsked:
    'The profile of your authority asks for no card. Nobody needs one to issue or to validate.',
  howTitle: 'How to sign with your card',
  howAct:
    'Press the button of the act, Issue or Validate and sign. The page says that a card is needed and gives a small text file. Read it: it is what you sign.',
  howSign: 'At the computer with the card reader, sign the file exactly as it is:',
  howCommand: 'openkp card sign FILE.txt --module MODULE.so --label "LABEL" --out FILE.p7s',
  howWords:
    'FILE is the name of the file, MODULE the driver of your card reader, LABEL the name of the key on your card. Your PIN is asked for in the terminal. Any other program that makes a detached CMS signature does as well.',
  howBack:
    'Choose the signature on the page of the act and press its button again, within 30 minutes.',
  cards: 'Cards of the office',
  emptyTitle: 'No card is registered',
  emptyText:
    'A card appears here once its officer has registered it and a second officer approved that.',
  owner: 'Officer',
  subject: 'Holder and issuer',
  serial: 'Serial number',
  expires: 'Expires',
  state: 'State',
  good: 'In force',
  soon: 'Expires soon',
  expired: 'Expired',
  ended: 'Ended on {day}',
  issuedBy: 'by {issuer}',
  end: 'End',
  endNamed: 'End the card of {name}',
  endTitle: 'End this card',
  endText:
    'It signs nothing from now on and cannot be registered again. What it has signed stays as it is. This cannot be undone.',
  endDone: 'Ended. The card signs nothing any more.',
  register: 'Register your card',
  registerText:
    'The certificate of the card, without its key: a file in PEM. A second officer approves it.',
  registerFile: 'Certificate of your card',
  registerHint: 'A .pem, .crt or .cer file that begins with BEGIN CERTIFICATE.',
  chosen: '{name} is chosen.',
  propose: 'Propose',
  proposed: 'Proposed. The card counts once a second officer approves it.',
} as const
