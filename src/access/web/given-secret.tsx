import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useAccessSay } from './say.ts'

type Props = { readonly label: string; readonly secret: string; readonly done: () => void }

/** A link or a token that is shown this once: to copy, and to hand over. */
export function GivenSecret({ label, secret, done }: Props) {
  const say = useAccessSay()
  const toast = useToast()
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => toast(say('copied')))
  return (
    <div className="stack">
      <TextField
        path="secret"
        label={label}
        className="code"
        readOnly
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row">
        <Button kind="primary" onClick={copy}>
          {say('copy')}
        </Button>
        <Button onClick={done}>{say('haveIt')}</Button>
      </div>
    </div>
  )
}
