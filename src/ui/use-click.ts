import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { type Call, call, isNoAnswer, newClick } from './http.ts'

type Request = { readonly path: string; readonly body?: unknown; readonly method?: Call['method'] }

/**
 * One act of a person. A click keeps its key while the line is bad, so that pressing the button again
 * after no answer asks for the same act and never does it twice.
 */
export function useClick<T>(done?: (answer: T) => void) {
  const kept = useRef<{ key: string; of: string } | null>(null)
  return useMutation<T, Error, Request>({
    networkMode: 'always',
    mutationFn: async ({ path, body, method = 'POST' }) => {
      const of = `${method} ${path} ${body instanceof FormData ? '' : JSON.stringify(body)}`
      const key = kept.current?.of === of ? kept.current.key : newClick()
      kept.current = { key, of }
      try {
        const answer = await call<T>(path, {
          method,
          click: key,
          ...(body !== undefined && { body }),
        })
        kept.current = null
        return answer
      } catch (error) {
        if (!isNoAnswer(error)) kept.current = null
        throw error
      }
    },
    ...(done !== undefined && { onSuccess: (answer: T) => done(answer) }),
  })
}
