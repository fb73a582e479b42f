/** What a monitor may find in the logs of others. Codes are public and never renamed. */
export const ALARM_CODES = [
  'MONITOR_FORK',
  'MONITOR_ROLLED_BACK',
  'MONITOR_BEHIND',
  'MONITOR_CHECKPOINT',
  'MONITOR_FILES',
  'MONITOR_ENTRY_MALFORMED',
  'MONITOR_TWIN',
  'MONITOR_OUTSIDE_BLOCKS',
  'MONITOR_BACKDATED',
  'MONITOR_POSTDATED',
  'MONITOR_UNCONFIRMED',
  'MONITOR_CONFIRMED_UNKNOWN',
  'MONITOR_NOT_LOGGED',
  'MONITOR_PAGE_DIFFERS',
  'MONITOR_FROZEN',
  'MONITOR_LIST_FROZEN',
  'MONITOR_LIST_REFUSED',
  'MONITOR_KEYS_CHANGED',
] as const
export type AlarmCode = (typeof ALARM_CODES)[number]

/** A file that a third party can check for itself, under a name that says what it is. */
export type Evidence = { readonly name: string; readonly bytes: Uint8Array }

export type Alarm = {
  readonly code: AlarmCode
  /** Whose: the origin of a log, the code of a party, or `trust` for the list as a whole. */
  readonly where: string
  /** With code and whose, what makes it this alarm and no other, so that it is told once. */
  readonly about: string
  /** Values that its sentence names. */
  readonly detail: Readonly<Record<string, string | number>>
  readonly evidence: readonly Evidence[]
}

/** Of one kind in one log and pass; what is beyond them is told by the passes after it. */
const MAX_ALIKE = 100

export type Alarms = {
  readonly raise: (alarm: Alarm) => void
  readonly raised: () => readonly Alarm[]
}

/** Gathers alarms, each once; a log that is wrong throughout says so often enough. */
export function gatherAlarms(isKnown: (id: string) => boolean = () => false): Alarms {
  const found = new Map<string, Alarm>()
  const alike = new Map<string, number>()
  return {
    raise: (alarm) => {
      const id = alarmId(alarm)
      const kind = `${alarm.code} ${alarm.where}`
      const count = alike.get(kind) ?? 0
      if (found.has(id) || (count >= MAX_ALIKE && !isKnown(id))) return
      // Those that were told before must not keep the others from their turn.
      if (!isKnown(id)) alike.set(kind, count + 1)
      found.set(id, alarm)
    },
    raised: () => [...found.values()],
  }
}

export function alarmId({ code, where, about }: Pick<Alarm, 'code' | 'where' | 'about'>): string {
  return `${code} ${where} ${about}`
}
