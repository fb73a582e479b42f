import type { Draft } from '../answers.ts'

/** What was typed and not yet saved on the server, and the version that it was typed over. */
export type KeptDraft = {
  readonly version: number
  readonly content: Draft
  readonly changes: number
}

const PREFIX = 'openkp.draft.'

export function keepDraft(id: string, draft: KeptDraft): void {
  localStorage.setItem(PREFIX + id, JSON.stringify(draft))
}

/** Null when nothing was kept, and for what no version of this program wrote. */
export function keptDraft(id: string): KeptDraft | null {
  const text = localStorage.getItem(PREFIX + id)
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as KeptDraft
    return typeof kept.version === 'number' && typeof kept.content === 'object' ? kept : null
  } catch {
    localStorage.removeItem(PREFIX + id)
    return null
  }
}

export function forgetDraft(id: string): void {
  localStorage.removeItem(PREFIX + id)
}

/** At sign-out: the next person at this machine must not find what the last one typed. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  }
}
