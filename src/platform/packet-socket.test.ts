import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { packetSocket } from './packet-socket.ts'

it('holds back what is written in one turn, and sends it together', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = packetSocket()
  socket.setNoDelay(true)
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [[peer]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')])

  for (const words of [['begin;', 'select 1;', 'commit;'], ['again;']]) {
    for (const word of words) {
      // As pg does around the parts of one query.
      socket.cork()
      socket.write(word)
      socket.uncork()
    }
    expect(socket.writableCorked).toBe(1)
    const [chunk] = await once(peer, 'data')
    expect(String(chunk)).toBe(words.join(''))
    expect(socket.writableCorked).toBe(0)
  }
  socket.destroy()
  server.close()
})
