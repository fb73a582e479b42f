import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../logger.ts'
import { createHttp, type Http } from './create.ts'

const ROWS = Array.from({ length: 200 }, (_, at) => ({ number: `CD${at}`, firm: 'Kasaï & Fils' }))
const BYTES = new Uint8Array(5_000)

let app: Http
beforeAll(async () => {
  app = await createHttp({ logger: createLogger('silent'), version: '1' })
  app.get('/api/rows', { config: { act: 'test' } }, async () => ROWS)
  app.post('/api/rows', { config: { act: 'test' } }, async () => ROWS)
  app.get('/api/row', { config: { act: 'test' } }, async () => ROWS[0])
  app.get('/api/file', { config: { act: 'test' } }, async (_, reply) =>
    reply.type('application/pdf').send(Buffer.from(BYTES)),
  )
  await app.ready()
})
afterAll(() => app.close())

function ask(url: string, encodings: string | undefined, method: 'GET' | 'POST' = 'GET') {
  const headers = encodings === undefined ? {} : { 'accept-encoding': encodings }
  return app.inject({ method, url, headers })
}

describe('a list on its way out', () => {
  test('is compressed for whoever takes it, and the same behind it', async () => {
    const answer = await ask('/api/rows', 'gzip, deflate, br')
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length))
    expect(answer.rawPayload.length).toBeLessThan(JSON.stringify(ROWS).length / 5)
    expect(JSON.parse(brotliDecompressSync(answer.rawPayload).toString())).toEqual(ROWS)
  })

  test.each([undefined, 'gzip', 'brotli', 'br;q=0', 'gzip, br; q=0.0'])(
    'is sent as it is to whoever takes %s',
    async (encodings) => {
      const answer = await ask('/api/rows', encodings)
      expect(answer.headers['content-encoding']).toBeUndefined()
      expect(answer.json()).toEqual(ROWS)
    },
  )

  test('tells every cache that it differs by reader', async () => {
    for (const encodings of ['br', undefined]) {
      const { headers } = await ask('/api/rows', encodings)
      expect(headers.vary).toBe('accept-encoding, accept-language, cookie')
    }
  })
})

test.each([
  ['what is small', '/api/row', 'GET'],
  ['what a change answers', '/api/rows', 'POST'],
  ['a file', '/api/file', 'GET'],
] as const)('%s is sent as it is', async (_, url, method) => {
  const answer = await ask(url, 'br', method)
  expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, undefined])
})
