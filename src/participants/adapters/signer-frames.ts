import type { Socket } from 'node:net'
import { MAX_SIGNER_FRAME } from '../signer-messages.ts'

/** Four bytes of length, the highest first, and the message behind them. */
const HEAD_BYTES = 4

export function frameOf(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEAD_BYTES + message.length)
  frame.writeUInt32BE(message.length, 0)
  frame.set(message, HEAD_BYTES)
  return frame
}

export type FrameReader = {
  /** Whether a frame has begun and not ended. */
  readonly isInside: () => boolean
}

/**
 * Hands over each whole message. One that says it is longer than any message is, or that is empty,
 * ends the connection: what stands behind it cannot be told apart any more.
 */
export function readFrames(socket: Socket, onMessage: (message: Uint8Array) => void): FrameReader {
  let held: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length >= HEAD_BYTES && !socket.destroyed) {
      const length = held.readUInt32BE(0)
      if (length === 0 || length > MAX_SIGNER_FRAME) return void socket.destroy()
      if (held.length < HEAD_BYTES + length) return
      // A copy: what is decoded keeps parts of it for as long as it likes.
      onMessage(new Uint8Array(held.subarray(HEAD_BYTES, HEAD_BYTES + length)))
      held = held.subarray(HEAD_BYTES + length)
    }
  })
  return { isInside: () => held.length > 0 }
}
