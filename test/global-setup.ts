import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import type { Shared } from './door.ts'
import { type Making, makingOf } from './make-shared.ts'

/** One door for all projects of a run: vitest sets each of them up by itself. */
let door: Promise<Door> | undefined
let users = 0

export async function setup(project: TestProject): Promise<void> {
  users += 1
  door ??= openDoor()
  project.provide('door', (await door).url)
}

export async function teardown(): Promise<void> {
  users -= 1
  if (users > 0 || door === undefined) return
  await (await door).close()
  door = undefined
}

type Door = { readonly url: string; readonly close: () => Promise<void> }

async function openDoor(): Promise<Door> {
  const making = makingOf()
  const server = createServer((request, response) => {
    answer(making, request.url ?? '').then(
      (found) => response.end(found),
      (error: Error) => response.writeHead(500).end(String(error.stack)),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    await closeServer(server)
    await making.remove()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

async function answer({ all }: Making, path: string): Promise<string> {
  return JSON.stringify(await all[path.slice(1) as keyof Shared]())
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}
