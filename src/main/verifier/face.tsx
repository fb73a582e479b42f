import { type Certificate, certificateJson } from '../../certificates/certificate.ts'
import type { PartyOnFace } from '../../certificates/fields.ts'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { showCarats } from '../../values/carats.ts'
import { showUsd } from '../../values/us-cents.ts'
import type { Printer } from './printer.ts'
import { useVerifierSay } from './say.ts'

type Props = { readonly certificate: Certificate; readonly printer: Printer }

/** What only a person with the box in hand can check. */
export function Compare({ certificate, printer }: Props) {
  const say = useVerifierSay()
  const { number, seals, lines, totals, parcels } = certificate
  return (
    <Panel title={say('compareTitle')} important>
      <div className="stack stack-tight">
        <p className="soft">{say('compareText')}</p>
        <Facts
          large
          facts={[
            { label: say('number'), value: <bdi className="code">{number}</bdi> },
            {
              label: say('seals'),
              value: (
                <ul>
                  {seals.map((seal) => (
                    <li key={seal}>
                      <bdi className="code">{seal}</bdi>
                    </li>
                  ))}
                </ul>
              ),
            },
            ...lines.map(({ hs, carats }) => ({
              label: hs,
              value: `${printer.amount(showCarats(carats))} ct`,
            })),
            ...(lines.length > 1
              ? [{ label: say('total'), value: `${printer.amount(showCarats(totals.carats))} ct` }]
              : []),
            { label: say('parcels'), value: String(parcels) },
          ]}
        />
      </div>
    </Panel>
  )
}

/** The facts in large type, in the order of the sheet (Core Document, Annex I). */
export function FaceOfCertificate({ certificate, printer, title }: Props & { title: string }) {
  const say = useVerifierSay()
  const { origin, lines, totals, transit } = certificate
  const { seals, parcels, issuer, number } = certificateJson(certificate)
  const goods = (carats: number, usd: number) =>
    `${printer.amount(showCarats(carats))} ct · US$ ${printer.amount(showUsd(usd))}`
  const party = ({ name, place, country }: PartyOnFace) =>
    `${name}, ${place}, ${printer.party(country)}`
  return (
    <Panel title={title}>
      <Facts
        large
        facts={[
          { label: say('number'), value: <bdi className="code">{number}</bdi> },
          { label: say('issuer'), value: printer.withCode(issuer) },
          {
            label: say('origin'),
            value:
              origin.mode === 'mixed_undisclosed'
                ? say('asterisks')
                : origin.countries.map(printer.withCode).join(', '),
          },
          { label: say('issuedOn'), value: printer.day(certificate.issuedOn) },
          { label: say('expiresOn'), value: printer.day(certificate.expiresOn) },
          { label: say('exporter'), value: party(certificate.exporter) },
          { label: say('importer'), value: party(certificate.importer) },
          { label: say('destination'), value: printer.withCode(certificate.destination) },
          { label: say('transit'), value: transit.map(printer.withCode).join(', ') },
          ...lines.map(({ hs, carats, usd }) => ({ label: hs, value: goods(carats, usd) })),
          { label: say('total'), value: goods(totals.carats, totals.usd) },
          { label: say('parcels'), value: String(parcels) },
          { label: say('seals'), value: <bdi>{String(seals).replaceAll(',', ', ')}</bdi> },
        ]}
      />
    </Panel>
  )
}
