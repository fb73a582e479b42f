import { toBase64 } from './base64.ts'
import { encodeUtf8 } from './utf8.ts'

/** The head of a log at one size (c2sp.org/tlog-checkpoint, 1.0.0), without its signatures. */
export type Head = {
  /** Names the log, such as `kp.authority.example/cd`. */
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** The text of a note over this head, without extension lines: what its log and its witnesses sign. */
export function headText({ origin, size, root }: Head): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** What a witness signs who saw the note of this text at `time`, epoch seconds (c2sp.org/tlog-cosignature). */
export function cosignedBytes(text: string, time: number): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${time}\n${text}`)
}
