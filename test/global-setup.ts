import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../src/platform/embedded-postgres/start.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers with the address of the database server of this run, and starts it when first asked. */
    postgresDoor: string
  }
}

/** One door for all projects of a run: vitest sets each of them up by itself. */
let door: Promise<Door> | undefined
let users = 0

export async function setup(project: TestProject): Promise<void> {
  users += 1
  door ??= openDoor()
  project.provide('postgresDoor', (await door).url)
}

export async function teardown(): Promise<void> {
  users -= 1
  if (users > 0 || door === undefined) return
  await (await door).close()
  door = undefined
}

type Door = { readonly url: string; readonly close: () => Promise<void> }

async function openDoor(): Promise<Door> {
  let started: Promise<Started> | undefined
  const server = createServer((_request, response) => {
    started ??= startPostgres()
    started.then(
      ({ url }) => response.end(url),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    await closeServer(server)
    await (await started)?.stop()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

type Started = EmbeddedPostgres

async function startPostgres(): Promise<Started> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const dataFolder = await mkdtemp(join(tmpdir(), 'openkp-test-'))
  const started = await startEmbeddedPostgres({ dataFolder, notice: () => undefined })
  if (!started.ok) throw new Error(JSON.stringify(started.refusals))
  const { url, stop } = started.value
  return { url, stop: () => stop().then(() => rm(dataFolder, { recursive: true, force: true })) }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}
