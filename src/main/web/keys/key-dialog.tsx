import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { CheckField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useFormat } from '../../../ui/format.ts'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { type Key, shortOf } from './keys-query.ts'
import { useKeysSay } from './say.ts'
import { startOf } from './start-of.ts'
import { Stolen } from './stolen.tsx'

type Props = { readonly of: Key | null; readonly close: () => void }

/** What can be proposed for one key, each with what it means before it is pressed. */
export function KeyDialog({ of, close }: Props) {
  return (
    <Dialog title={of === null ? '' : shortOf(of)} open={of !== null} onClose={close}>
      {of === null ? null : <Acts of={of} close={close} />}
    </Dialog>
  )
}

function Acts({ of, close }: { readonly of: Key; readonly close: () => void }) {
  const say = useKeysSay()
  if (of.standing === 'prepared') return <Publish of={of} close={close} />
  const mayEnd = of.standing === 'in-force' || of.standing === 'coming'
  return (
    <>
      {mayEnd ? <Retire of={of} close={close} /> : null}
      <Mark of={of} close={close} />
      <div>
        <Button kind="quiet" onClick={close}>
          {say('leaveIt')}
        </Button>
      </div>
    </>
  )
}

type ActProps = { readonly of: Key; readonly close: () => void }

function Publish({ of, close }: ActProps) {
  const say = useKeysSay()
  const [from, setFrom] = useState('')
  const [replaces, setReplaces] = useState(true)
  const body = { from: startOf(from), replaces }
  return (
    <ActForm of={of} act="publish" body={body} close={close} title={say('publishTitle')}>
      <p>{say('publishText')}</p>
      <DateField
        path="from"
        label={say('from')}
        hint={say('fromHint')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <CheckField
        path="replaces"
        label={say('replaces')}
        checked={replaces}
        onCheck={setReplaces}
      />
    </ActForm>
  )
}

function Retire({ of, close }: ActProps) {
  const say = useKeysSay()
  const [from, setFrom] = useState('')
  const [leavesNone, setLeavesNone] = useState(false)
  const body = { from: startOf(from), leavesNone }
  return (
    <ActForm of={of} act="retire" body={body} close={close} title={say('retireTitle')}>
      <p>{say('retireText')}</p>
      <DateField
        path="until"
        label={say('lastFrom')}
        hint={say('fromHint')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <CheckField
        path="leavesNone"
        label={say('leavesNone')}
        checked={leavesNone}
        onCheck={setLeavesNone}
      />
    </ActForm>
  )
}

function Mark({ of, close }: ActProps) {
  const say = useKeysSay()
  const format = useFormat()
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const since = startOf(day, time)
  const body = { since }
  return (
    <ActForm of={of} act="compromised" body={body} close={close} title={say('markTitle')}>
      <p>{say(of.usage === 'certificate' ? 'markText' : 'markOther')}</p>
      <DateField
        path="since"
        label={say('since')}
        hint={say('sinceHint')}
        required
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextField
        path="since-time"
        label={say('sinceTime')}
        hint={say('sinceTimeHint')}
        type="time"
        dir="ltr"
        className="input-time"
        optional
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      {since === null ? null : <p>{say('sinceIs', { at: format.utc(since) })}</p>}
      {of.usage === 'certificate' && since !== null ? <Stolen of={of} since={since} /> : null}
    </ActForm>
  )
}

type FormProps = ActProps & {
  readonly act: 'publish' | 'retire' | 'compromised'
  readonly title: string
  readonly body: object
  readonly children: ReactNode
}

function ActForm({ of, act, title, body, close, children }: FormProps) {
  const say = useKeysSay()
  const client = useQueryClient()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const click = useClick(() => {
    toast(say('proposed'))
    void client.invalidateQueries({ queryKey: ['access', 'proposals'] })
    close()
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const { usage, fingerprint: key } = of
    const path = `/api/participants/keys/${act}`
    click.mutate({ path, body: { ...body, usage, key, reason } })
  }
  return (
    <form className="stack stack-tight" onSubmit={send}>
      <h3>{title}</h3>
      {children}
      <TextArea
        path={`${act}-reason`}
        label={say('reason')}
        hint={say('reasonHint')}
        required
        maxLength={500}
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={click.error} />
      <div className="row">
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('propose')}
        </Button>
        {act === 'publish' ? (
          <Button kind="quiet" onClick={close}>
            {say('leaveIt')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
