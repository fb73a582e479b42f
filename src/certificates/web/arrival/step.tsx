import type { ReactNode } from 'react'
import { Icon } from '../../../ui/icons.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { useArrivalSay } from './say.ts'

type Props = {
  readonly title: string
  readonly done: boolean
  /** The step that is to be done now. */
  readonly current?: boolean
  readonly children: ReactNode
}

export function Step({ title, done, current, children }: Props) {
  const say = useArrivalSay()
  return (
    <Panel
      title={title}
      important={current ?? false}
      end={
        done ? (
          <span className="mark small">
            <Icon shape="tick" className="mark-done" />
            {say('stepDone')}
          </span>
        ) : null
      }
    >
      {children}
    </Panel>
  )
}
