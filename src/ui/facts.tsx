import { Fragment, type ReactNode } from 'react'

export type Fact = {
  readonly label: string
  readonly value: ReactNode
  /** When two facts share a label. */
  readonly key?: string
}

/** Label and value, in the order in which the sheet has them. Empty values are left out. */
export function Facts({ facts, large }: { facts: readonly Fact[]; large?: boolean }) {
  const shown = facts.filter(({ value }) => value !== '' && value !== null && value !== undefined)
  return (
    <dl className={large ? 'facts facts-large' : 'facts'}>
      {shown.map(({ label, value, key }) => (
        <Fragment key={key ?? label}>
          <dt>{label}</dt>
          <dd dir="auto">{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
