import { useQueryClient } from '@tanstack/react-query'
import { useClick } from '../../../ui/use-click.ts'
import type { Arrival } from '../arrival-answers.ts'
import { arrivalPath, CERTIFICATES } from '../queries.ts'

/** One act on an arrival; afterwards everything about certificates is asked for anew. */
export function useArrivalAct({ issuer, number }: Arrival, done?: () => void) {
  const client = useQueryClient()
  const click = useClick<unknown>(() => {
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    done?.()
  })
  return {
    ...click,
    act: (name: string, body: unknown) =>
      click.mutate({ path: `${arrivalPath(issuer, number)}/${name}`, body }),
  }
}
