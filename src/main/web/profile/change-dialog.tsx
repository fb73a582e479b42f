import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { MAX_PROFILE_REASON, MAX_SOURCE } from '../../../participants/profile-change.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { ProfileValue } from './profile-query.ts'
import { useProfileSay } from './say.ts'
import { ValueFields } from './value-fields.tsx'
import { readTyped, typedOf } from './value-form.ts'

type Props = {
  readonly of: ProfileValue | null
  readonly today: string
  readonly close: () => void
}

/** Proposes another value from a day to come on. Another officer approves it before it holds. */
export function ChangeDialog({ of, today, close }: Props) {
  const say = useProfileSay()
  return (
    <Dialog title={of === null ? '' : say(of.field)} open={of !== null} onClose={close}>
      {of === null ? null : <ChangeForm of={of} today={today} close={close} />}
    </Dialog>
  )
}

function ChangeForm({ of, today, close }: Props & { readonly of: ProfileValue }) {
  const say = useProfileSay()
  const client = useQueryClient()
  const toast = useToast()
  const [typed, type] = useState(typedOf(of.field, of.value))
  const [about, setAbout] = useState({ source: '', holdsFrom: '', reason: '' })
  const click = useClick(() => {
    toast(say('proposed'))
    void client.invalidateQueries({ queryKey: ['access', 'proposals'] })
    close()
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = { field: of.field, value: readTyped(of.field, typed), ...about }
    click.mutate({ path: '/api/participants/profile/changes', body })
  }
  return (
    <form className="stack stack-tight" onSubmit={send}>
      <ValueFields field={of.field} typed={typed} type={type} />
      <TextField
        path="source"
        label={say('source')}
        hint={say('sourceHint')}
        required
        maxLength={MAX_SOURCE}
        value={about.source}
        onChange={({ currentTarget: { value } }) => setAbout({ ...about, source: value })}
      />
      <DateField
        path="holdsFrom"
        label={say('holdsFrom')}
        hint={say('holdsFromHint')}
        required
        min={today}
        value={about.holdsFrom}
        onChange={({ currentTarget: { value } }) => setAbout({ ...about, holdsFrom: value })}
      />
      <TextArea
        path="reason"
        label={say('reason')}
        required
        rows={2}
        maxLength={MAX_PROFILE_REASON}
        value={about.reason}
        onChange={({ currentTarget: { value } }) => setAbout({ ...about, reason: value })}
      />
      <ProblemNote error={click.error} />
      <div className="row">
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('propose')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {say('leaveIt')}
        </Button>
      </div>
    </form>
  )
}
