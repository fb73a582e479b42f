import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/inputs.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { DAILY_ROLES, holdsBothHands } from '../../standing-in.ts'
import { useAccessClick } from '../account-query.ts'
import { useAccessSay } from '../say.ts'
import { useOfficer } from '../session.tsx'
import { useStandingSay } from './say.ts'

/** Takes a role alone for some hours, and says before what follows from it. */
export function TakeForm({ close }: { readonly close: () => void }) {
  const say = useStandingSay()
  const sayRole = useAccessSay()
  const client = useQueryClient()
  const { roles } = useOfficer()
  const click = useAccessClick(say('taken'), () => {
    void client.invalidateQueries()
    close()
  })
  const [role, setRole] = useState('')
  const [hours, setHours] = useState('2')
  const [reason, setReason] = useState('')
  const offered = DAILY_ROLES.filter(
    (each) => !roles.includes(each) && !holdsBothHands([...roles, each]),
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const body = { role, hours: Number(hours), reason }
        click.mutate({ path: '/api/access/break-glass', body })
      }}
    >
      <p className="note">{say('takeLead')}</p>
      <ProblemNote error={click.error} />
      <SelectField
        path="take-role"
        label={say('role')}
        required
        empty={say('choose')}
        options={offered.map((each) => ({ value: each, label: sayRole(each) }))}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <TextField
        path="take-hours"
        label={say('forHours')}
        required
        inputMode="numeric"
        value={hours}
        onChange={(event) => setHours(event.currentTarget.value)}
      />
      <TextArea
        path="take-reason"
        label={say('takeWhy')}
        required
        maxLength={500}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say('takeIt')}
        </Button>
      </div>
    </form>
  )
}
