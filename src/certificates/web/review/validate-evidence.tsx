import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dropzone } from '../../../ui/dropzone.tsx'
import { useOnline } from '../../../ui/online.ts'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Attachment, Certificate } from '../answers.ts'
import { AttachmentList } from '../attachment-list.tsx'
import { certificatePath, certificateQuery } from '../queries.ts'
import { useReviewSay } from './say.ts'

type Props = { readonly certificate: Certificate }
type Answer = { readonly attachments: readonly Attachment[] }

/** What the officer photographs or scans at the sealing table; it is signed with the certificate. */
export function Evidence({ certificate }: Props) {
  const say = useReviewSay()
  const online = useOnline()
  const { path, sending, sendAll, remove, error } = useEvidence(certificate.number)
  const may = certificate.acts.includes('validate')
  return (
    <Panel title={say('evidence')}>
      <div className="stack">
        <p className="soft">{say('evidenceText')}</p>
        <AttachmentList
          path={path}
          attachments={certificate.attachments}
          none={say('evidenceNone')}
          end={({ name }) =>
            may ? (
              <Button
                kind="quiet"
                aria-label={say('evidenceRemove', { name })}
                onClick={() => remove(name)}
              >
                {say('remove')}
              </Button>
            ) : null
          }
        />
        <ProblemNote error={error} />
        {sending ? <p role="status">{say('evidenceSending', { name: sending })}</p> : null}
        {may && online ? <Add onFiles={sendAll} /> : null}
      </div>
    </Panel>
  )
}

/** A telephone opens its camera at once; a desk chooses or drops files. */
function Add({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const say = useReviewSay()
  const id = useId()
  return (
    <>
      <div className="dropzone">
        <label className="button dropzone-button" htmlFor={id}>
          {say('evidencePhoto')}
        </label>
        <input
          id={id}
          className="hidden-visually"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </div>
      <Dropzone
        label={say('evidenceFiles')}
        hint={say('evidenceHint')}
        accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
        multiple
        onFiles={onFiles}
      />
    </>
  )
}

/** Files go one after the other, each with its own key, so that a bad line costs one file at most. */
function useEvidence(number: string) {
  const client = useQueryClient()
  const [sending, setSending] = useState('')
  const { queryKey } = certificateQuery(number)
  const take = (answer: Answer | undefined) =>
    answer?.attachments === undefined
      ? void client.invalidateQueries({ queryKey })
      : client.setQueryData<Certificate>(queryKey, (old) =>
          old === undefined ? old : { ...old, attachments: answer.attachments },
        )
  const send = useClick<Answer>(take)
  const drop = useClick<Answer | undefined>(take)
  const path = `${certificatePath(number)}/attachments`
  const sendEach = async (files: readonly File[]) => {
    for (const file of files) {
      const body = new FormData()
      body.append('file', file)
      setSending(file.name)
      const arrived = await send.mutateAsync({ path, body }).catch(() => null)
      if (arrived === null) break
    }
    setSending('')
  }
  return {
    path,
    sending,
    sendAll: (files: readonly File[]) => void sendEach(files),
    remove: (name: string) =>
      drop.mutate({ path: `${path}/${encodeURIComponent(name)}`, method: 'DELETE' }),
    error: send.error ?? drop.error,
  }
}
