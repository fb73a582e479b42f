import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { useAccessClick } from './account-query.ts'

type Props = {
  readonly path: string
  readonly label: string
  readonly button: string
  readonly click: Pick<ReturnType<typeof useAccessClick>, 'mutate' | 'isPending' | 'error'>
  readonly submit: (text: string) => { readonly path: string; readonly body: object }
}

/** A form of one code and one button. */
export function OneField({ path, label, button, click, submit }: Props) {
  const [text, setText] = useState('')
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        click.mutate(submit(text))
      }}
    >
      <ProblemNote error={click.error} />
      <TextField
        path={path}
        label={label}
        autoComplete="one-time-code"
        required
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" busy={click.isPending}>
          {button}
        </Button>
      </div>
    </form>
  )
}
