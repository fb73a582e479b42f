import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { mayDo } from '../grants.ts'
import { isOfficeSize, notAchieved, OFFICE_SIZES, type OfficeSize } from '../office.ts'
import { useAccessClick } from './account-query.ts'
import type { Colleague } from './officers-query.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

type Props = { readonly officers: readonly Colleague[]; readonly office: OfficeSize }

/** Which duties the people who are here today do not keep apart, in plain words. */
export function SeparationPanel({ officers, office }: Props) {
  const say = useAccessSay()
  const here = officers.filter(({ disabledAt, firm }) => disabledAt === null && firm === null)
  const missing = notAchieved(here, office)
  const mayChange = mayDo(useOfficer(), 'access:office')
  return (
    <Panel title={say('separation')} important={missing.some(({ demanded }) => demanded)}>
      <div className="stack">
        <p className="soft">{say(`office_${office}`)}</p>
        {missing.length === 0 ? <p>{say('separationAchieved')}</p> : null}
        <ul className="list-lines">
          {missing.map(({ name, people, demanded }) => (
            <li key={name} className="row row-between">
              <div>
                {say(`apart_${name}`)}
                {people.length === 0 ? null : (
                  <p className="soft small">
                    <bdi>{people.join(', ')}</bdi>
                  </p>
                )}
              </div>
              <Chip tone={demanded ? 'solid' : 'quiet'}>
                {say(demanded ? 'apartDemanded' : 'apartTold')}
              </Chip>
            </li>
          ))}
        </ul>
        {mayChange ? <OfficeForm office={office} /> : null}
      </div>
    </Panel>
  )
}

function OfficeForm({ office }: Pick<Props, 'office'>) {
  const say = useAccessSay()
  const click = useAccessClick(say('proposed'))
  const [size, setSize] = useState<OfficeSize>(office)
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate({ path: '/api/access/office', body: { size } })
      }}
    >
      <ProblemNote error={click.error} />
      <SelectField
        path="office-size"
        label={say('officeSize')}
        options={OFFICE_SIZES.map((value) => ({ value, label: say(`officeOf_${value}`) }))}
        value={size}
        onChange={({ currentTarget: { value } }) => isOfficeSize(value) && setSize(value)}
      />
      <Button type="submit" busy={click.isPending} disabled={size === office}>
        {say('propose')}
      </Button>
    </form>
  )
}
