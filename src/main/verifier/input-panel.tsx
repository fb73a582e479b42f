import { useState } from 'react'
import type { Document } from '../../certificates/document.ts'
import { MAX_QR_TEXT } from '../../certificates/limits.ts'
import { Button } from '../../ui/button.tsx'
import { Dropzone } from '../../ui/dropzone.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import type { Outcome } from '../../values/outcome.ts'
import { Camera } from './camera.tsx'
import { type Fault, readText } from './read-file.ts'
import { useVerifierSay } from './say.ts'

type Props = {
  readonly busy: boolean
  readonly fault: Fault | null
  readonly onDocument: (document: Outcome<Document, 'READ_EMPTY'>) => void
  readonly onFiles: (files: readonly File[]) => void
}

/** One place to scan, drop or paste. */
export function InputPanel({ busy, fault, onDocument, onFiles }: Props) {
  const say = useVerifierSay()
  const [text, setText] = useState('')
  const check = () => onDocument(readText(text))
  return (
    <section className="panel panel-body stack" aria-label={say('scan')}>
      <Camera onText={(found) => onDocument(readText(found))} />
      <div role="status">{busy ? <p className="strong">{say('reading')}</p> : null}</div>
      {fault === null ? null : (
        <p className="note note-plain" role="alert">
          {say(fault)}
        </p>
      )}
      <div className="verifier-ways">
        <Dropzone
          label={say('fileTitle')}
          hint={say('fileHint')}
          accept="image/png,image/jpeg,application/pdf,.cose,.tlog-proof,.pdf,.png,.jpg,.jpeg"
          multiple
          onFiles={onFiles}
        />
        <div className="stack stack-tight">
          <TextArea
            path="code"
            label={say('pasteTitle')}
            hint={say('pasteHint')}
            className="code"
            dir="ltr"
            rows={3}
            spellCheck={false}
            autoComplete="off"
            maxLength={MAX_QR_TEXT + 16}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              check()
            }}
          />
          <div>
            <Button onClick={check}>{say('check')}</Button>
          </div>
        </div>
      </div>
    </section>
  )
}
