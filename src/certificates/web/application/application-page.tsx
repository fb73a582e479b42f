import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ProposalsPanel } from '../../../access/web/second/proposals-panel.tsx'
import { useNames } from '../../../participants/web/names.ts'
import { useFormat } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PageProblem } from '../../../ui/page-problem.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Application } from '../answers.ts'
import { applicationQuery } from '../queries.ts'
import { Review } from '../review/review.tsx'
import { StateChip } from '../state-chip.tsx'
import { ApplicationForm } from './application-form.tsx'
import { DeleteApplication } from './delete-application.tsx'
import { useApplicationSay } from './say.ts'
import { CopyApplication, WithdrawApplication } from './side-acts.tsx'

/** The form for who may change it, the review for everybody else: the server says which. */
export function ApplicationPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch, isPending } = useQuery(applicationQuery(id))
  if (isPending) return <Skeleton lines={12} />
  if (data === undefined) return <PageProblem error={error} retry={() => void refetch()} />
  return <Shown key={data.id} application={data} />
}

function Shown({ application }: { readonly application: Application }) {
  const say = useApplicationSay()
  const { nameOf } = useNames()
  const format = useFormat()
  const { destination, kind } = application.content
  const editable = application.acts.includes('save')
  const title =
    kind === 'technical'
      ? say('titleTechnical')
      : destination
        ? say('titleTo', {
            firm: application.content.exporter?.name ?? '',
            destination: nameOf(destination),
          })
        : say('title')
  return (
    <Page
      title={title}
      lead={
        <>
          {application.replaces ? <p>{say('replaces', { number: application.replaces })}</p> : null}
          {application.submittedAt === null || editable ? null : (
            <p>
              {say('sentBy', {
                name: application.applicant.name,
                at: format.moment(application.submittedAt),
              })}
            </p>
          )}
          {editable ? <p>{say('lead')}</p> : null}
        </>
      }
      end={
        <>
          <StateChip state={application.state} />
          <CopyApplication application={application} />
          <WithdrawApplication application={application} />
          <DeleteApplication application={application} />
        </>
      }
    >
      <ProposalsPanel thing={application.id} />
      {editable ? (
        <ApplicationForm application={application} />
      ) : (
        <Review application={application} />
      )}
    </Page>
  )
}
