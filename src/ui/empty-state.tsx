import type { ReactNode } from 'react'

type Props = { readonly title: string; readonly text: string; readonly children?: ReactNode }

/** Says what will appear here, and offers the first step where there is one. */
export function EmptyState({ title, text, children }: Props) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
