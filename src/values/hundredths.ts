import { accept, type Outcome, refuse } from './outcome.ts'

const DECIMAL = /^(\d{1,15})(?:\.(\d*))?$/

type Faults<Prefix extends string> =
  | Prefix
  | `${Prefix}_DECIMALS`
  | `${Prefix}_NOT_POSITIVE`
  | `${Prefix}_TOO_LARGE`

/** Reads a positive decimal of at most two places as an integer of hundredths; never through a float. */
export function parseHundredths<T extends number, Prefix extends string>(
  text: unknown,
  prefix: Prefix,
  max: T,
): Outcome<T, Faults<Prefix>> {
  if (typeof text !== 'string') return refuse(prefix)
  if (/^-\d/.test(text)) return refuse(`${prefix}_NOT_POSITIVE`)
  if (/^\d{16,}/.test(text)) return refuse(`${prefix}_TOO_LARGE`)
  const match = DECIMAL.exec(text)
  const [, whole, fraction = ''] = match ?? []
  if (whole === undefined || (text.includes('.') && fraction === '')) return refuse(prefix)
  if (fraction.length > 2) return refuse(`${prefix}_DECIMALS`)
  const hundredths = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
  if (hundredths === 0n) return refuse(`${prefix}_NOT_POSITIVE`)
  if (hundredths > BigInt(max)) return refuse(`${prefix}_TOO_LARGE`)
  return accept(Number(hundredths) as T)
}

/** `1230` is `12.30`. For sums too, which may be zero or more than one line's limit. */
export function showHundredths(hundredths: number): string {
  const whole = Math.floor(hundredths / 100)
  return `${whole}.${String(hundredths % 100).padStart(2, '0')}`
}

/** With a no-break space between thousands, for people: `1 234 567.89`. */
export function showHundredthsGrouped(hundredths: number): string {
  const [whole = '', fraction] = showHundredths(hundredths).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')}.${fraction}`
}
