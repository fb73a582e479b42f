import { type RefObject, useEffect } from 'react'

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

/**
 * Walks the row links (`a[data-row]`) inside `frame`: j and k from anywhere on the page, the arrows
 * when a row has the focus. Enter is the link's own.
 */
export function useRowKeys(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || frame.current === null) return
      const rows = [...frame.current.querySelectorAll<HTMLElement>('a[data-row]')]
      const at = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement))
      if (event.key.startsWith('Arrow') && at < 0) return
      const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]
      event.preventDefault()
      next?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [frame])
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.closest('input, select, textarea, dialog[open], [contenteditable]') !== null
}
