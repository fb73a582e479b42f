import { useNames } from '../../../participants/web/names.ts'
import { Facts } from '../../../ui/facts.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { PURPOSES, SOURCE_KINDS } from '../../application.ts'
import type { Draft, PartyDraft } from '../answers.ts'
import { useApplicationSay } from '../application/say.ts'
import { useCertificatesSay } from '../say.ts'
import { useReviewSay } from './say.ts'

type Props = { readonly content: Draft }

export function ShipmentFacts({ content }: Props) {
  const say = useApplicationSay()
  const word = useCertificatesSay()
  const review = useReviewSay()
  const { withCode } = useNames()
  const purpose = PURPOSES.find((each) => each === content.purpose)
  const origins = (content.origin?.countries ?? []).map(withCode)
  const mixed = content.origin?.mode === 'mixed_undisclosed'
  const { declaration } = content
  return (
    <Facts
      facts={[
        { label: word('destination'), value: withCode(content.destination ?? '') },
        { label: say('transit'), value: (content.transit ?? []).map(withCode).join(', ') },
        { label: say('purpose'), value: purpose === undefined ? '' : say(`purpose_${purpose}`) },
        { label: word('origin'), value: mixed ? word('asterisks') : origins.join(', ') },
        { label: say('related'), value: (content.relatedNumbers ?? []).join(', ') },
        { label: say('remarks'), value: content.remarks ?? '' },
        {
          label: say('declaration'),
          value: declaration?.accepted
            ? review('declared', { name: declaration.name ?? '' })
            : review('notDeclared'),
        },
      ]}
    />
  )
}

export function PartiesFacts({ content }: Props) {
  const say = useApplicationSay()
  return (
    <div className="fields">
      <PartyBlock title={say('exporter')} party={content.exporter} />
      <PartyBlock title={say('importer')} party={content.importer} />
      {content.consignee ? <PartyBlock title={say('consignee')} party={content.consignee} /> : null}
    </div>
  )
}

function PartyBlock({ title, party }: { title: string; party: PartyDraft | undefined }) {
  const { withCode } = useNames()
  if (party === undefined) return null
  const { name, address, place, country, licence } = party
  return (
    <div>
      <h3 className="soft">{title}</h3>
      <address className="plain" dir="auto">
        <span className="strong">{name}</span>
        <br />
        {address}
        <br />
        {place}
        {country ? `, ${withCode(country)}` : ''}
        {licence ? (
          <>
            <br />
            <span className="soft">{licence}</span>
          </>
        ) : null}
      </address>
    </div>
  )
}

export function SourceFacts({ content }: Props) {
  const say = useApplicationSay()
  const { withCode } = useNames()
  const sources = content.sources ?? []
  if (sources.length === 0) return null
  return (
    <Panel title={say('sources')}>
      <Facts
        facts={sources.map((source, at) => {
          const kind = SOURCE_KINDS.find((each) => each === source.kind)
          return {
            key: String(at),
            label: kind === undefined ? '–' : say(`source_${kind}`),
            value: [source.reference, source.country ? withCode(source.country) : '']
              .filter(Boolean)
              .join(', '),
          }
        })}
      />
    </Panel>
  )
}
