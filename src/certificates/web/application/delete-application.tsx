import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { MAX_NOTE } from '../../limits.ts'
import type { Application } from '../answers.ts'
import { applicationPath, CERTIFICATES } from '../queries.ts'
import { useApplicationSay } from './say.ts'

type Props = { readonly application: Application }
type OpenProps = Props & { readonly close: () => void }

/** Its writer deletes a draft alone; an officer proposes it, and another approves. */
export function DeleteApplication({ application }: Props) {
  const say = useApplicationSay()
  const [open, setOpen] = useState(false)
  const isAlone = application.acts.includes('delete-draft')
  if (!isAlone && !application.acts.includes('delete')) return null
  const close = () => setOpen(false)
  const title = say(isAlone ? 'deleteDraftTitle' : 'deleteTitle')
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {say(isAlone ? 'deleteDraft' : 'delete')}
      </Button>
      <Dialog title={title} open={open} onClose={close}>
        {isAlone ? (
          <DeleteDraft application={application} close={close} />
        ) : (
          <ProposeDeletion application={application} close={close} />
        )}
      </Dialog>
    </>
  )
}

function DeleteDraft({ application, close }: OpenProps) {
  const say = useApplicationSay()
  const sayUi = useUiSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const click = useClick(() => {
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    void navigate({ to: '/' })
  })
  const path = `${applicationPath(application.id)}/delete-draft`
  return (
    <>
      <p>{say('deleteDraftText')}</p>
      <ProblemNote error={click.error} />
      <div className="row">
        <Button
          kind="primary"
          busy={click.isPending}
          onClick={() => click.mutate({ path, body: {} })}
        >
          {say('deleteDraft')}
        </Button>
        <Button onClick={close}>{sayUi('cancel')}</Button>
      </div>
    </>
  )
}

function ProposeDeletion({ application, close }: OpenProps) {
  const say = useApplicationSay()
  const sayUi = useUiSay()
  const client = useQueryClient()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const click = useClick(() => {
    toast(say('deleteProposed'))
    void client.invalidateQueries({ queryKey: ['access', 'proposals'] })
    close()
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    click.mutate({ path: `${applicationPath(application.id)}/delete`, body: { reason } })
  }
  return (
    <form className="stack stack-tight" onSubmit={send}>
      <p>{say('deleteText')}</p>
      <TextArea
        path="delete-reason"
        label={say('deleteReason')}
        required
        rows={2}
        maxLength={MAX_NOTE}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={click.error} />
      <div className="row">
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('deletePropose')}
        </Button>
        <Button onClick={close}>{sayUi('cancel')}</Button>
      </div>
    </form>
  )
}
