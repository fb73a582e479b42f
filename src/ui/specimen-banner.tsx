import type { ReactNode } from 'react'
import { useUiSay } from './say.ts'

/** On every page of a demonstration: impossible to miss, impossible to take for an alarm. */
export function SpecimenBanner({ children }: { readonly children?: ReactNode }) {
  const say = useUiSay()
  return (
    <aside className="specimen" aria-label={say('specimen')}>
      <div className="specimen-inner">
        <span className="specimen-word">{say('specimen')}</span>
        <span>{say('specimenText')}</span>
        {children}
      </div>
    </aside>
  )
}
