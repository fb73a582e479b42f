/** What a monitor may find in the logs of others. Codes are public and never renamed. */
export type AlarmCode =
  | 'MONITOR_FORK'
  | 'MONITOR_ROLLED_BACK'
  | 'MONITOR_BEHIND'
  | 'MONITOR_CHECKPOINT'
  | 'MONITOR_FILES'
  | 'MONITOR_ENTRY_MALFORMED'
  | 'MONITOR_TWIN'
  | 'MONITOR_OUTSIDE_BLOCKS'
  | 'MONITOR_BACKDATED'
  | 'MONITOR_POSTDATED'
  | 'MONITOR_UNCONFIRMED'
  | 'MONITOR_CONFIRMED_UNKNOWN'
  | 'MONITOR_NOT_LOGGED'
  | 'MONITOR_PAGE_DIFFERS'
  | 'MONITOR_FROZEN'
  | 'MONITOR_LIST_FROZEN'
  | 'MONITOR_LIST_REFUSED'
  | 'MONITOR_KEYS_CHANGED'
  | 'MONITOR_KEYS_ANNOUNCED'
  | 'MONITOR_FEW_OPERATORS'
  | 'MONITOR_MORE'

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

/** Of one kind in one log and pass: a log that is wrong throughout has said so by then; the rest is counted. */
export const MAX_ALIKE = 20
/** Alarms that were told before and still hold: more are not shown as ringing, but they are told. */
const MAX_STANDING = 10_000

export type Alarms = {
  readonly raise: (alarm: Alarm) => void
  /** Whether `raise` would take it, and it was never told before. */
  readonly isNews: (alarm: Alarm) => boolean
  readonly raised: () => readonly Alarm[]
  /** For every kind and log of which there were too many, one that says how many more: at the end. */
  readonly raiseRest: () => void
}

/** Gathers alarms, each once. Those that were told before keep no others from their turn. */
export function gatherAlarms(isTold: (id: string) => boolean): Alarms {
  const found = new Map<string, Alarm>()
  const alike = new Map<string, number>()
  const kindOf = ({ code, where }: Alarm) => `${code} ${where}`
  const isNews = (alarm: Alarm) => {
    const id = alarmId(alarm)
    return !found.has(id) && !isTold(id) && (alike.get(kindOf(alarm)) ?? 0) < MAX_ALIKE
  }
  return {
    isNews,
    raise: (alarm) => {
      const id = alarmId(alarm)
      if (found.has(id)) return
      if (isTold(id)) {
        if (found.size < MAX_STANDING) found.set(id, alarm)
        return
      }
      const before = alike.get(kindOf(alarm)) ?? 0
      alike.set(kindOf(alarm), before + 1)
      if (before < MAX_ALIKE) found.set(id, alarm)
    },
    raised: () => [...found.values()],
    raiseRest: () => {
      for (const alarm of [...alike].flatMap(moreAlarm)) found.set(alarmId(alarm), alarm)
    },
  }
}

function moreAlarm([kind, count]: readonly [string, number]): readonly Alarm[] {
  if (count <= MAX_ALIKE) return []
  const [alarm = '', where = ''] = kind.split(/ (.*)/)
  const rest = count - MAX_ALIKE
  const detail = { log: where, alarm, count: rest }
  return [{ code: 'MONITOR_MORE', where, about: `${alarm} ${rest}`, detail, evidence: [] }]
}

export function alarmId({ code, where, about }: Pick<Alarm, 'code' | 'where' | 'about'>): string {
  return `${code} ${where} ${about}`
}
