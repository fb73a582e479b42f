import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { textInImage } from './read-picture.ts'
import { useVerifierSay } from './say.ts'
import { secondReader } from './second-reader.ts'

type Props = { readonly onText: (text: string) => void }
type Trouble = 'cameraDenied' | 'cameraNone'

/** A frame is looked at this often; the small reader has most of that time for it. */
const LOOK_EVERY_MS = 150
const TIME_FOR_EACH_MS = 100
/** After this many frames without a code, every fifth goes to the large reader too. */
const PATIENCE_FRAMES = 25

/** The camera, started by a person and stopped as soon as a code is read or the page is left. */
export function Camera({ onText }: Props) {
  const say = useVerifierSay()
  const [on, setOn] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  return (
    <div className="stack stack-tight">
      {on ? (
        <>
          <Viewfinder
            onText={onText}
            onTrouble={(why) => {
              setTrouble(why)
              setOn(false)
            }}
          />
          <p className="soft">{say('aim')}</p>
        </>
      ) : null}
      {trouble === null ? null : (
        <p className="note note-plain" role="alert">
          {say('cameraNo', { why: say(trouble) })}
        </p>
      )}
      <div>
        <Button
          kind={on ? 'plain' : 'primary'}
          className="verifier-scan"
          onClick={() => {
            setTrouble(null)
            setOn(!on)
          }}
        >
          {say(on ? 'stop' : 'scan')}
        </Button>
      </div>
    </div>
  )
}

function Viewfinder({ onText, onTrouble }: Props & { onTrouble: (why: Trouble) => void }) {
  const label = useVerifierSay()('aim')
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onText, onTrouble })
  told.current = { onText, onTrouble }
  useEffect(() => {
    const element = video.current
    if (element === null) return
    return watch(element, {
      onText: (text) => told.current.onText(text),
      onTrouble: (why) => told.current.onTrouble(why),
    })
  }, [])
  return <video className="viewfinder" ref={video} playsInline muted aria-label={label} />
}

/** Looks at frames until a code is read; the answer stops the camera. */
function watch(
  video: HTMLVideoElement,
  tell: { onText: (text: string) => void; onTrouble: (why: Trouble) => void },
): () => void {
  let stopped = false
  let stream: MediaStream | null = null
  const stop = () => {
    stopped = true
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  const look = async (frames: number) => {
    if (stopped) return
    const image = frameOf(video)
    const text = image === null ? null : await textInFrame(image, frames)
    if (stopped) return
    if (text === null) setTimeout(() => void look(frames + 1), LOOK_EVERY_MS)
    else {
      stop()
      tell.onText(text)
    }
  }
  void start(video).then((result) => {
    if (typeof result === 'string') return stopped || tell.onTrouble(result)
    stream = result
    return stopped ? stop() : look(0)
  })
  return stop
}

async function start(video: HTMLVideoElement): Promise<MediaStream | Trouble> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
    video.srcObject = stream
    await video.play()
    return stream
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotAllowedError'
    return denied ? 'cameraDenied' : 'cameraNone'
  }
}

async function textInFrame(image: ImageData, frames: number): Promise<string | null> {
  const text = textInImage(image, TIME_FOR_EACH_MS)
  if (text !== null || frames < PATIENCE_FRAMES || frames % 5 !== 0) return text
  const read = await secondReader()
  return read === null ? null : read(image)
}

/** The middle square of the frame: what a person aims with. */
function frameOf(video: HTMLVideoElement): ImageData | null {
  const side = Math.min(video.videoWidth, video.videoHeight)
  if (side === 0) return null
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  const left = (video.videoWidth - side) / 2
  const top = (video.videoHeight - side) / 2
  context.drawImage(video, left, top, side, side, 0, 0, side, side)
  return context.getImageData(0, 0, side, side)
}
