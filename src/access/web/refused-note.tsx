import { useAccessSay } from './say.ts'
import { isRefusedWord } from './words.en.ts'

/** What the way back from the provider ended with: it comes as a page, so the address says it. */
export function RefusedNote() {
  const say = useAccessSay()
  const code = new URLSearchParams(location.search).get('refused') ?? ''
  if (!isRefusedWord(code)) return null
  return (
    <p className="note note-plain" role="alert">
      {say(code)}
    </p>
  )
}
