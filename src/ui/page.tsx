import { type ReactNode, useEffect, useRef } from 'react'

type Props = {
  readonly title: string
  readonly lead?: ReactNode
  /** Acts and states at the end of the head. */
  readonly end?: ReactNode
  readonly children: ReactNode
}

/**
 * One page: its title names the document and takes the focus, so that somebody who listens hears
 * where they are after each link.
 */
export function Page({ title, lead, end, children }: Props) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · OpenKP`
  }, [title])
  useEffect(() => {
    head.current?.focus({ preventScroll: true })
  }, [])
  return (
    <>
      <div className="page-head">
        <div className="stack stack-tight">
          <h1 tabIndex={-1} ref={head}>
            {title}
          </h1>
          {lead ? <div className="page-lead">{lead}</div> : null}
        </div>
        {end ? <div className="row">{end}</div> : null}
      </div>
      {children}
    </>
  )
}
