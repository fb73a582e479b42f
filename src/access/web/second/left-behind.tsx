import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import type { ErasureReport } from '../../erasure.ts'
import { useSecondSay } from './say.ts'

export type Kept = ErasureReport['kept']
type Props = { readonly kept: Kept; readonly done: () => void }

/** What stays of somebody who was just erased: kinds of things, how long, under which clause, and where. */
export function LeftBehind({ kept, done }: Props) {
  const say = useSecondSay()
  const format = useFormat()
  const groups = grouped(kept)
  const facts = [...groups].map(([key, rows]) => {
    const [{ what, until, source } = NOTHING] = rows
    return {
      key,
      label: say(`kept-${what}`),
      value: (
        <>
          {until === null ? say('keptWithRecord') : say('keptUntil', { day: format.day(until) })}
          {` · ${source}`}
          <details className="small soft">
            <summary>{say('keptWhere', { count: rows.length })}</summary>
            <span dir="ltr">{rows.map(({ where }) => where).join(', ')}</span>
          </details>
        </>
      ),
    }
  })
  return (
    <div className="stack">
      <p>{say(kept.length === 0 ? 'keptNothing' : 'keptLead')}</p>
      <Facts facts={facts} />
      <div>
        <Button kind="primary" onClick={done}>
          {say('keptRead')}
        </Button>
      </div>
    </div>
  )
}
const NOTHING = { what: 'name', until: null, source: '' } as const

function grouped(kept: Kept): ReadonlyMap<string, Kept> {
  const groups = new Map<string, Kept>()
  for (const each of kept) {
    const key = `${each.what} ${each.until}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return groups
}
