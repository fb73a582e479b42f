import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { call } from '../../../ui/http.ts'
import { TextArea } from '../../../ui/inputs.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { useKeysSay } from './say.ts'

const PATH = '/api/certificates/number-blocks/sign-again'

/** Number blocks whose key counts no more, and what puts that right; nothing where all of them count. */
export function BlocksNote() {
  const say = useKeysSay()
  const { data, error } = useQuery({
    queryKey: ['participants', 'keys', 'blocks'],
    queryFn: ({ signal }) => call<{ blocks: number }>(PATH, { signal }),
  })
  if (error !== null) return <ProblemNote error={error} />
  if (data === undefined || data.blocks === 0) return null
  return (
    <Panel title={say('blocks', { count: data.blocks })} important>
      <SignAgain />
    </Panel>
  )
}

function SignAgain() {
  const say = useKeysSay()
  const client = useQueryClient()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const click = useClick(() => {
    toast(say('proposed'))
    void client.invalidateQueries({ queryKey: ['access', 'proposals'] })
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    click.mutate({ path: PATH, body: { reason } })
  }
  return (
    <form className="stack stack-tight" onSubmit={send}>
      <p>{say('blocksText')}</p>
      <TextArea
        path="blocks-reason"
        label={say('reason')}
        hint={say('reasonHint')}
        required
        maxLength={500}
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={click.error} />
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('blocksSign')}
        </Button>
      </div>
    </form>
  )
}
