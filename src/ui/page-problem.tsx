import { buttonClass } from './button.tsx'
import { Go } from './go.tsx'
import { Problem } from './http.ts'
import { Page } from './page.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useUiSay } from './say.ts'

type Props = { readonly error: unknown; readonly retry?: () => void }

/** A whole page that could not be loaded: why, and the way on. What is not there is not asked for again. */
export function PageProblem({ error, retry }: Props) {
  const say = useUiSay()
  const isGone = error instanceof Problem && error.status === 404
  return (
    <Page title={say(isGone ? 'nothingHere' : 'loadErrorTitle')}>
      <div className="stack">
        <ProblemNote error={error} {...(retry !== undefined && !isGone && { retry })} bare />
        <div>
          <Go href="/" className={buttonClass()}>
            {say('home')}
          </Go>
        </div>
      </div>
    </Page>
  )
}
