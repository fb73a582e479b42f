import { Panel } from '../../../ui/panel.tsx'
import { useStandingSay } from './say.ts'
import { StandingLine } from './standing-line.tsx'
import type { Standing } from './standing-query.ts'

/** Who stands in for whom today and later. Nothing where everybody is here. */
export function DeputiesPanel({ standing }: { readonly standing: readonly Standing[] }) {
  const say = useStandingSay()
  const deputies = standing.filter(({ kind }) => kind === 'deputy')
  if (deputies.length === 0) return null
  return (
    <Panel title={say('deputies')}>
      <ul className="list-lines">
        {deputies.map((each) => (
          <StandingLine key={each.id} of={each} />
        ))}
      </ul>
    </Panel>
  )
}
