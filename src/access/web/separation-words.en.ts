import type { NotAchieved, OfficeSize } from '../office.ts'

/** What is kept apart and what is not (office.ts). */
export const en = {
  separation: 'Duties that are kept apart',
  separationAchieved: 'The people who hold the roles today keep apart all that should be.',
  office_two:
    'This is an office of about two people. Who issues never validates; the rest cannot be kept apart by two, and is told here.',
  office_four:
    'This is an office of about four people. Audit, blanks, confirmation, keys and accounts are kept apart from each other; looking after accounts or keys may go with issuing or validating.',
  office_ten: 'This is an office of ten people or more. All duties below are kept apart.',
  officeSize: 'Size of the office',
  officeOf_two: 'About two people',
  officeOf_four: 'About four people',
  officeOf_ten: 'Ten people or more',
  apartDemanded: 'Not achieved',
  apartTold: 'Not achieved, and not demanded of this office',
  'apart_issue-validate': 'One person both issues and validates.',
  apart_audit: 'One person both audits and does what is audited.',
  'apart_keys-accounts': 'One person looks after both keys and accounts.',
  'apart_blanks-issue': 'One person both hands out blanks and issues on them.',
  'apart_validate-confirm': 'One person both validates exports and confirms imports.',
  'apart_accounts-certificates': 'One person both looks after accounts and makes certificates.',
  'apart_keys-certificates': 'One person both looks after keys and makes certificates.',
  'apart_export-import': 'One person both issues for exports and checks or confirms imports.',
  'apart_licence-issue': 'One person both licenses firms and issues for them.',
  apart_second:
    'Nobody can be the second for changes of roles and recoveries: appoint another administrator or a key officer.',
  apart_auditor: 'Nobody audits.',
} as const satisfies Words

type Words = Readonly<
  Record<`office_${OfficeSize}` | `officeOf_${OfficeSize}` | `apart_${NotAchieved['name']}`, string>
> &
  Readonly<Record<string, string>>
