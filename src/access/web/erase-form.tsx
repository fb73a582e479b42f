import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { mayDo } from '../grants.ts'
import { useAccessClick } from './account-query.ts'
import { KeptLinks } from './kept-panel.tsx'
import type { Colleague } from './officers-query.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

const MAX_REASON = 500

type Props = { readonly colleague: Colleague; readonly close: () => void }

/** Of somebody who has left: what is kept, and to propose that it goes as far as the law lets it. */
export function EraseForm({ colleague, close }: Props) {
  const say = useAccessSay()
  const mayErase = mayDo(useOfficer(), 'access:erase')
  const [reason, setReason] = useState('')
  const click = useAccessClick(say('erasureProposed'), close)
  const send = (event: FormEvent) => {
    event.preventDefault()
    click.mutate({ path: `/api/access/officers/${colleague.id}/erase`, body: { reason } })
  }
  return (
    <section className="stack">
      <h3>{say('kept')}</h3>
      <KeptLinks path={`/api/access/officers/${colleague.id}/kept`} />
      {colleague.erasedAt === null ? null : <p className="note">{say('erasedAlready')}</p>}
      {!mayErase || colleague.disabledAt === null || colleague.erasedAt !== null ? null : (
        <form className="stack stack-tight" onSubmit={send}>
          <p>{say('eraseText')}</p>
          <TextArea
            path="erase-reason"
            label={say('eraseReason')}
            required
            rows={2}
            maxLength={MAX_REASON}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote error={click.error} />
          <div>
            <Button type="submit" busy={click.isPending}>
              {say('erase')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
