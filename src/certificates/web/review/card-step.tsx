import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { toBase64Url } from '../../../crypto/base64.ts'
import { Button } from '../../../ui/button.tsx'
import { Dropzone } from '../../../ui/dropzone.tsx'
import { call, Problem } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { useReviewSay } from './say.ts'

/** What the officer's card made, as the act takes it. */
export type SentCard = { readonly prepared: string; readonly signature: string }
type CardToSign = {
  readonly prepared: string
  readonly name: string
  readonly file: string
  readonly sha256: string
}
type Act = { readonly path: string; readonly body: object }
type Props = {
  /** What the act was refused with; nothing is shown before that asked for a card. */
  readonly error: Error | null
  readonly act: Act
  readonly card: SentCard | null
  readonly onCard: (card: SentCard | null) => void
}

/** Where the law wants the officer's own card: the file to sign, its digest, and where the signature goes. */
export function CardStep({ error, act, card, onCard }: Props) {
  const say = useReviewSay()
  const { file, fetchFile, take } = useCard(act, onCard)
  const code = error instanceof Problem ? error.code : ''
  if (code !== 'CERTIFICATES_CARD_NEEDED' && file.data === undefined && card === null) return null
  return (
    <div className="note note-plain stack stack-tight">
      <p className="strong">{say('card')}</p>
      <p>{say('cardText')}</p>
      <ProblemNote error={file.error ?? take.error} />
      <div>
        <Button busy={file.isPending} onClick={fetchFile}>
          {say('cardFetch')}
        </Button>
      </div>
      {file.data === undefined ? null : (
        <>
          <a
            href={`data:text/plain,${encodeURIComponent(file.data.file)}`}
            download={file.data.name}
          >
            {file.data.name}
          </a>
          <pre className="small" dir="ltr">
            {file.data.file}
          </pre>
          <p className="small soft" dir="ltr">
            SHA-256 {file.data.sha256}
          </p>
          <Dropzone
            label={say('cardSignature')}
            hint={say('cardSignatureHint')}
            accept=".p7s,.pem,.cms,.sig,application/pkcs7-signature"
            onFiles={([first]) => first && take.mutate({ first, prepared: file.data.prepared })}
          />
        </>
      )}
      {card === null ? null : <p role="status">{say('cardTaken')}</p>}
      {code === 'CERTIFICATES_CARD_OTHER' ? <RegisterCard /> : null}
    </div>
  )
}

function useCard({ path, body }: Act, onCard: Props['onCard']) {
  const file = useMutation<CardToSign, Error>({
    mutationFn: async () => {
      const prepared = await call<{ card?: CardToSign }>(`${path}/prepare`, {
        method: 'POST',
        body,
      })
      if (prepared.card === undefined) throw new Error('nothing is to be signed with a card')
      return prepared.card
    },
  })
  const take = useMutation<void, Error, { first: File; prepared: string }>({
    mutationFn: async ({ first, prepared }) =>
      onCard({ prepared, signature: toBase64Url(new Uint8Array(await first.arrayBuffer())) }),
  })
  const fetchFile = () => {
    onCard(null)
    file.mutate()
  }
  return { file, fetchFile, take }
}

/** A card that nobody knows yet: its owner names it, and a second officer approves that. */
function RegisterCard() {
  const say = useReviewSay()
  const toast = useToast()
  const [pem, setPem] = useState('')
  const click = useClick(() => toast(say('cardProposed')))
  return (
    <div className="stack stack-tight">
      <Dropzone
        label={say('cardRegister')}
        hint={say('cardRegisterHint')}
        accept=".pem,.crt,.cer"
        onFiles={([first]) => void first?.text().then(setPem)}
      />
      <ProblemNote error={click.error} />
      <div>
        <Button
          busy={click.isPending}
          disabled={pem === ''}
          onClick={() =>
            click.mutate({ path: '/api/certificates/cards', body: { certificate: pem } })
          }
        >
          {say('cardRegister')}
        </Button>
      </div>
    </div>
  )
}
