import { useId, useState } from 'react'
import { useUiSay } from './say.ts'

type Props = {
  readonly label: string
  readonly hint: string
  /** Media types and endings that the file dialog offers. */
  readonly accept: string
  readonly multiple?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** Drop or choose: the same file input does both, so that a keyboard reaches it. */
export function Dropzone({ label, hint, accept, multiple, onFiles }: Props) {
  const say = useUiSay()
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    if (files !== null && files.length > 0) onFiles([...files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside is the control.
    <div
      className={over ? 'dropzone dropzone-over' : 'dropzone'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <span className="strong">{label}</span>
      <span className="soft small" id={`${id}-hint`}>
        {hint}
      </span>
      <label className="button dropzone-button" htmlFor={id}>
        {say('chooseFile')}
      </label>
      <input
        id={id}
        className="hidden-visually"
        type="file"
        accept={accept}
        multiple={multiple ?? false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
