import { hasRole, type Officer } from '../../access/officer.ts'
import type { Role } from '../../access/roles.ts'
import { ALARM_READERS } from '../../certificates/web/arrival/alarms-query.ts'
import type { en } from './words.en.ts'

type Entry = {
  readonly href: string
  readonly word: keyof typeof en
  /** Who sees it; everybody when left out. The server decides who may do what. */
  readonly roles?: readonly Role[]
}

const IMPORTING: readonly Role[] = ['inspector', 'importing_officer', 'importer']
const ENTRIES: readonly Entry[] = [
  { href: '/', word: 'work' },
  { href: '/arrivals', word: 'arrivals', roles: IMPORTING },
  { href: '/numbers', word: 'numbers', roles: ['issuing_officer', 'stationery_custodian'] },
  { href: '/alarms', word: 'alarms', roles: ALARM_READERS },
  { href: '/administration', word: 'administration', roles: ['administrator'] },
]

/** The navigation of one person, with the number of alarms that nobody has acknowledged. */
export function navFor(officer: Officer, alarms: number) {
  return ENTRIES.filter(({ roles }) => roles === undefined || hasRole(officer, roles)).map(
    ({ href, word }) => ({ href, word, count: href === '/alarms' ? alarms : 0 }),
  )
}
