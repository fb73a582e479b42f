import { useNames } from '../../participants/web/names.ts'
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/format.ts'
import type { CertificateFace, PartyFace } from './answers.ts'
import { useCertificatesSay } from './say.ts'

/** The facts that a certificate signs, in the order of the sheet, in large type. */
export function FaceFacts({ face }: { readonly face: CertificateFace }) {
  const say = useCertificatesSay()
  const format = useFormat()
  const { withCode, nameOf } = useNames()
  const party = ({ name, place, country }: PartyFace) => `${name}, ${place}, ${nameOf(country)}`
  return (
    <Facts
      large
      facts={[
        { label: say('number'), value: <bdi>{face.number}</bdi> },
        { label: say('issuer'), value: withCode(face.issuer) },
        { label: say('destination'), value: withCode(face.destination) },
        {
          label: say('origin'),
          value:
            face.origin.mode === 'mixed_undisclosed'
              ? say('asterisks')
              : face.origin.countries.map(withCode).join(', '),
        },
        { label: say('issuedOn'), value: format.day(face.issuedOn) },
        { label: say('expiresOn'), value: format.day(face.expiresOn) },
        { label: say('exporter'), value: party(face.exporter) },
        { label: say('importer'), value: party(face.importer) },
        ...face.lines.map((line) => ({
          label: line.hs,
          value: `${format.amount(line.carats)} ct · US$ ${format.amount(line.usd)}`,
        })),
        {
          label: say('total'),
          value: `${format.amount(face.totals.carats)} ct · US$ ${format.amount(face.totals.usd)}`,
        },
        { label: say('parcels'), value: format.count(face.parcels) },
        { label: say('seals'), value: face.seals.join(', ') },
      ]}
    />
  )
}
