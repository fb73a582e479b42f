import { Socket } from 'node:net'

/**
 * A socket that sends what is written within one turn of the event loop as one packet. A packet costs
 * both processes more than the query in it, and `begin` travels with the first query of its transaction.
 */
export function packetSocket(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket)
  let isHeld = false
  const hold = () => {
    if (isHeld) return
    isHeld = true
    socket.cork()
    process.nextTick(() => {
      isHeld = false
      socket.uncork()
    })
  }
  const held = {
    write: (...sent: Parameters<Socket['write']>) => {
      hold()
      return write(...sent)
    },
  }
  // Not before: connecting puts the method of the class back.
  return socket.once('connect', () => Object.assign(socket, held))
}
