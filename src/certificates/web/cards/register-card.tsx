import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dropzone } from '../../../ui/dropzone.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import { CARDS } from './cards-query.ts'
import { useCardsSay } from './say.ts'

/** An officer names the own card by its certificate; a second officer approves that. */
export function RegisterCard() {
  const say = useCardsSay()
  const client = useQueryClient()
  const toast = useToast()
  const [file, setFile] = useState<{ name: string; pem: string } | null>(null)
  const click = useClick(() => {
    toast(say('proposed'))
    setFile(null)
    void client.invalidateQueries({ queryKey: ['access', 'proposals'] })
  })
  return (
    <Panel title={say('register')}>
      <div className="stack stack-tight">
        <p>{say('registerText')}</p>
        <Dropzone
          label={say('registerFile')}
          hint={say('registerHint')}
          accept=".pem,.crt,.cer"
          onFiles={([first]) =>
            first && void first.text().then((pem) => setFile({ name: first.name, pem }))
          }
        />
        {file === null ? null : <p role="status">{say('chosen', { name: file.name })}</p>}
        <ProblemNote error={click.error} />
        <div>
          <Button
            busy={click.isPending}
            disabled={file === null}
            onClick={() => click.mutate({ path: CARDS, body: { certificate: file?.pem } })}
          >
            {say('propose')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
