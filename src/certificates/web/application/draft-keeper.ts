import { isNoAnswer, Problem } from '../../../ui/http.ts'
import type { SaveState } from '../../../ui/saved.tsx'
import type { Application, Draft } from '../answers.ts'
import type { KeptDraft } from './kept-draft.ts'

/** What the keeper of a draft needs of the world around it. */
export type Surroundings = {
  readonly save: (version: number, content: Draft) => Promise<Application>
  readonly keep: (draft: KeptDraft) => void
  readonly forget: () => void
  readonly later: (act: () => void, milliseconds: number) => () => void
}

export type DraftState = {
  readonly content: Draft
  readonly save: SaveState
  /** Somebody else saved; a person must choose. */
  readonly conflict: boolean
  /** What the server refused to save even as a draft. */
  readonly error: unknown
}

/** Long enough for a pause between words, short enough that little is lost with the battery. */
const PAUSE_MS = 800
const AGAIN_MS = 8_000

/**
 * Keeps one draft: what is typed goes to the server after each pause, one saving at a time; without a
 * line it stays on the device and is sent again until it arrives.
 */
export function createDraftKeeper(
  start: Application,
  kept: KeptDraft | null,
  around: Surroundings,
  onSaved: (application: Application) => void,
) {
  const isNewer = kept !== null && kept.version === start.version
  let version = start.version
  let changes = isNewer ? kept.changes : 0
  let saving = false
  let cancel: () => void = () => undefined
  let state: DraftState = {
    content: kept?.content ?? start.content,
    save: kept === null ? { is: 'saved', at: start.savedAt } : { is: 'changed' },
    conflict: kept !== null && !isNewer,
    error: null,
  }
  const listeners = new Set<() => void>()

  const set = (next: Partial<DraftState>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const saveAfter = (milliseconds: number) => {
    cancel()
    cancel = around.later(() => void flush(), milliseconds)
  }

  async function flush(): Promise<void> {
    cancel()
    if (saving || state.conflict || state.save.is === 'saved') return
    saving = true
    const sent = state.content
    if (state.save.is !== 'queued') set({ save: { is: 'saving' } })
    try {
      const application = await around.save(version, sent)
      saving = false
      arrived(application, sent)
    } catch (error) {
      saving = false
      failed(error)
    }
  }

  function arrived(application: Application, sent: Draft): void {
    version = application.version
    if (state.content === sent) {
      changes = 0
      around.forget()
      set({ save: { is: 'saved', at: application.savedAt }, error: null })
    } else {
      around.keep({ version, content: state.content, changes })
      set({ save: { is: 'changed' }, error: null })
      saveAfter(PAUSE_MS)
    }
    onSaved(application)
  }

  function failed(error: unknown): void {
    if (isNoAnswer(error)) {
      set({ save: { is: 'queued', changes: Math.max(changes, 1) } })
      saveAfter(AGAIN_MS)
    } else if (error instanceof Problem && error.code === 'CERTIFICATES_DRAFT_CHANGED') {
      set({ save: { is: 'changed' }, conflict: true })
    } else {
      set({ save: { is: 'changed' }, error })
    }
  }

  if (isNewer) saveAfter(0)
  return {
    state: () => state,
    listen: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: (content: Draft) => {
      changes += 1
      around.keep({ version, content, changes })
      const queued = state.save.is === 'queued'
      set({ content, save: queued ? { is: 'queued', changes } : { is: 'changed' }, error: null })
      if (!queued) saveAfter(PAUSE_MS)
    },
    flush,
    /** Ends a conflict with what the server holds now, as the base (`mine`) or as the content. */
    settle: (theirs: Application, mine: boolean) => {
      version = theirs.version
      if (mine) {
        set({ conflict: false, save: { is: 'changed' } })
        void flush()
      } else {
        changes = 0
        around.forget()
        const save = { is: 'saved', at: theirs.savedAt } as const
        set({ conflict: false, content: theirs.content, save })
      }
    },
    stop: () => cancel(),
  }
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>
