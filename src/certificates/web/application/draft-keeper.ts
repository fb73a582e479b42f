import { isNoAnswer, Problem } from '../../../ui/http.ts'
import type { SaveState } from '../../../ui/saved.tsx'
import type { Application, Draft } from '../answers.ts'
import type { KeptDraft } from './kept-draft.ts'

/** What the keeper of a draft needs of the world around it. */
type Surroundings = {
  readonly save: (version: number, content: Draft) => Promise<Application>
  readonly keep: (draft: KeptDraft) => void
  readonly forget: () => void
  readonly later: (act: () => void, milliseconds: number) => () => void
  readonly onSaved: (application: Application) => void
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
export class DraftKeeper {
  private readonly around: Surroundings
  private readonly listeners = new Set<() => void>()
  private current: DraftState
  private version: number
  private changes = 0
  private saving = false
  private cancel: () => void = () => undefined

  constructor(start: Application, kept: KeptDraft | null, around: Surroundings) {
    this.around = around
    this.version = start.version
    const goesOn = kept !== null && kept.version === start.version
    this.changes = goesOn ? kept.changes : 0
    this.current = {
      content: kept?.content ?? start.content,
      save: kept === null ? { is: 'saved', at: start.savedAt } : { is: 'changed' },
      conflict: kept !== null && !goesOn,
      error: null,
    }
    if (goesOn) this.saveAfter(0)
  }

  readonly state = (): DraftState => this.current

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly edit = (content: Draft): void => {
    this.changes += 1
    this.around.keep({ version: this.version, content, changes: this.changes })
    const queued = this.current.save.is === 'queued'
    const save: SaveState = queued ? { is: 'queued', changes: this.changes } : { is: 'changed' }
    this.set({ content, save, error: null })
    if (!queued) this.saveAfter(PAUSE_MS)
  }

  readonly flush = async (): Promise<void> => {
    this.cancel()
    if (this.saving || this.current.conflict || this.current.save.is === 'saved') return
    this.saving = true
    const sent = this.current.content
    if (this.current.save.is !== 'queued') this.set({ save: { is: 'saving' } })
    try {
      const application = await this.around.save(this.version, sent)
      this.saving = false
      this.arrived(application, sent)
    } catch (error) {
      this.saving = false
      this.failed(error)
    }
  }

  /** Ends a conflict with what the server holds now, as the base (`mine`) or as the content. */
  readonly settle = (theirs: Application, mine: boolean): void => {
    this.version = theirs.version
    if (mine) {
      this.set({ conflict: false, save: { is: 'changed' } })
      void this.flush()
      return
    }
    this.changes = 0
    this.around.forget()
    const save: SaveState = { is: 'saved', at: theirs.savedAt }
    this.set({ conflict: false, content: theirs.content, save })
  }

  private arrived(application: Application, sent: Draft): void {
    this.version = application.version
    if (this.current.content === sent) {
      this.changes = 0
      this.around.forget()
      this.set({ save: { is: 'saved', at: application.savedAt }, error: null })
    } else {
      const { content } = this.current
      this.around.keep({ version: this.version, content, changes: this.changes })
      this.set({ save: { is: 'changed' }, error: null })
      this.saveAfter(PAUSE_MS)
    }
    this.around.onSaved(application)
  }

  private failed(error: unknown): void {
    if (isNoAnswer(error)) {
      this.set({ save: { is: 'queued', changes: Math.max(this.changes, 1) } })
      this.saveAfter(AGAIN_MS)
    } else if (error instanceof Problem && error.code === 'CERTIFICATES_DRAFT_CHANGED') {
      this.set({ save: { is: 'changed' }, conflict: true })
    } else {
      this.set({ save: { is: 'changed' }, error })
    }
  }

  private saveAfter(milliseconds: number): void {
    this.cancel()
    this.cancel = this.around.later(() => void this.flush(), milliseconds)
  }

  private set(next: Partial<DraftState>): void {
    this.current = { ...this.current, ...next }
    for (const listener of this.listeners) listener()
  }
}
