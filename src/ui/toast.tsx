import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'

const ToastContext = createContext<(text: string) => void>(() => undefined)

/** Says that something is done, without taking the focus. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext)
}

const SHOWN_FOR_MS = 5000

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ text: string; at: number }>()
  const show = useCallback((text: string) => setToast({ text, at: performance.now() }), [])
  useEffect(() => {
    if (toast === undefined) return
    const timer = setTimeout(() => setToast(undefined), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [toast])
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {toast === undefined ? null : <p className="toast">{toast.text}</p>}
      </div>
    </ToastContext>
  )
}
