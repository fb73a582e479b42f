import { Button } from './button.tsx'
import { isNoAnswer, Problem } from './http.ts'
import { type Say, useUiSay } from './say.ts'
import type { en } from './words.en.ts'

type Props = {
  readonly error: unknown
  readonly retry?: () => void
  readonly loading?: boolean
  /** Without a heading of its own, under one that says it already. */
  readonly bare?: boolean
}

/** What the server refused, in its own words, and the way out. Nothing when there is no error. */
export function ProblemNote({ error, retry, loading, bare }: Props) {
  const say = useUiSay()
  if (!error) return null
  const refusals = error instanceof Problem ? error.refusals : []
  const text = problemText(error, say)
  return (
    <div className="note note-plain stack stack-tight" role="alert">
      {bare ? null : <h2>{say(loading ? 'loadErrorTitle' : 'errorTitle')}</h2>}
      {refusals.length > 0 ? (
        <ul>
          {refusals.map((refusal) => (
            <li key={`${refusal.field} ${refusal.code}`}>{refusal.text}</li>
          ))}
        </ul>
      ) : (
        <p>{text}</p>
      )}
      {retry ? (
        <div>
          <Button onClick={retry}>{say('again')}</Button>
        </div>
      ) : null}
    </div>
  )
}

function problemText(error: unknown, say: Say<keyof typeof en>): string {
  if (isNoAnswer(error)) return say('noAnswer')
  if (!(error instanceof Problem)) return say('crashText')
  if (error.code === 'UI_UNKNOWN_ANSWER') return say('unknownAnswer', { status: error.status })
  return error.message
}
