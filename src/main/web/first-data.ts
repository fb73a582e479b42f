import type { QueryClient } from '@tanstack/react-query'
import type { Officer } from '../../access/officer.ts'
import { primeSession } from '../../access/web/session.tsx'
import type { Alarm, Work } from '../../certificates/web/answers.ts'
import { alarmsQuery } from '../../certificates/web/arrival/alarms-query.ts'
import { workQuery } from '../../certificates/web/queries.ts'
import { type NamesAnswer, primeNames } from '../../participants/web/names.ts'
import type { Language } from '../../ui/language.tsx'

/** What the work list of one person shows: the answers of the doors that the page would ask. */
export type FirstData = {
  readonly language: Language
  readonly officer: Officer
  readonly specimen: boolean
  readonly work: Work
  /** Open ones only. */
  readonly alarms: readonly Alarm[]
  /** Those that the rows name. */
  readonly names: NamesAnswer
}

/** The element that carries it from the server to the scripts, as JSON. */
const FIRST_DATA_ID = 'first-data'

export function prime(client: QueryClient, first: FirstData): void {
  primeSession(client, first.officer, first.specimen)
  client.setQueryData(workQuery.queryKey, first.work)
  client.setQueryData(alarmsQuery.queryKey, { alarms: first.alarms })
  primeNames(client, first.names)
}

/** What the server put into the page; null on every other page, and on one that a browser kept. */
export function readFirstData(): FirstData | null {
  const text = document.getElementById(FIRST_DATA_ID)?.textContent
  return text ? (JSON.parse(text) as FirstData) : null
}
