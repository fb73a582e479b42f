export const en = {
  title: 'Work list',
  lead: 'What waits for you, longest first.',
  waiting: 'Waiting for you',
  applications: 'Applications',
  certificates: 'Certificates',
  arrivals: 'Arrivals',
  newApplication: 'New application',
  present: 'Present a certificate',
  what: 'Number',
  application: 'Application',
  alarm: 'Alarm',
  firm: 'Exporter',
  consignee: 'Consignee',
  toOrFrom: 'To or from',
  state: 'State',
  since: 'Waiting since',
  due: 'Due',
  overdue: 'Overdue',
  act: 'Next act',
  emptyTitle: 'Nothing waits for you',
  empty_exporter:
    'Drafts to finish, applications that came back and certificates to collect will appear here.',
  empty_importer: 'Shipments on their way to you, and receipts to confirm, will appear here.',
  empty_issuing_officer: 'Applications that a firm has sent, and alarms, will appear here.',
  empty_validating_officer:
    'Certificates that are issued and wait for the goods to be compared and sealed will appear here.',
  empty_stationery_custodian: 'Blanks that run low and numbers to account for will appear here.',
  empty_verifier: 'Shipments that are expected at your office will appear here.',
  empty_confirmation_clerk:
    'Shipments to check, and receipts that are due to be confirmed, will appear here.',
  empty_licensed_issuer:
    'Applications of your firm that you may issue, and goods that leave, will appear here.',
  empty_licensed_validator:
    'Certificates of your firm that wait for the goods to be compared and sealed will appear here.',
  empty_monitor:
    'Exports that wait for your word, and certificates to look at, will appear here while there is a supervision.',
  empty_other:
    'Nothing here waits for this role. What you may read is found with the search and the navigation.',
  emptyState: 'Nothing is in this state.',
  hits: 'What was found',
} as const
