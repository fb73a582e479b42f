import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSignedAct } from '../../../access/web/sign-act.ts'
import { SignActNote } from '../../../access/web/sign-act-note.tsx'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import type { Certificate } from '../answers.ts'
import { FaceFacts } from '../face-facts.tsx'
import { compareLines, type Found, weighedLines } from '../found.ts'
import { CERTIFICATES, certificatePath, certificateQuery } from '../queries.ts'
import { useWordFor } from '../say.ts'
import { CardStep, type SentCard } from './card-step.tsx'
import { useReviewSay } from './say.ts'

type Props = {
  readonly certificate: Certificate
  readonly found: Found
  readonly parcels: string
  readonly containers: readonly (readonly string[])[]
}

/** Exactly what is signed, in large type, and the button that signs it. */
export function SignPanel({ certificate, found, parcels, containers }: Props) {
  const say = useReviewSay()
  const wordFor = useWordFor()
  const validate = useValidate(certificate.number)
  const seals = containers.flat()
  const lines = compareLines(certificate.certificate.lines, found)
  const needs = needsOf(certificate, lines, parcels, seals).map((need) => say(need))
  const [card, setCard] = useState<SentCard | null>(null)
  if (!certificate.acts.includes('validate')) return null
  const act = {
    path: `${certificatePath(certificate.number)}/validate`,
    body: {
      found: { parcels: Number(parcels), lines: weighedLines(lines) },
      containers: containers.filter((each) => each.length > 0).map((each) => ({ seals: each })),
    },
  }
  return (
    <Panel title={say('signTitle')} important>
      <div className="stack">
        <FaceFacts face={{ ...certificate.certificate, seals }} />
        <p className="soft">{say('signText')}</p>
        {needs.length > 0 ? (
          <p className="strong">{say('signNeeds', { needs: needs.join(', ') })}</p>
        ) : null}
        <SignActNote />
        <ProblemNote error={validate.error} />
        <CardStep error={validate.error} act={act} card={card} onCard={setCard} />
        <div>
          <Button
            kind="primary"
            busy={validate.isPending}
            disabled={needs.length > 0}
            onClick={() =>
              validate.mutate({ ...act, body: { ...act.body, ...(card && { card }) } })
            }
          >
            {wordFor('act', 'validate')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

function useValidate(number: string) {
  const say = useReviewSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  return useSignedAct<Certificate>((validated) => {
    client.setQueryData(certificateQuery(number).queryKey, validated)
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    const isAsked = validated.state === 'awaiting_monitor'
    const isSigned = validated.waiting.length === 0
    toast(say(isAsked ? 'monitorAsked' : isSigned ? 'signed' : 'signedLater', { number }))
    void navigate({ to: `/certificates/${number}` })
  })
}

/** What is still in the way of a signature, in the order of the page. */
function needsOf(
  { certificate }: Certificate,
  lines: ReturnType<typeof compareLines>,
  parcels: string,
  seals: readonly string[],
) {
  const typed = parcels !== '' && lines.every(({ difference }) => difference !== null)
  const agrees =
    Number(parcels) === certificate.parcels &&
    lines.every(({ difference }) => difference === '0.00')
  return [
    ...(typed ? [] : ['needContents' as const]),
    ...(typed && !agrees ? ['needMatch' as const] : []),
    ...(seals.length > 0 ? [] : ['needSeals' as const]),
  ]
}
