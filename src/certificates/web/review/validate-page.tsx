import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Page } from '../../../ui/page.tsx'
import { PageProblem } from '../../../ui/page-problem.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { MAX_CONTAINERS } from '../../limits.ts'
import type { Certificate } from '../answers.ts'
import { ActDialog, type ActForm } from '../certificate/act-dialog.tsx'
import { DespitePanel } from '../certificate/aftermath.tsx'
import type { Found } from '../found.ts'
import { FoundTable } from '../found-table.tsx'
import { certificatePath, certificateQuery } from '../queries.ts'
import { SealList } from '../seal-list.tsx'
import { useReviewSay } from './say.ts'
import { SignPanel } from './sign-panel.tsx'
import { Evidence } from './validate-evidence.tsx'

/** Declared, found, seals and what will be signed on one page; then the signature. */
export function ValidatePage() {
  const { number = '' } = useParams({ strict: false })
  const { data, error, refetch, isPending } = useQuery(certificateQuery(number))
  if (isPending) return <Skeleton lines={12} />
  if (data === undefined) return <PageProblem error={error} retry={() => void refetch()} />
  return <Validate key={data.number} certificate={data} />
}

function Validate({ certificate }: { readonly certificate: Certificate }) {
  const say = useReviewSay()
  const [found, setFound] = useState<Found>({})
  const [parcels, setParcels] = useState('')
  const [containers, setContainers] = useState<readonly (readonly string[])[]>([[]])
  const [sendingBack, setSendingBack] = useState(false)
  return (
    <Page
      title={say('validateTitle', { number: certificate.number })}
      lead={say('validateLead')}
      end={
        certificate.acts.includes('send-back') ? (
          <Button onClick={() => setSendingBack(true)}>{say('sendBack')}</Button>
        ) : null
      }
    >
      <div className="halves">
        <div className="stack">
          <DespitePanel despite={certificate.despite} />
          <Panel title={say('contents')} flush>
            <FoundTable
              face={certificate.certificate}
              found={found}
              parcels={parcels}
              onFound={setFound}
              onParcels={setParcels}
            />
          </Panel>
          <Panel title={say('seals')}>
            <Containers containers={containers} onChange={setContainers} />
          </Panel>
          <Evidence certificate={certificate} />
        </div>
        <SignPanel
          certificate={certificate}
          found={found}
          parcels={parcels}
          containers={containers}
        />
      </div>
      <ActDialog
        form={sendingBack ? sendBackForm(certificate, say) : null}
        onClose={() => setSendingBack(false)}
      />
    </Page>
  )
}

function sendBackForm({ number }: Certificate, say: ReturnType<typeof useReviewSay>): ActForm {
  return {
    title: say('sendBackTitle'),
    text: say('sendBackText', { number }),
    button: say('sendBackTitle'),
    path: `${certificatePath(number)}/send-back`,
    fields: [{ name: 'reason', label: say('sendBackReason'), kind: 'note' }],
    done: say('sentBack', { number }),
    goTo: '/',
  }
}

type ContainersProps = {
  readonly containers: readonly (readonly string[])[]
  readonly onChange: (containers: readonly (readonly string[])[]) => void
}

/** Each container with its own seals; most shipments have one. */
function Containers({ containers, onChange }: ContainersProps) {
  const say = useReviewSay()
  const several = containers.length > 1
  return (
    <div className="stack">
      {containers.map((seals, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a container is its place on the list.
        <section key={at} className="stack stack-tight">
          {several ? (
            <div className="row row-between">
              <h3>{say('container', { number: at + 1 })}</h3>
              <Button
                kind="quiet"
                small
                onClick={() => onChange(containers.filter((_, each) => each !== at))}
              >
                {say('containerRemove', { number: at + 1 })}
              </Button>
            </div>
          ) : null}
          <SealList
            path={`containers.${at}`}
            seals={seals}
            all={containers.flat()}
            onChange={(next) =>
              onChange(containers.map((each, index) => (index === at ? next : each)))
            }
          />
        </section>
      ))}
      <div>
        <Button
          kind="quiet"
          disabled={containers.length >= MAX_CONTAINERS}
          onClick={() => onChange([...containers, []])}
        >
          {say('containerAdd')}
        </Button>
      </div>
    </div>
  )
}
