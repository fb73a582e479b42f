import type { ReactNode } from 'react'

export type Moment = {
  readonly key: string
  readonly what: string
  readonly who: string
  readonly when: string
  readonly more?: ReactNode
}

/** Who did what when, oldest first: the last dot is filled because it is where things stand. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol className="timeline">
      {moments.map((moment) => (
        <li key={moment.key}>
          <p className="strong">{moment.what}</p>
          <p className="soft small">
            <bdi>{moment.who}</bdi> · {moment.when}
          </p>
          {moment.more}
        </li>
      ))}
    </ol>
  )
}
