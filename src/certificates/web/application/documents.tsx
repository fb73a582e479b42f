import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dropzone } from '../../../ui/dropzone.tsx'
import { fieldId } from '../../../ui/field.tsx'
import { useOnline } from '../../../ui/online.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Application, Attachment } from '../answers.ts'
import { AttachmentList } from '../attachment-list.tsx'
import { applicationPath, applicationQuery } from '../queries.ts'
import { useApplicationSay } from './say.ts'

type Answer = { readonly attachments: readonly Attachment[] }

/** Files go one after the other, each with its own key, so that a bad line costs one file at most. */
export function Documents({ application }: { readonly application: Application }) {
  const say = useApplicationSay()
  const online = useOnline()
  const client = useQueryClient()
  const [sending, setSending] = useState('')
  const { queryKey } = applicationQuery(application.id)
  const take = (answer: Answer | undefined) =>
    answer?.attachments === undefined
      ? void client.invalidateQueries({ queryKey })
      : client.setQueryData<Application>(queryKey, (old) =>
          old === undefined ? old : { ...old, attachments: answer.attachments },
        )
  const send = useClick<Answer>(take)
  const remove = useClick<Answer | undefined>(take)
  const path = `${applicationPath(application.id)}/attachments`
  const sendAll = async (files: readonly File[]) => {
    for (const file of files) {
      const body = new FormData()
      body.append('file', file)
      setSending(file.name)
      const arrived = await send.mutateAsync({ path, body }).catch(() => null)
      if (arrived === null) break
    }
    setSending('')
  }
  return (
    <div className="stack" id={fieldId('attachments')} tabIndex={-1}>
      <AttachmentList
        path={path}
        attachments={application.attachments}
        none={say('documentsNone')}
        end={({ name }) => (
          <Button
            kind="quiet"
            aria-label={say('removeWhat', { what: name })}
            onClick={() =>
              remove.mutate({ path: `${path}/${encodeURIComponent(name)}`, method: 'DELETE' })
            }
          >
            {say('remove')}
          </Button>
        )}
      />
      <ProblemNote error={send.error ?? remove.error} />
      {sending ? <p role="status">{say('uploading', { name: sending })}</p> : null}
      {online ? (
        <Dropzone
          label={say('documentsLead')}
          hint={say('documentsHint')}
          accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
          multiple
          onFiles={(files) => void sendAll(files)}
        />
      ) : (
        <p className="soft">{say('uploadWaits')}</p>
      )}
    </div>
  )
}
