import { buttonClass } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useAccessSay } from './say.ts'

/** All that is kept about somebody, to take along: for the person as text, for programs as JSON. */
export function KeptPanel() {
  const say = useAccessSay()
  return (
    <Panel title={say('kept')}>
      <div className="stack">
        <p>{say('keptText')}</p>
        <KeptLinks path="/api/access/account/kept" />
      </div>
    </Panel>
  )
}

export function KeptLinks({ path }: { readonly path: string }) {
  const say = useAccessSay()
  return (
    <div className="row">
      <a className={buttonClass()} href={`${path}?as=text`} download>
        {say('keptAsText')}
      </a>
      <a className={buttonClass()} href={path} download>
        {say('keptAsJson')}
      </a>
    </div>
  )
}
