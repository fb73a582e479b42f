import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { hasRole } from '../../../access/officer.ts'
import { useOfficer } from '../../../access/web/session.tsx'
import { Button } from '../../../ui/button.tsx'
import { RadioField } from '../../../ui/choices.tsx'
import { Dropzone } from '../../../ui/dropzone.tsx'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { Page } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { MAX_PLACE, MAX_QR_TEXT } from '../../limits.ts'
import type { Arrival, VerdictAnswer } from '../arrival-answers.ts'
import { arrivalHref } from '../hrefs.ts'
import { arrivalQuery, CERTIFICATES } from '../queries.ts'
import { useArrivalSay } from './say.ts'
import { takeScanned } from './scanned.ts'
import { VerdictPart } from './verdict-part.tsx'

/** A forgery leaves no arrival, only a verdict. */
type Presented = { readonly arrival: Arrival | null; readonly verdict: VerdictAnswer }

type Office = 'customs' | 'authority'

const PATH = '/api/certificates/presentations'
/** The place does not change during a day at one desk. */
const PLACE_KEPT_UNDER = 'openkp.place'

/** Step 1: the certificate, by code, number or file, with where it is and who receives it. */
export function PresentPage() {
  const say = useArrivalSay()
  const officer = useOfficer()
  const present = usePresent()
  const [document, setDocument] = useState(takeScanned)
  const [place, setPlace] = useState(() => localStorage.getItem(PLACE_KEPT_UNDER) ?? '')
  const [office, setOffice] = useState<Office>(
    hasRole(officer, ['confirmation_clerk']) ? 'authority' : 'customs',
  )
  const where = () => {
    localStorage.setItem(PLACE_KEPT_UNDER, place)
    return { place, office }
  }
  const sendTyped = () => {
    const text = document.trim()
    const what = text.includes(':') ? { document: text } : { number: text }
    if (text !== '') present.mutate({ path: PATH, body: { ...what, ...where() } })
  }
  const sendFile = ([file]: readonly File[]) => {
    if (file === undefined) return
    const body = new FormData()
    for (const [name, value] of Object.entries(where())) body.append(name, value)
    body.append('file', file)
    present.mutate({ path: PATH, body })
  }
  return (
    <Page title={say('presentTitle')} lead={say('presentLead')}>
      <form
        className="halves"
        onSubmit={(event) => {
          event.preventDefault()
          sendTyped()
        }}
      >
        <Panel title={say('step1')} important>
          <div className="stack">
            <CodeField value={document} onType={setDocument} onEnter={sendTyped} />
            <ProblemNote error={present.error} />
            <Nothing presented={present.data} />
            <div>
              <Button type="submit" kind="primary" busy={present.isPending}>
                {say('presentButton')}
              </Button>
            </div>
            <Dropzone
              label={say('file')}
              hint={say('fileHint')}
              accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
              onFiles={sendFile}
            />
          </div>
        </Panel>
        <PlacePanel place={place} office={office} onPlace={setPlace} onOffice={setOffice} />
      </form>
    </Page>
  )
}

type CodeProps = {
  readonly value: string
  readonly onType: (value: string) => void
  readonly onEnter: () => void
}

/** A scanner types a code of several hundred characters and ends it with Enter. */
function CodeField({ value, onType, onEnter }: CodeProps) {
  const say = useArrivalSay()
  return (
    <TextArea
      path="document"
      label={say('document')}
      hint={say('documentHint')}
      className="code"
      dir="ltr"
      rows={4}
      spellCheck={false}
      maxLength={MAX_QR_TEXT}
      value={value}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

type PlaceProps = {
  readonly place: string
  readonly office: Office
  readonly onPlace: (place: string) => void
  readonly onOffice: (office: Office) => void
}

function PlacePanel({ place, office, onPlace, onOffice }: PlaceProps) {
  const say = useArrivalSay()
  return (
    <Panel title={say('place')}>
      <div className="stack">
        <TextField
          path="place"
          label={say('place')}
          hint={say('placeHint')}
          required
          maxLength={MAX_PLACE}
          value={place}
          onChange={(event) => onPlace(event.currentTarget.value)}
        />
        <RadioField
          path="office"
          label={say('office')}
          value={office}
          onChoose={onOffice}
          choices={[
            { value: 'customs', label: say('office_customs') },
            { value: 'authority', label: say('office_authority') },
          ]}
        />
      </div>
    </Panel>
  )
}

function Nothing({ presented }: { readonly presented: Presented | undefined }) {
  const say = useArrivalSay()
  if (presented === undefined || presented.arrival !== null) return null
  return (
    <div className="stack stack-tight">
      <VerdictPart verdict={presented.verdict} />
      <p className="strong">{say('presentedNothing')}</p>
    </div>
  )
}

function usePresent() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useClick<Presented>(({ arrival }) => {
    if (arrival === null) return
    client.setQueryData(arrivalQuery(arrival.issuer, arrival.number).queryKey, arrival)
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    void navigate({ to: arrivalHref(arrival.number, arrival.issuer) })
  })
}
