import { useNavigate } from '@tanstack/react-router'
import { Button } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Application } from '../answers.ts'
import { useWorkSay } from './say.ts'

/** Starts an empty draft and opens it. */
export function NewApplication() {
  const say = useWorkSay()
  const navigate = useNavigate()
  const create = useClick<Application>(({ id }) => void navigate({ to: `/applications/${id}` }))
  return (
    <>
      <ProblemNote error={create.error} />
      <Button
        kind="primary"
        busy={create.isPending}
        onClick={() =>
          create.mutate({ path: '/api/certificates/applications', body: { content: {} } })
        }
      >
        {say('newApplication')}
      </Button>
    </>
  )
}
