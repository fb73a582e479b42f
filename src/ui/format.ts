import { useMemo } from 'react'
import { LOCALES, useLanguage } from './language.tsx'

export type Format = {
  /** `2026-11-21` as `21 Nov 2026`; an instant as the day that it has on the reader's clock. */
  readonly day: (text: string) => string
  /** An instant as `21 Nov 2026, 14:02` on the reader's clock. */
  readonly moment: (instant: string | number) => string
  /** An instant as `21 Nov 2026, 14:02 UTC`, the same for everybody who reads it. */
  readonly utc: (instant: string | number) => string
  /** An instant as `14:02`. */
  readonly time: (instant: string | number) => string
  /** A decimal string with exactly two decimals and grouped thousands, never through a float. */
  readonly amount: (decimal: string) => string
  readonly count: (number: number) => string
  /** Seconds as the largest fitting unit: `3 hours ago`. */
  readonly ago: (seconds: number) => string
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How this reader's language writes days, moments and amounts. */
export function useFormat(): Format {
  const { language } = useLanguage()
  return useMemo(() => formatFor(LOCALES[language]), [language])
}

export function formatFor(locale: string): Format {
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const day = new Intl.DateTimeFormat(locale, { ...date, timeZone: 'UTC' })
  const localDay = new Intl.DateTimeFormat(locale, date)
  const moment = new Intl.DateTimeFormat(locale, { ...date, ...clock })
  const utc = new Intl.DateTimeFormat(locale, { ...date, ...clock, timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat(locale, clock)
  const amount = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  const count = new Intl.NumberFormat(locale)
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    day: (text) => orAsIs(text, () => (text.includes('T') ? localDay : day).format(new Date(text))),
    moment: (instant) => orAsIs(String(instant), () => moment.format(new Date(instant))),
    utc: (instant) => orAsIs(String(instant), () => `${utc.format(new Date(instant))} UTC`),
    time: (instant) => orAsIs(String(instant), () => time.format(new Date(instant))),
    amount: (decimal) =>
      /^\d+(\.\d+)?$/.test(decimal) ? amount.format(decimal as `${number}`) : decimal,
    count: (number) => count.format(number),
    ago: (seconds) => {
      const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? (['minute', 60] as const)
      return ago.format(-Math.floor(seconds / size), unit)
    },
  }
}

/** A date that the server wrote wrongly is shown as it came, because a blank hides a fault. */
function orAsIs(text: string, format: () => string): string {
  const asNumber = /^\d+$/.test(text) ? Number(text) : text
  return Number.isNaN(new Date(asNumber).getTime()) ? text : format()
}
