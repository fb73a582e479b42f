import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/format.ts'
import { mayDo } from '../grants.ts'
import { OfficerDialog } from './officer-dialog.tsx'
import type { Colleague } from './officers-query.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

export function OfficersTable({ officers }: { readonly officers: readonly Colleague[] }) {
  const [shown, setShown] = useState<Colleague | null>(null)
  const say = useAccessSay()
  const columns = useColumns(setShown)
  return (
    <>
      <DataTable
        caption={say('officers')}
        columns={columns}
        rows={officers}
        keyOf={({ id }) => id}
      />
      <OfficerDialog colleague={shown} officers={officers} close={() => setShown(null)} />
    </>
  )
}

function useColumns(show: (colleague: Colleague) => void): Column<Colleague>[] {
  const say = useAccessSay()
  const format = useFormat()
  const me = useOfficer()
  const mayChange = mayDo(me, 'access:disable')
  const state = ({ disabledAt, until }: Colleague) => {
    if (disabledAt !== null) return <Chip tone="solid">{say('disabled')}</Chip>
    return until === null ? null : say('endsOn', { at: format.day(until) })
  }
  return [
    {
      key: 'name',
      head: say('name'),
      names: true,
      phone: 'first',
      cell: ({ name, email }) => (
        <>
          <bdi>{name}</bdi>
          <br />
          <bdi className="soft small mail">{email}</bdi>
        </>
      ),
    },
    {
      key: 'roles',
      head: say('roles'),
      phone: 'wide',
      cell: ({ roles, firm }) => (
        <>
          {roles.map((role) => say(role)).join(', ')}
          {firm === null ? null : <bdi className="soft small"> · {firm}</bdi>}
        </>
      ),
    },
    { key: 'ways', head: say('waysIn'), phone: 'wide', cell: (each) => <Ways of={each} /> },
    { key: 'sessions', head: say('sessions'), amount: true, cell: (each) => each.sessions },
    { key: 'state', head: say('state'), phone: 'top', cell: state },
    {
      key: 'act',
      head: say('change'),
      phone: 'end',
      cell: (each) =>
        mayChange && each.id !== me.id ? (
          <Button
            small
            onClick={() => show(each)}
            aria-label={say('changeNamed', { name: each.name })}
          >
            {say('change')}
          </Button>
        ) : null,
    },
  ]
}

function Ways({ of: { password, secondFactor, passkeys, provider } }: { readonly of: Colleague }) {
  const say = useAccessSay()
  const ways = [
    passkeys > 0 && say('passkeyCount', { count: passkeys }),
    password && say(secondFactor ? 'passwordAndCode' : 'passwordAlone'),
    provider && say('byProvider'),
  ].filter(Boolean)
  return ways.length === 0 ? say('noWay') : ways.join(', ')
}
