import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { call, newClick } from '../../../ui/http.ts'
import type { Application, Draft } from '../answers.ts'
import { applicationPath, applicationQuery } from '../queries.ts'
import { DraftKeeper, type DraftState } from './draft-keeper.ts'
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts'
import { textAt, withValueAt } from './paths.ts'

/** The keeper of this application's draft while its form is open, and what it holds now. */
export function useDraft(application: Application): DraftState & { readonly keeper: DraftKeeper } {
  const client = useQueryClient()
  const { id } = application
  // biome-ignore lint/correctness/useExhaustiveDependencies: later answers of the server reach the keeper by itself.
  const keeper = useMemo(
    () =>
      new DraftKeeper(application, keptDraft(id), {
        save: (version, content) =>
          call<Application>(applicationPath(id), {
            method: 'PUT',
            body: { version, content },
            click: newClick(),
          }),
        keep: (draft) => keepDraft(id, draft),
        forget: () => forgetDraft(id),
        later: (act, milliseconds) => {
          const timer = setTimeout(act, milliseconds)
          return () => clearTimeout(timer)
        },
        onSaved: (saved) => client.setQueryData(applicationQuery(id).queryKey, saved),
      }),
    [id, client],
  )
  useEffect(() => {
    const flush = () => void keeper.flush()
    addEventListener('online', flush)
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('online', flush)
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [keeper])
  const state = useSyncExternalStore(keeper.listen, keeper.state)
  return { ...state, keeper }
}

export type Form = {
  readonly content: Draft
  readonly set: (path: string, value: unknown) => void
  readonly errorOf: (path: string) => string | undefined
}

export const FormContext = createContext<Form | null>(null)

export function useForm(): Form {
  const form = useContext(FormContext)
  if (form === null) throw new Error('a field of an application is shown outside its form')
  return form
}

/** The wiring of one text field by its path. */
export function useTextField() {
  const { content, set, errorOf } = useForm()
  return (path: string) => ({
    path,
    value: textAt(content, path),
    error: errorOf(path),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set(path, event.currentTarget.value),
  })
}

export function formOf(
  keeper: DraftKeeper,
  content: Draft,
  errorOf: (path: string) => string | undefined,
): Form {
  return {
    content,
    errorOf,
    set: (path, value) => keeper.edit(withValueAt(keeper.state().content, path, value)),
  }
}
