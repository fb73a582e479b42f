export type Moment = {
  readonly key: string
  readonly what: string
  /** A reason or a finding behind the act, in plain type. */
  readonly rest?: string
  readonly who: string
  readonly when: string
}

/** Who did what when, oldest first: the last dot is filled because it is where things stand. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol className="timeline">
      {moments.map((moment) => (
        <li key={moment.key}>
          <p className="keep-lines" dir="auto">
            <span className="strong">{moment.what}</span> {moment.rest}
          </p>
          <p className="soft small">
            <bdi>{moment.who}</bdi> · {moment.when}
          </p>
        </li>
      ))}
    </ol>
  )
}
