import { useQuery } from '@tanstack/react-query'
import { mayDo } from '../../../access/grants.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import type { ProfileField } from '../../../participants/profile-change.ts'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { type OwnProfile, profileQuery } from './profile-query.ts'
import { useProfileSay } from './say.ts'
import { useTold } from './value-told.ts'

type Props = { readonly asked: Readonly<Record<string, unknown>> }

/** A change that waits for its second officer, as he has to read it: what holds until then, and what after. */
export function AskedChange({ asked }: Props) {
  const say = useProfileSay()
  const format = useFormat()
  const tell = useTold()
  const enabled = mayDo(useOfficer(), 'participants:read-profile')
  const { data } = useQuery({ ...profileQuery, enabled })
  const { value, source, holdsFrom, reason } = asked
  const field = asked.field as ProfileField
  const before = data === undefined ? undefined : heldUntil(data, field, String(holdsFrom))
  return (
    <Facts
      facts={[
        { label: say('what'), value: say(field) },
        { label: say('holdsFrom'), value: format.day(String(holdsFrom)) },
        { label: say('before'), value: before === undefined ? '' : tell(field, before.value) },
        { label: say('after'), value: <strong>{tell(field, value)}</strong> },
        { label: say('source'), value: String(source) },
        { label: say('reason'), value: String(reason) },
      ]}
    />
  )
}

/** Something that is agreed on already may hold by that day. */
function heldUntil({ values, coming }: OwnProfile, field: ProfileField, day: string) {
  const agreed = coming
    .filter((each) => each.field === field && each.holdsFrom <= day)
    .sort((a, b) => (a.holdsFrom < b.holdsFrom ? -1 : 1))
  return agreed.at(-1) ?? values.find((each) => each.field === field)
}
