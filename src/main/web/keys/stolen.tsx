import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../../ui/format.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { Key } from './keys-query.ts'
import { useKeysSay } from './say.ts'

const PATH = '/api/participants/keys/compromised'

type Answer = {
  readonly goodBelow: number
  readonly witnessedAt: string | null
  readonly stays: number
  readonly falls: number
}

/**
 * What a stolen certificate key would leave good, before anybody proposes it.
 *
 * @param since an instant, ISO 8601
 */
export function Stolen({ of, since }: { readonly of: Key; readonly since: string }) {
  const say = useKeysSay()
  const format = useFormat()
  const query = new URLSearchParams({ usage: of.usage, key: of.fingerprint, since })
  const { data, error } = useQuery({
    queryKey: ['participants', 'keys', 'compromised', String(query)],
    queryFn: ({ signal }) => call<Answer>(`${PATH}?${query}`, { signal }),
    retry: false,
  })
  if (error !== null) return <ProblemNote error={error} />
  if (data === undefined) return null
  const { witnessedAt, stays, falls } = data
  return (
    <p className="strong" role="status">
      {witnessedAt === null
        ? say('nothingStays', { falls })
        : say('stays', { at: format.utc(witnessedAt), stays, falls })}
    </p>
  )
}
