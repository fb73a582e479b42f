import { useFormat } from './format.ts'

/** A decimal string, grouped, two decimals; a column of them aligns at the decimal point. */
export function Amount({ value }: { readonly value: string | null | undefined }) {
  const format = useFormat()
  return <span dir="ltr">{value === null || value === undefined ? '–' : format.amount(value)}</span>
}
