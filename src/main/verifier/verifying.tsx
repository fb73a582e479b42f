import { useState } from 'react'
import { type Document, PREFIX } from '../../certificates/document.ts'
import type { Verdict } from '../../certificates/verify.ts'
import { SpecimenBanner } from '../../ui/specimen-banner.tsx'
import { accept, type Outcome } from '../../values/outcome.ts'
import { InputPanel } from './input-panel.tsx'
import { ListsPanel } from './lists-panel.tsx'
import { type Fault, type ReadRefusal, readFiles } from './read-file.ts'
import { Result } from './result.tsx'
import { useVerifierSay } from './say.ts'
import { useLists } from './use-lists.ts'

type Shown = {
  readonly document: Document
  readonly verdict: Verdict
  readonly specimen: boolean
}

/** A code says itself that it is of the demonstration scheme, even one that cannot be read further. */
function isSpecimen(document: Document, { reasons }: Verdict): boolean {
  const ofDemonstration = 'text' in document && document.text.startsWith(PREFIX.demonstration)
  return ofDemonstration || reasons.some(({ code }) => code === 'SPECIMEN')
}

/** From something that holds a code to a verdict; everything stays on this device. */
export function Verifying({ subtle }: { readonly subtle: SubtleCrypto }) {
  const say = useVerifierSay()
  const lists = useLists(subtle)
  const [shown, setShown] = useState<Shown | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)

  const verify = async (read: Outcome<Document, ReadRefusal>) => {
    if (!read.ok) return setFault(read.refusals[0].code)
    try {
      const verdict = await lists.verifier(read.value, Math.floor(Date.now() / 1000))
      const document = read.value
      setShown({ document, verdict, specimen: isSpecimen(document, verdict) })
      scrollTo({ top: 0 })
    } catch {
      // The verifier refuses by values; what throws is a browser without the algorithm.
      setFault('READ_FAILED')
    }
  }
  const take = async (reading: () => Promise<Outcome<Document, ReadRefusal>>) => {
    setBusy(true)
    setFault(null)
    await verify(await reading())
    setBusy(false)
  }

  if (shown !== null) {
    const trust = lists.opened?.material.trust ?? null
    const { document, ...result } = shown
    return (
      <Result
        {...result}
        trust={trust}
        onProof={(proof) => void verify(accept({ ...document, proof }))}
        onAnother={() => setShown(null)}
      />
    )
  }
  const demonstration = lists.opened?.material.trust.environment === 'demonstration'
  return (
    <div className="stack">
      {demonstration ? <SpecimenBanner /> : null}
      <h1>{say('title')}</h1>
      <p className="page-lead">{say('lead')}</p>
      <InputPanel
        busy={busy}
        fault={fault}
        onDocument={(document) => void take(async () => document)}
        onFiles={(files) => void take(() => readFiles(files))}
      />
      <ListsPanel lists={lists} />
      <p className="soft small">{say('about')}</p>
      <p className="soft small">{say('install')}</p>
      <p className="small">
        <a href="/logs">{say('logs')}</a> <span className="soft">{say('logsNeedLine')}</span>
      </p>
    </div>
  )
}
