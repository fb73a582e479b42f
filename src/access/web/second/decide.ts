import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Kept } from './left-behind.tsx'
import type { Proposal } from './proposals-query.ts'
import { useSecondSay } from './say.ts'

const SAID = { approve: 'approved', reject: 'rejected', 'take-back': 'takenBack' } as const

/** What some acts add to the answer: an invitation its link, an erasure what it leaves behind. */
export type Answer = { readonly link?: string; readonly kept?: Kept }

/** One answer to a proposal. What it changes may stand on any page, so everything is asked for anew. */
export function useDecision(
  { id }: Proposal,
  how: keyof typeof SAID,
  done?: (answer: Answer) => void,
) {
  const say = useSecondSay()
  const client = useQueryClient()
  const toast = useToast()
  const click = useClick<Answer>((answer) => {
    toast(say(SAID[how]))
    done?.(answer)
    void client.invalidateQueries()
  })
  return {
    error: click.error,
    isPending: click.isPending,
    send: (body: object) => click.mutate({ path: `/api/access/proposals/${id}/${how}`, body }),
  }
}
