import { useNavigate } from '@tanstack/react-router'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { isCountryCode } from '../../../values/codes.ts'
import type { Application } from '../answers.ts'
import { useWorkSay } from './say.ts'

/** Starts an empty draft and opens it. */
export function NewApplication() {
  const say = useWorkSay()
  const navigate = useNavigate()
  const create = useClick<Application>(({ id }) => void navigate({ to: `/applications/${id}` }))
  const { firm, participant } = useOfficer()
  // Records and lists are there from the start, so that what is missing is said field by field.
  const empty = {
    kind: 'regular',
    transit: [],
    relatedNumbers: [],
    exporter: {
      ...(firm !== null && { name: firm }),
      ...(isCountryCode(participant) && { country: participant }),
    },
    importer: {},
    origin: { countries: [] },
    parcels: [{}],
    sources: [{}],
    declaration: {},
  }
  return (
    <>
      <ProblemNote error={create.error} />
      <Button
        kind="primary"
        busy={create.isPending}
        onClick={() =>
          create.mutate({ path: '/api/certificates/applications', body: { content: empty } })
        }
      >
        {say('newApplication')}
      </Button>
    </>
  )
}
