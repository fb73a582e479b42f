import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Proposal } from './proposals-query.ts'
import { useSecondSay } from './say.ts'

const SAID = { approve: 'approved', reject: 'rejected', 'take-back': 'takenBack' } as const

/** One answer to a proposal. What it changes may stand on any page, so everything is asked for anew. */
export function useDecision({ id }: Proposal, how: keyof typeof SAID, done?: () => void) {
  const say = useSecondSay()
  const client = useQueryClient()
  const toast = useToast()
  const click = useClick(() => {
    toast(say(SAID[how]))
    done?.()
    void client.invalidateQueries()
  })
  return {
    error: click.error,
    isPending: click.isPending,
    send: (body: object) => click.mutate({ path: `/api/access/proposals/${id}/${how}`, body }),
  }
}
