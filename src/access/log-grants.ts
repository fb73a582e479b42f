/** Lines of the role table (grant-table.ts): the logs, which are public, and what a monitor found in them. */
export const LOGS = {
  'transparency:read-monitor': {
    thing: 'Logs',
    does: 'see the logs that the node follows, who cosigned them, and what is wrong with them',
    who: 'anybody',
  },
  'transparency:read-evidence': {
    thing: 'Logs',
    does: 'fetch the evidence of an alarm, which may be a statement that somebody was shown',
    who: {
      investigator: 'participant',
      focal_point: 'participant',
      key_officer: 'participant',
      auditor: 'participant',
      reviewer: 'participant',
      monitor: 'participant',
      observer: 'participant',
      node_administrator: 'participant',
    },
  },
  'transparency:announce-keys': {
    thing: 'Logs',
    does: 'announce other keys of a party that cannot agree to them (`openkp root announce`)',
    who: {},
  },
} as const
