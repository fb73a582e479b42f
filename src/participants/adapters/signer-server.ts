import { createServer, type Server, type Socket } from 'node:net'
import { describeError } from '../../platform/describe-error.ts'
import type { Logger } from '../../platform/logger.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import {
  decodeRequest,
  encodeAnswer,
  type SignerAnswer,
  type SignerRequest,
} from '../signer-messages.ts'
import type { SignerStartRefusal } from '../signer-refusals.ts'
import { frameOf, readFrames } from './signer-frames.ts'
import type { SignerService } from './signer-service.ts'
import { clearSocket, protectSocket } from './signer-socket.ts'

/** As many web servers as one authority runs, and a console. */
const MAX_CONNECTIONS = 16
/** What one connection may have waiting: as many as the web server takes at a time. */
const MAX_IN_FLIGHT = 128
/** A message of a quarter of a megabyte crosses a machine in milliseconds. */
const FRAME_MS = 10_000
/** Answers that nobody reads. */
const MAX_UNREAD_BYTES = 1_000_000

export type SignerServer = { readonly close: () => Promise<void> }

/** Listens on `path` for the machine's own user, and answers each message as the service says. */
export async function listenAsSigner(
  path: string,
  service: SignerService,
  logger: Logger,
): Promise<Outcome<SignerServer, SignerStartRefusal>> {
  const cleared = await clearSocket(path)
  if (!cleared.ok) return cleared
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    serve(socket, service, logger)
  })
  server.maxConnections = MAX_CONNECTIONS
  await listening(server, path)
  await protectSocket(path)
  logger.debug('the signer listens')
  return accept({ close: () => close(server, open) })
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(path, () => done())
  })
}

function close(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    for (const socket of open) socket.destroy()
  })
}

function serve(socket: Socket, service: SignerService, logger: Logger): void {
  let inFlight = 0
  const answer = async (id: number, request: SignerRequest | undefined) => {
    inFlight += 1
    const outcome = await outcomeOf(service, request, inFlight, logger)
    inFlight -= 1
    if (!outcome.ok) logger.warn({ code: outcome.refusals[0].code }, 'the signer refused')
    if (socket.destroyed) return
    socket.write(frameOf(encodeAnswer(id, outcome)))
    if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy()
  }
  const reader = readFrames(socket, (message) => {
    const request = decodeRequest(message)
    if (request === undefined) socket.destroy()
    else void answer(request.id, request.body)
  })
  // Somebody who begins a message and does not end it holds one of few places.
  let wasInside = false
  const watch = setInterval(() => {
    const isInside = reader.isInside()
    if (wasInside && isInside) socket.destroy()
    wasInside = isInside
  }, FRAME_MS).unref()
  socket.once('close', () => clearInterval(watch))
  // A line that breaks is the other side's to mend.
  socket.on('error', () => socket.destroy())
}

async function outcomeOf(
  service: SignerService,
  request: SignerRequest | undefined,
  inFlight: number,
  logger: Logger,
): Promise<SignerAnswer> {
  if (request === undefined) return refuse('PARTICIPANTS_SIGNER_REQUEST')
  if (inFlight > MAX_IN_FLIGHT) return refuse('PARTICIPANTS_SIGNER_BUSY')
  try {
    return await service.answer(request)
  } catch (error) {
    logger.error(describeError(error), 'the key store failed')
    return refuse('PARTICIPANTS_SIGNER_AWAY')
  }
}
