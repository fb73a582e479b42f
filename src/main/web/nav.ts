import type { Act } from '../../access/grant-table.ts'
import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import type { en } from './words.en.ts'

type Entry = {
  readonly href: string
  readonly word: keyof typeof en
  /** Who may do this sees the entry. */
  readonly act: Act
  /** Who may do this comes there from another page. */
  readonly unless?: Act
}

const ENTRIES: readonly Entry[] = [
  { href: '/', word: 'work', act: 'certificates:work' },
  { href: '/arrivals', word: 'arrivals', act: 'certificates:read-arrival' },
  { href: '/numbers', word: 'numbers', act: 'certificates:read-numbers' },
  {
    href: '/licences',
    word: 'licences',
    act: 'certificates:read-delegations',
    unless: 'certificates:read-numbers',
  },
  { href: '/alarms', word: 'alarms', act: 'certificates:read-alarms' },
  { href: '/officers', word: 'officers', act: 'access:officers' },
  { href: '/journal', word: 'journal', act: 'access:read-journal' },
  { href: '/logs', word: 'logs', act: 'transparency:read-evidence' },
  { href: '/keys', word: 'keys', act: 'participants:read-keys' },
  { href: '/profile', word: 'profile', act: 'participants:read-profile' },
  { href: '/administration', word: 'administration', act: 'access:administer' },
]

/** The navigation of one person, with the number of alarms that nobody has acknowledged. */
export function navFor(officer: Officer, alarms: number) {
  const isShown = ({ act, unless }: Entry) =>
    mayDo(officer, act) && (unless === undefined || !mayDo(officer, unless))
  return ENTRIES.filter(isShown).map(({ href, word }) => ({
    href,
    word,
    count: href === '/alarms' ? alarms : 0,
  }))
}
