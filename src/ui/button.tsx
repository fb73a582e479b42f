import type { ButtonHTMLAttributes } from 'react'
import { useUiSay } from './say.ts'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly small?: boolean
  /** Shown as working and deaf to clicks, but still in the tab order. */
  readonly busy?: boolean
}

export function Button({ kind = 'plain', small, busy, className, onClick, ...rest }: Props) {
  const say = useUiSay()
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(kind, small, className)}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {rest.children}
      {busy ? <span aria-live="polite">· {say('working')}</span> : null}
    </button>
  )
}

export function buttonClass(kind: Props['kind'] = 'plain', small = false, more = ''): string {
  return ['button', kind === 'plain' ? '' : `button-${kind}`, small ? 'button-small' : '', more]
    .filter(Boolean)
    .join(' ')
}
