import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../../ui/format.ts'
import { call } from '../../../ui/http.ts'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { type KeysWord, useKeysSay } from './say.ts'

type Listed = {
  readonly id: string
  readonly name: string | null
  readonly roles: readonly ('issue' | 'validate' | 'key')[]
  readonly passkeys: number
  readonly since: string | null
}
type Answer = {
  readonly isOlder: boolean
  readonly list: {
    readonly version: number
    readonly digest: string
    readonly mode: 'offered' | 'required'
    readonly officers: readonly Listed[]
  } | null
}

const ROLE_WORDS = {
  issue: 'roleIssue',
  validate: 'roleValidate',
  key: 'roleKey',
} as const satisfies Record<Listed['roles'][number], KeysWord>

/** Whose passkeys the signer asks for. It is changed at the signer, and looked at here. */
export function OfficersPanel() {
  const say = useKeysSay()
  const { data, error } = useQuery({
    queryKey: ['participants', 'keys', 'officers'],
    queryFn: ({ signal }) => call<Answer>('/api/participants/keys/officers', { signal }),
  })
  if (error !== null) return <ProblemNote error={error} />
  if (data === undefined) return null
  return (
    <Panel title={say('officers')}>
      <div className="stack stack-tight">
        {data.isOlder ? (
          <div className="note" role="alert">
            <p>{say('officersOlder')}</p>
          </div>
        ) : null}
        {data.list === null ? <p>{say('officersNone')}</p> : <List {...data.list} />}
      </div>
    </Panel>
  )
}

function List({ version, digest, mode, officers }: NonNullable<Answer['list']>) {
  const say = useKeysSay()
  const format = useFormat()
  return (
    <>
      <p>{say(mode === 'required' ? 'officersRequired' : 'officersOffered', { version })}</p>
      <p className="small soft" dir="ltr">
        {digest}
      </p>
      <table className="table table-cards">
        <caption className="hidden-visually">{say('officers')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('officer')}</th>
            <th scope="col">{say('may')}</th>
            <th scope="col" className="amount">
              {say('passkeys')}
            </th>
            <th scope="col">{say('seenSince')}</th>
          </tr>
        </thead>
        <tbody>
          {officers.map(({ id, name, roles, passkeys, since }) => (
            <tr key={id}>
              <th scope="row" className="cell-wide">
                <bdi>{name ?? id}</bdi>
              </th>
              <td data-label={say('may')}>
                {roles.map((role) => say(ROLE_WORDS[role])).join(', ') || say('mayNothing')}
              </td>
              <td className="amount" data-label={say('passkeys')}>
                {format.count(passkeys)}
              </td>
              <td data-label={say('seenSince')}>{since === null ? '' : format.moment(since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
