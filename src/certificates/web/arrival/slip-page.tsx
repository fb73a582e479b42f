import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useOfficer } from '../../../access/web/session.tsx'
import { useNames } from '../../../participants/web/names.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Go } from '../../../ui/go.tsx'
import { Page } from '../../../ui/page.tsx'
import { PageProblem } from '../../../ui/page-problem.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Arrival } from '../arrival-answers.ts'
import { useCertificateSay, useCertificateWord } from '../certificate/say.ts'
import { arrivalHref } from '../hrefs.ts'
import { arrivalQuery } from '../queries.ts'
import { useCertificatesSay, useWordFor } from '../say.ts'
import { isSpecimen } from '../specimen.ts'
import { useArrivalSay } from './say.ts'

/** The import confirmation as a slip of paper: what the Core Document's Annex I B lists. */
export function SlipPage() {
  const { issuer = '', number = '' } = useParams({ strict: false })
  const say = useArrivalSay()
  const { data, error, isPending } = useQuery(arrivalQuery(issuer, number))
  if (isPending) return <Skeleton />
  if (data === undefined) return <PageProblem error={error} />
  return (
    <Page
      title={say('slipTitle', { number })}
      end={
        <div className="row no-print">
          <Go href={arrivalHref(number, issuer)} className={buttonClass()}>
            {say('back')}
          </Go>
          <Button kind="primary" onClick={() => print()}>
            {say('print')}
          </Button>
        </div>
      }
    >
      <Slip arrival={data} />
    </Page>
  )
}

function Slip({ arrival }: { readonly arrival: Arrival }) {
  const say = useArrivalSay()
  const word = useCertificatesSay()
  const sayCertificate = useCertificateSay()
  const wordFor = useCertificateWord()
  const reasonFor = useWordFor()
  const format = useFormat()
  const officer = useOfficer()
  const { withCode } = useNames()
  const { certificate, weighing, outcome } = arrival
  return (
    <article className={isSpecimen(arrival) ? 'sheet slip sheet-specimen' : 'sheet slip'}>
      <p className="sheet-title">{say('slipLead', { number: arrival.number })}</p>
      <Facts
        large
        facts={[
          { label: word('number'), value: <bdi>{arrival.number}</bdi> },
          { label: word('issuer'), value: withCode(arrival.issuer) },
          { label: say('slipAuthority'), value: withCode(officer.participant) },
          { label: word('exporter'), value: certificate?.exporter.name },
          { label: word('importer'), value: certificate?.importer.name },
          {
            label: say('receivedOn'),
            value: outcome?.receivedOn ? format.day(outcome.receivedOn) : '',
          },
          {
            label: sayCertificate('confirmation'),
            value: outcome === null ? '' : wordFor('outcome', outcome.outcome ?? outcome.action),
          },
          ...(weighing?.lines ?? []).map((line) => ({
            label: `${sayCertificate('foundCarats')} ${line.hs}`,
            value: format.amount(line.found),
          })),
          {
            label: sayCertificate('foundParcels'),
            value: weighing === null ? '' : format.count(weighing.parcels),
          },
          {
            label: sayCertificate('reasons'),
            value: arrival.reasons.map((code) => reasonFor('reason', code)).join(', '),
          },
          { label: word('seals'), value: certificate?.seals.join(', ') },
        ]}
      />
      <p className="slip-line">{say('slipSignature')}</p>
    </article>
  )
}
