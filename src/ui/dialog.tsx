import { type ReactNode, useEffect, useId, useRef } from 'react'

type Props = {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  /** Escape does not close it: one of its buttons must be chosen. */
  readonly mustAnswer?: boolean
  readonly children: ReactNode
}

/** The native dialog: it keeps the focus inside, closes with Escape and gives the focus back. */
export function Dialog({ title, open, onClose, mustAnswer, children }: Props) {
  const id = useId()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (dialog === null) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      className="dialog"
      ref={box}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={(event) => {
        if (mustAnswer) event.preventDefault()
      }}
      onKeyDown={(event) => {
        if (mustAnswer && event.key === 'Escape') event.preventDefault()
      }}
    >
      {open ? (
        <div className="stack">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}
