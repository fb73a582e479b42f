import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Props = {
  readonly href: string
  readonly className?: string
  /** Current only on exactly this address, not on those below it. */
  readonly exact?: boolean
  /** Marks the link that names a row, for walking a table with the keyboard. */
  readonly row?: boolean
  readonly children: ReactNode
}

/** A link inside the app: no reload, and the page behind it starts to load when the pointer rests. */
export function Go({ href, className, exact = false, row, children }: Props) {
  return (
    <Link
      to={href}
      preload="intent"
      activeOptions={{ exact }}
      {...(className !== undefined && { className })}
      {...(row && { 'data-row': '' })}
    >
      {children}
    </Link>
  )
}
