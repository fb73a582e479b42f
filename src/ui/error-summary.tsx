import { useEffect, useRef } from 'react'
import { fieldId } from './field.tsx'
import { useUiSay } from './say.ts'

export type Fault = { readonly field?: string | undefined; readonly text: string }

type Props = {
  readonly faults: readonly Fault[]
  /** Changes when the person asked again, so that the summary takes the focus each time. */
  readonly asked: number
}

/** All that is wrong, at the top, each a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ faults, asked }: Props) {
  const say = useUiSay()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (asked > 0) box.current?.focus()
  }, [asked])
  if (faults.length === 0) return null
  return (
    <section className="summary" aria-labelledby="summary-title" tabIndex={-1} ref={box}>
      <h2 id="summary-title">{say('summaryTitle', { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.field} ${fault.text}`}>
            {fault.field === undefined ? (
              fault.text
            ) : (
              <a href={`#${fieldId(fault.field)}`} onClick={(event) => goTo(event, fault.field)}>
                {fault.text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Focuses the field itself, or the nearest part of its path that is on the page. */
function goTo(event: { preventDefault: () => void }, path = ''): void {
  event.preventDefault()
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length -= 1) {
    const found = document.getElementById(fieldId(parts.slice(0, length).join('.')))
    if (found === null) continue
    found.scrollIntoView({ block: 'center' })
    found.focus()
    return
  }
}
