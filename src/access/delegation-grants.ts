/** Lines of the role table (grant-table.ts): issue that an authority delegates to a licensed firm. */
export const DELEGATION = {
  'certificates:read-delegations': {
    thing: 'Delegated issue',
    does: 'see the licences of firms that issue for their own goods, with what they have used',
    who: {
      licensed_issuer: 'firm',
      licensed_validator: 'firm',
      licensing_officer: 'participant',
      issuing_officer: 'participant',
      validating_officer: 'participant',
      stationery_custodian: 'participant',
      auditor: 'participant',
      reviewer: 'participant',
    },
  },
  'certificates:delegate': {
    thing: 'Delegated issue',
    does: 'license a firm to issue for its own goods, within limits',
    who: { licensing_officer: 'participant', issuing_officer: 'participant' },
    second: { licensing_officer: 'participant', validating_officer: 'participant' },
  },
  'certificates:suspend-delegation': {
    thing: 'Delegated issue',
    does: 'suspend the licence of a firm: nothing is issued or validated under it from then on',
    who: {
      licensing_officer: 'participant',
      issuing_officer: 'participant',
      validating_officer: 'participant',
    },
    second: {
      licensing_officer: 'participant',
      issuing_officer: 'participant',
      validating_officer: 'participant',
    },
  },
} as const

/** People of a licensed firm, in the lines of applications and certificates. They reach their firm's own. */
export const LICENSED_ISSUER = { licensed_issuer: 'firm' } as const
export const LICENSED_VALIDATOR = { licensed_validator: 'firm' } as const
export const LICENSED = { ...LICENSED_ISSUER, ...LICENSED_VALIDATOR } as const
