import { useFormat } from './format.ts'
import { useUiSay } from './say.ts'

export type SaveState =
  | { readonly is: 'saved'; readonly at: string }
  | { readonly is: 'saving' }
  | { readonly is: 'changed' }
  | { readonly is: 'queued'; readonly changes: number }

/** Whether what was typed is safe, in words: `Saved 14:02`. */
export function Saved({ state }: { readonly state: SaveState }) {
  const say = useUiSay()
  const format = useFormat()
  return (
    <p className={state.is === 'queued' ? 'strong small' : 'soft small'} role="status">
      {state.is === 'saved' ? say('saved', { time: format.time(state.at) }) : null}
      {state.is === 'saving' ? say('saving') : null}
      {state.is === 'changed' ? say('unsaved') : null}
      {state.is === 'queued' ? say('queued', { count: state.changes }) : null}
    </p>
  )
}
