import { Facts } from '../../../ui/facts.tsx'
import { useFormat } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import type { Certificate } from '../answers.ts'
import { certificatePath } from '../queries.ts'
import { useCertificateSay } from './say.ts'

type Props = { readonly certificate: Certificate }

/** The two officers who stand for it, each with or without a passkey, and what they signed. */
export function SignaturesPanel({ certificate }: Props) {
  const say = useCertificateSay()
  const { number, assertions } = certificate
  return (
    <Panel title={say('signatures')}>
      <div className="stack stack-tight">
        <Facts facts={useFacts(certificate)} />
        {assertions ? (
          <a href={`${certificatePath(number)}/assertions`} download={`${number}-signatures.json`}>
            {say('assertionsFile')}
          </a>
        ) : null}
      </div>
    </Panel>
  )
}

function useFacts(certificate: Certificate) {
  const say = useCertificateSay()
  const format = useFormat()
  const { validatedBy, validatedAt, delegation } = certificate
  const hand = (
    act: Hand['act'],
    { by, at, isInPerson }: Pick<Hand, 'by' | 'at' | 'isInPerson'>,
  ) => ({
    label: say(act === 'issue' ? 'issuedWord' : 'validatedWord'),
    value: <HandLine {...{ certificate, act, by, at, isInPerson }} />,
  })
  const { issuedBy, issuedAt, issuedInPerson, validatedInPerson } = certificate
  return [
    hand('issue', { by: issuedBy, at: issuedAt, isInPerson: issuedInPerson }),
    ...(validatedBy === null || validatedAt === null
      ? []
      : [hand('validate', { by: validatedBy, at: validatedAt, isInPerson: validatedInPerson })]),
    ...(delegation === null
      ? []
      : [
          {
            label: say('delegated'),
            value: say('delegatedTo', {
              firm: delegation.firm,
              from: format.day(delegation.from),
              until: format.day(delegation.until),
            }),
          },
        ]),
  ]
}

type Hand = Props & {
  readonly act: 'issue' | 'validate'
  readonly by: string
  readonly at: string
  readonly isInPerson: boolean
}

function HandLine({ certificate, act, by, at, isInPerson }: Hand) {
  const say = useCertificateSay()
  const format = useFormat()
  return (
    <>
      {say('signedBy', { name: by, moment: format.moment(at) })}
      <br />
      <span className="small soft">{say(isInPerson ? 'inPerson' : 'notInPerson')}</span>
      <CardLine certificate={certificate} act={act} />
    </>
  )
}

/** Whose card signed beside the officer, and the two files for any CMS tool. */
function CardLine({ certificate, act }: Props & { readonly act: 'issue' | 'validate' }) {
  const say = useCertificateSay()
  const { number, assertions, issuedCard, validatedCard } = certificate
  const card = act === 'issue' ? issuedCard : validatedCard
  if (card === undefined) return null
  return (
    <>
      <br />
      <span className="small soft">{say('byCard', { card })}</span>
      {assertions
        ? ['txt', 'p7s'].map((form) => (
            <span key={form} className="small">
              {' '}
              <a
                href={`${certificatePath(number)}/cards/${act}.${form}`}
                download={`${number}-${act}.${form}`}
              >
                {`${act}.${form}`}
              </a>
            </span>
          ))
        : null}
    </>
  )
}
