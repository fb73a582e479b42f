import { type ReactNode, useId } from 'react'

type Props = {
  readonly title: string
  readonly children: ReactNode
  /** Buttons or a count at the end of the head. */
  readonly end?: ReactNode
  /** Without inner space, for tables. */
  readonly flush?: boolean
  readonly important?: boolean
}

export function Panel({ title, children, end, flush, important }: Props) {
  const id = useId()
  return (
    <section className={important ? 'panel panel-important' : 'panel'} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {end}
      </div>
      <div className={flush ? 'panel-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}
