import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { CERTIFICATES } from '../queries.ts'
import { useWordFor } from '../say.ts'
import { useArrivalSay } from './say.ts'

/** Says that somebody has looked into an alarm; it stays to be read. */
export function Acknowledge({ id }: { readonly id: string }) {
  const say = useArrivalSay()
  const wordFor = useWordFor()
  const client = useQueryClient()
  const toast = useToast()
  const click = useClick(() => {
    toast(say('acknowledged'))
    void client.invalidateQueries({ queryKey: CERTIFICATES })
  })
  const path = `/api/certificates/alarms/${encodeURIComponent(id)}/acknowledge`
  return (
    <div className="stack stack-tight">
      <ProblemNote error={click.error} />
      <div>
        <Button busy={click.isPending} onClick={() => click.mutate({ path, body: {} })}>
          {wordFor('act', 'acknowledge')}
        </Button>
      </div>
    </div>
  )
}
