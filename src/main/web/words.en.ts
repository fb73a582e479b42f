export const en = {
  work: 'Work list',
  arrivals: 'Arrivals',
  present: 'Present a certificate',
  numbers: 'Numbers',
  alarms: 'Alarms',
  officers: 'Officers',
  administration: 'Administration',
  verifier: 'Verifier',
  administrationLead: 'What runs this node and who looks after what.',
  administrationNumbers: 'Numbers and stationery',
  administrationNumbersText:
    'Which number blocks were announced, how many blanks are in stock, used and spoiled, and who holds which.',
  administrationHealth: 'Health',
  administrationHealthText: 'Whether the server and its database answer.',
  healthGood: 'The server and its database answer.',
  healthBad: 'The server or its database does not answer.',
  open: 'Open',
} as const
