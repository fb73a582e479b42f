import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { emptyDatabase, type FreshDatabase } from '../../../test/postgres.ts'
import { type Outcome, refusal, refuse } from '../../values/outcome.ts'
import { openDatabase } from '../database.ts'
import { createLogger } from '../logger.ts'
import { RefusedError } from '../refused-error.ts'
import { createHttp, type Http, type HttpOptions, MAX_BODY_BYTES } from './create.ts'
import { addHealth } from './health.ts'
import { bothBooks, type Problem, platformBook, type RefusalBook, sendOutcome } from './problem.ts'

const lines: string[] = []
const logger = pino(
  { base: {} },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  }),
)

type GemRefusal = 'GEM_TOO_HEAVY' | 'GEM_UNKNOWN'
const gemBook: RefusalBook<GemRefusal> = {
  status: { GEM_TOO_HEAVY: 422, GEM_UNKNOWN: 404 },
  words: {
    en: { GEM_TOO_HEAVY: 'At most {max} carats.', GEM_UNKNOWN: 'No such stone.' },
    fr: { GEM_TOO_HEAVY: 'Au plus {max} carats.', GEM_UNKNOWN: 'Pierre inconnue.' },
  },
}

const scalesBook: RefusalBook<string> = {
  status: { GEM_SCALES_AWAY: 503 },
  words: {
    en: { GEM_SCALES_AWAY: 'The scales of room {room} are away.' },
    fr: { GEM_SCALES_AWAY: 'Les balances de la salle {room} sont absentes.' },
  },
}

const gem = z.object({
  name: z.string().max(20),
  parts: z.array(z.object({ carats: z.number().int() })),
})

let fresh: FreshDatabase
const open: Http[] = []

beforeAll(async () => {
  fresh = await emptyDatabase()
})
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})
afterAll(async () => {
  await fresh.drop()
})

async function serve(change: Partial<HttpOptions> = {}): Promise<Http> {
  const app = await createHttp({ logger, version: '1.2.3', ...change })
  open.push(app)
  addHealth(app, fresh.database, { version: '1.2.3', heldUp: () => [] })
  app.route({
    method: 'POST',
    url: '/api/gems/:id',
    config: { act: 'test' },
    schema: {
      params: z.object({ id: z.string() }),
      body: gem,
      response: { 200: z.object({ name: z.string() }) },
    },
    handler: async (each, reply) => {
      const { name } = each.body
      if (name === 'away')
        throw new RefusedError(refusal('GEM_SCALES_AWAY', undefined, { room: 'B' }), scalesBook)
      if (name === 'boom') throw Object.assign(new Error('failed\nfor Amina'), { query: 'Amina' })
      const outcome: Outcome<{ name: string }, GemRefusal> =
        name === 'heavy'
          ? refuse('GEM_TOO_HEAVY', 'parts.0.carats', { max: 5 })
          : { ok: true, value: { name } }
      return sendOutcome(reply, bothBooks(gemBook, platformBook), outcome)
    },
  })
  return app
}

const post = async (app: Http, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/gems/1?exporter=Amina',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })

const whole = { name: 'Cullinan', parts: [{ carats: 3106 }] }

describe('problem details', () => {
  test('an accepted outcome is sent as it is', async () => {
    const answer = await post(await serve(), whole)
    expect([answer.statusCode, answer.json()]).toEqual([200, { name: 'Cullinan' }])
  })

  test('a refusal has its status, code, field and words, in the language asked for', async () => {
    const answer = await post(
      await serve(),
      { ...whole, name: 'heavy' },
      { 'accept-language': 'de, fr-CD;q=0.9, en;q=0.5' },
    )
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.headers['content-language']).toBe('fr')
    expect(answer.json()).toEqual({
      type: 'urn:openkp:refusal:GEM_TOO_HEAVY',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'Au plus 5 carats.',
      code: 'GEM_TOO_HEAVY',
      refusals: [
        {
          code: 'GEM_TOO_HEAVY',
          field: 'parts.0.carats',
          detail: { max: 5 },
          text: 'Au plus 5 carats.',
        },
      ],
    })
  })

  const FAULTS: readonly [
    name: string,
    status: number,
    code: string,
    body: unknown,
    headers?: Record<string, string>,
  ][] = [
    ['broken JSON', 400, 'PLATFORM_JSON', '{"name": '],
    ['an empty body', 400, 'PLATFORM_JSON', ''],
    ['a prototype', 400, 'PLATFORM_JSON', '{"__proto__": {"admin": true}}'],
    ['a body that is too large', 413, 'PLATFORM_BODY_TOO_LARGE', `"${'x'.repeat(MAX_BODY_BYTES)}"`],
    [
      'another kind of content',
      415,
      'PLATFORM_MEDIA_TYPE',
      '<gem/>',
      { 'content-type': 'text/xml' },
    ],
    ['a missing field', 400, 'PLATFORM_REQUEST', { parts: [] }],
  ]
  test.each(FAULTS)('%s is %i %s', async (_name, status, code, body, headers) => {
    const answer = await post(await serve(), body, headers)
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([status, code])
  })

  test('each field at fault is named', async () => {
    const answer = await post(await serve(), {
      name: 'x'.repeat(21),
      parts: [{ carats: 1 }, { carats: 1.5 }],
    })
    expect(answer.json<Problem>().refusals.map((each) => each.field)).toEqual([
      'name',
      'parts.1.carats',
    ])
  })

  test('a bug is told by number, and logged without what was asked', async () => {
    lines.splice(0)
    const answer = await post(await serve(), { ...whole, name: 'boom' })
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([500, 'PLATFORM_FAILED'])
    expect(answer.json<Problem>().detail).toContain(answer.headers['x-request-id'])
    expect(lines.join('')).toContain('"route":"/api/gems/:id"')
    expect(lines.join('')).toContain('request failed')
    expect(lines.join('')).not.toContain('Amina')
  })

  test('a refusal that was thrown brings its status and its words', async () => {
    lines.splice(0)
    const answer = await post(
      await serve(),
      { ...whole, name: 'away' },
      { 'accept-language': 'fr' },
    )
    expect(answer.statusCode).toBe(503)
    expect(answer.json<Problem>()).toMatchObject({
      code: 'GEM_SCALES_AWAY',
      detail: 'Les balances de la salle B sont absentes.',
    })
    expect(lines.join('')).not.toContain('"level":50')
  })

  test.each(['/api/none', '/api', '/none', '/api/%zz'])('%s is 404', async (url) => {
    const app = await serve()
    const answer = await app.inject({ url, headers: { accept: 'text/html' } })
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'PLATFORM_NOT_FOUND'])
  })
})

describe('health', () => {
  test('names the version', async () => {
    const answer = await (await serve()).inject('/api/health')
    expect(answer.json()).toEqual({
      ...{ status: 'ok', version: '1.2.3', database: 'reachable' },
      heldUp: [],
    })
  })

  test('is 503 without a database, within its two seconds', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/none')
    const app = await createHttp({ logger, version: '1' })
    open.push(app)
    addHealth(app, nowhere, { version: '1', heldUp: () => [] })
    const answer = await app.inject('/api/health')
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([
      503,
      'PLATFORM_DATABASE_UNREACHABLE',
    ])
    await nowhere.end()
  })
})

test('a route that names no act does not start', async () => {
  const app = await createHttp({ logger, version: '1.2.3' })
  open.push(app)
  expect(() => app.get('/api/forgotten', async () => ({}))).toThrow(
    'GET /api/forgotten names no act of the role table',
  )
})

test('the API describes its routes with their shapes', async () => {
  const described = (await (await serve()).inject('/api/openapi.json')).json()
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths)).toEqual(['/api/health', '/api/gems/{id}'])
  expect(
    described.paths['/api/gems/{id}'].post.requestBody.content['application/json'].schema.required,
  ).toContain('parts')
})

test('the policy forbids inline scripts and lets the camera and WebAssembly work', async () => {
  const { headers } = await (await serve()).inject('/api/health')
  const policy = String(headers['content-security-policy'])
  expect(policy).not.toContain('unsafe-inline')
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(policy).not.toContain('upgrade-insecure-requests')
  expect(headers['permissions-policy']).toContain('camera=(self)')
  expect(headers['cache-control']).toBe('no-store')
})

test('requests of strangers are counted, those of this machine are not', async () => {
  const app = await serve({ requestsPerMinute: 3 })
  const ask = (from: string, forwarded?: string) =>
    app.inject({
      url: '/api/health',
      remoteAddress: from,
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    })
  for (let count = 0; count < 5; count += 1) expect((await ask('127.0.0.1')).statusCode).toBe(200)
  for (let count = 0; count < 3; count += 1) expect((await ask('192.0.2.1')).statusCode).toBe(200)
  const refused = await ask('192.0.2.1')
  expect([refused.statusCode, refused.json<Problem>().code]).toEqual([
    429,
    'PLATFORM_TOO_MANY_REQUESTS',
  ])
  expect(refused.json<Problem>().detail).toMatch(/Wait \d+ seconds/)
  // The proxy on this machine is believed, a stranger's word is not.
  expect((await ask('127.0.0.1', '192.0.2.1')).statusCode).toBe(429)
  expect((await ask('192.0.2.1', '192.0.2.9')).statusCode).toBe(429)
  expect((await ask('192.0.2.2')).statusCode).toBe(200)
})

test('closing lets a request finish', async () => {
  const app = await serve()
  let entered = () => {}
  const isIn = new Promise<void>((done) => {
    entered = done
  })
  app.get('/api/slow', { config: { act: 'test' } }, async () => {
    entered()
    await new Promise((done) => setTimeout(done, 300))
    return { done: true }
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const slow = fetch(`${url}/api/slow`)
  await isIn
  const begun = performance.now()
  await app.close()
  expect(performance.now() - begun).toBeLessThan(5_000)
  expect((await slow).status).toBe(200)
  await expect(fetch(`${url}/api/health`)).rejects.toThrow()
})

test('the logger writes to standard error at its level', () => {
  expect(createLogger('warn').level).toBe('warn')
})
