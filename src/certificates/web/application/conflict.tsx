import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { applicationQuery } from '../queries.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { useApplicationSay } from './say.ts'

type Props = { readonly id: string; readonly open: boolean; readonly keeper: DraftKeeper }

/** Two people, or two windows, saved the same draft: a person chooses, nothing is merged in secret. */
export function Conflict({ id, open, keeper }: Props) {
  const say = useApplicationSay()
  const client = useQueryClient()
  const settle = async (mine: boolean) => {
    const theirs = await client.fetchQuery({ ...applicationQuery(id), staleTime: 0 })
    keeper.settle(theirs, mine)
  }
  return (
    <Dialog title={say('conflictTitle')} open={open} onClose={() => undefined} mustAnswer>
      <p>{say('conflictText')}</p>
      <div className="row">
        <Button kind="primary" onClick={() => void settle(true)}>
          {say('conflictMine')}
        </Button>
        <Button onClick={() => void settle(false)}>{say('conflictTheirs')}</Button>
      </div>
    </Dialog>
  )
}
