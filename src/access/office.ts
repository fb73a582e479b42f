import { refusal } from '../values/outcome.ts'
import type { Role } from './roles.ts'

/** How many people the office has, about: what two can keep apart is not what ten can. */
export const OFFICE_SIZES = ['two', 'four', 'ten'] as const
export type OfficeSize = (typeof OFFICE_SIZES)[number]

/** Who has said nothing is held to the strictest. */
export const OFFICE_UNSAID: OfficeSize = 'ten'

export function isOfficeSize(value: unknown): value is OfficeSize {
  return OFFICE_SIZES.includes(value as OfficeSize)
}

type Separation = {
  readonly one: readonly Role[]
  readonly other: readonly Role[]
  /** The smallest office that is held to it; smaller ones are told that they have not achieved it. */
  readonly from: OfficeSize
}

/** Duties that one person should not hold together, the gravest first. */
const SEPARATIONS = {
  // Never relaxed: a certificate is the work of two people in the smallest office (ACCESS_ROLES_BOTH_EYES).
  'issue-validate': {
    one: ['issuing_officer', 'licensed_issuer'],
    other: ['validating_officer', 'licensed_validator'],
    from: 'two',
  },
  audit: {
    one: ['auditor'],
    other: [
      'issuing_officer',
      'validating_officer',
      'stationery_custodian',
      'confirmation_clerk',
      'key_officer',
      'node_administrator',
    ],
    from: 'four',
  },
  // Two people hold keys and accounts both: the list of officers of the signer takes two key officers.
  'keys-accounts': { one: ['key_officer'], other: ['node_administrator'], from: 'four' },
  'blanks-issue': { one: ['stationery_custodian'], other: ['issuing_officer'], from: 'four' },
  'validate-confirm': { one: ['validating_officer'], other: ['confirmation_clerk'], from: 'four' },
  'accounts-certificates': {
    one: ['node_administrator'],
    other: ['issuing_officer', 'validating_officer'],
    from: 'ten',
  },
  'keys-certificates': {
    one: ['key_officer'],
    other: ['issuing_officer', 'validating_officer'],
    from: 'ten',
  },
  'export-import': {
    one: ['issuing_officer'],
    other: ['verifier', 'confirmation_clerk'],
    from: 'ten',
  },
  'licence-issue': { one: ['licensing_officer'], other: ['issuing_officer'], from: 'ten' },
} as const satisfies Readonly<Record<string, Separation>>
export type SeparationName = keyof typeof SEPARATIONS

const NAMES = Object.keys(SEPARATIONS) as SeparationName[]
const PEOPLE = { two: 2, four: 4, ten: 10 } as const satisfies Record<OfficeSize, number>

/** Whether an office of this size is held to a separation. */
function isDemanded(name: SeparationName, office: OfficeSize): boolean {
  return PEOPLE[SEPARATIONS[name].from] <= PEOPLE[office]
}

/** The separations that somebody with these roles would break. */
export function brokenBy(roles: readonly Role[]): readonly SeparationName[] {
  return NAMES.filter((name) => {
    const { one, other }: Separation = SEPARATIONS[name]
    return roles.some((role) => one.includes(role)) && roles.some((role) => other.includes(role))
  })
}

/** Why an office of this size gives nobody these roles together. */
export function officeFaults(roles: readonly Role[], office: OfficeSize) {
  const isBroken = brokenBy(roles).some((name) => isDemanded(name, office))
  return isBroken
    ? [refusal('ACCESS_ROLES_OFFICE' as const, 'roles', { people: PEOPLE[office] })]
    : []
}

export type Holder = { readonly name: string; readonly roles: readonly Role[] }
export type NotAchieved = {
  readonly name: SeparationName | 'second' | 'auditor'
  readonly people: readonly string[]
  /** Whether an office of this size is held to it; what is not is told all the same. */
  readonly demanded: boolean
}

/**
 * What the people who hold the roles today do not keep apart, whatever was planned.
 * @param people those who can sign in, each once.
 */
export function notAchieved(people: readonly Holder[], office: OfficeSize): readonly NotAchieved[] {
  const broken = NAMES.map((name) => ({
    name,
    people: people.filter(({ roles }) => brokenBy(roles).includes(name)).map((each) => each.name),
    demanded: isDemanded(name, office),
  }))
  const looksAfter: readonly Role[] = ['node_administrator', 'key_officer']
  const seconds = people.filter(({ roles }) => roles.some((role) => looksAfter.includes(role)))
  const audits = people.some(({ roles }) => roles.includes('auditor'))
  return [
    ...broken.filter((each) => each.people.length > 0),
    ...(seconds.length < 2
      ? [{ name: 'second' as const, people: seconds.map(({ name }) => name), demanded: true }]
      : []),
    ...(audits ? [] : [{ name: 'auditor' as const, people: [], demanded: office !== 'two' }]),
  ]
}
