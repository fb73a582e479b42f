import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { LANGUAGE_NAMES, LANGUAGES, useLanguage } from '../../ui/language.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useToast } from '../../ui/toast.tsx'
import { needsSecond } from '../invitation.ts'
import { FIRM_ROLES, type Role, VISITING_ROLES } from '../roles.ts'
import { useAccessClick } from './account-query.ts'
import { GivenSecret } from './given-secret.tsx'
import { RoleBoxes } from './role-boxes.tsx'
import { useAccessSay } from './say.ts'

type Props = { readonly open: boolean; readonly close: () => void }
/** Somebody of a firm gets the link at once; an officer is proposed, and the second person gets it. */
type Invited = { readonly link?: string }
type Click = ReturnType<typeof useAccessClick<Invited>>

export function InviteDialog({ open, close }: Props) {
  const say = useAccessSay()
  const toast = useToast()
  const click = useAccessClick<Invited>(undefined, ({ link }) => {
    if (link !== undefined) return
    toast(say('proposed'))
    leave()
  })
  const leave = () => {
    click.reset()
    close()
  }
  return (
    <Dialog title={say('invite')} open={open} onClose={leave}>
      {click.data?.link === undefined ? (
        <InviteForm click={click} />
      ) : (
        <>
          <p>{say('inviteOnce')}</p>
          <GivenSecret label={say('inviteLink')} secret={click.data.link} done={leave} />
        </>
      )}
    </Dialog>
  )
}

function InviteForm({ click }: { readonly click: Click }) {
  const say = useAccessSay()
  const { language } = useLanguage()
  const [typed, setTyped] = useState({ name: '', email: '', firm: '', until: '', language })
  const [roles, setRoles] = useState<readonly Role[]>([])
  const isOfFirm = roles.some((role) => FIRM_ROLES.includes(role))
  const isOfTwo = needsSecond(roles)
  const isVisit = roles.some((role) => VISITING_ROLES.includes(role))
  const field = (name: 'name' | 'email' | 'firm' | 'until') => ({
    path: `invite-${name}`,
    required: true,
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const { firm, until, ...always } = typed
        const body = { ...always, roles, ...(isOfFirm && { firm }), ...(isVisit && { until }) }
        const path = isOfTwo ? '/api/access/officers' : '/api/access/invitations'
        click.mutate({ path, body })
      }}
    >
      <ProblemNote error={click.error} />
      <TextField {...field('name')} label={say('name')} autoComplete="off" maxLength={100} />
      <TextField {...field('email')} label={say('email')} type="email" autoComplete="off" />
      <RoleBoxes roles={roles} choose={setRoles} />
      {isOfFirm ? <TextField {...field('firm')} label={say('firm')} maxLength={140} /> : null}
      {isVisit ? (
        <DateField {...field('until')} label={say('lastDay')} hint={say('withinYear')} />
      ) : null}
      <SelectField
        path="invite-language"
        label={say('language')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={typed.language}
        onChange={(event) =>
          setTyped({ ...typed, language: event.currentTarget.value === 'fr' ? 'fr' : 'en' })
        }
      />
      {isOfTwo ? <p className="soft">{say('ofTwo')}</p> : null}
      <div>
        <Button type="submit" kind="primary" busy={click.isPending}>
          {say(isOfTwo ? 'propose' : 'makeLink')}
        </Button>
      </div>
    </form>
  )
}
