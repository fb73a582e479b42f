import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { mayDo } from '../../../access/grants.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useUiSay } from '../../../ui/say.ts'
import { useClick } from '../../../ui/use-click.ts'
import type { Application } from '../answers.ts'
import { applicationPath, CERTIFICATES } from '../queries.ts'
import { useApplicationSay } from './say.ts'

type Props = { readonly application: Application }

/** A new draft from this one: most shipments are like the last. */
export function CopyApplication({ application }: Props) {
  const say = useApplicationSay()
  const navigate = useNavigate()
  const copy = useClick<Application>(({ id }) => void navigate({ to: `/applications/${id}` }))
  if (!mayDo(useOfficer(), 'certificates:start')) return null
  return (
    <>
      <ProblemNote error={copy.error} />
      <Button
        busy={copy.isPending}
        onClick={() => copy.mutate({ path: `${applicationPath(application.id)}/copy`, body: {} })}
      >
        {say('copy')}
      </Button>
    </>
  )
}

export function WithdrawApplication({ application }: Props) {
  const say = useApplicationSay()
  const sayUi = useUiSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const withdraw = useClick(() => {
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    void navigate({ to: '/' })
  })
  if (!application.acts.includes('withdraw')) return null
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {say('withdraw')}
      </Button>
      <Dialog title={say('withdrawTitle')} open={open} onClose={() => setOpen(false)}>
        <p>{say('withdrawText')}</p>
        <ProblemNote error={withdraw.error} />
        <div className="row">
          <Button
            kind="primary"
            busy={withdraw.isPending}
            onClick={() =>
              withdraw.mutate({ path: `${applicationPath(application.id)}/withdraw`, body: {} })
            }
          >
            {say('withdraw')}
          </Button>
          <Button onClick={() => setOpen(false)}>{sayUi('cancel')}</Button>
        </div>
      </Dialog>
    </>
  )
}
