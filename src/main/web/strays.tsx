import { Button, buttonClass } from '../../ui/button.tsx'
import { Go } from '../../ui/go.tsx'
import { Page } from '../../ui/page.tsx'
import { useUiSay } from '../../ui/say.ts'

export function NotFound() {
  const say = useUiSay()
  return (
    <Page title={say('notFoundTitle')} lead={say('notFoundText')}>
      <Go href="/" className={buttonClass()}>
        {say('home')}
      </Go>
    </Page>
  )
}

/** A bug of ours: says so, and that what was saved is safe. */
export function Crash() {
  const say = useUiSay()
  return (
    <Page title={say('crashTitle')} lead={say('crashText')}>
      <Button onClick={() => location.reload()}>{say('reload')}</Button>
    </Page>
  )
}
