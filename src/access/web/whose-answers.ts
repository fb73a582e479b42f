import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** That a session ran out: whoever signs in next may be somebody else. */
const RAN_OUT = ['access', 'ran-out']

/** Everything but who is signed in: the frame watches that, and taken away it would tell nobody. */
export function forgetAnswers(client: QueryClient, me: QueryKey): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey.join() !== me.join() })
}

/** The server said that the session is over. What is on the screen stays until somebody signs in. */
export function nobodyIsIn(client: QueryClient, me: QueryKey): void {
  client.setQueryData(me, null)
  client.setQueryData(RAN_OUT, true)
}

/** Somebody signed in; what was loaded for the one before is not theirs to see. */
export function beginAs(client: QueryClient, me: QueryKey, officer: object): void {
  if (client.getQueryData(RAN_OUT) === true) forgetAnswers(client, me)
  client.setQueryData(me, officer)
}
