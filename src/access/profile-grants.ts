const CHANGING = { focal_point: 'participant', node_administrator: 'participant' } as const
const CONTROL = {
  key_officer: 'participant',
  investigator: 'participant',
  auditor: 'participant',
  reviewer: 'participant',
  monitor: 'participant',
} as const

/** Lines of the role table (grant-table.ts): national practice as this node goes by it. */
export const PROFILE = {
  'participants:read-profile': {
    thing: 'The profile',
    does: 'see every value of the own profile with its source, what changes when, and who changed it',
    who: { ...CHANGING, ...CONTROL },
  },
  'participants:change-profile': {
    thing: 'The profile',
    does: 'change a value of the own profile from a day to come on, with its clause and a reason',
    who: CHANGING,
    second: { ...CHANGING, key_officer: 'participant' },
    inPerson: true,
  },
} as const
