import { join } from 'node:path'
import { z } from 'zod'
import type { Act } from '../access/grant-table.ts'
import { readIfThere } from '../platform/durable-file.ts'
import type { Http } from '../platform/http/http.ts'
import { languageOf } from '../platform/http/language.ts'
import { platformBook, sendRefusals } from '../platform/http/problem.ts'
import type { Language } from '../platform/words.ts'
import { alarmText } from '../transparency/adapters/alarm-text.ts'
import type { MonitorView } from '../transparency/monitor-view.ts'
import { refusal } from '../values/outcome.ts'
import { type KeptReport, reportFile } from './monitor-report.ts'

const ROOT = '/api/transparency/monitor'
/** A folder an alarm, with the files that it names: what a monitor writes, and nothing above it. */
const EVIDENCE = /^evidence\/[0-9a-f]{24}\/[a-z0-9][a-z0-9.-]{0,80}$/
const MAX_EVIDENCE_NAME = 128

/**
 * What the monitor behind this node has found, for anybody: logs are public, and so is what is wrong with
 * them. Evidence may be a statement that somebody was shown, and is for officers.
 *
 * @param folder where its passes leave what they find; null where nobody looks
 */
export function monitorRoutes(app: Http, folder: string | null): void {
  app.get(
    ROOT,
    {
      config: { act: 'transparency:read-monitor' satisfies Act },
      schema: {
        tags: ['transparency'],
        summary: 'The logs that this node follows, and its alarms.',
      },
    },
    async (request, reply) => {
      const language = languageOf(request.headers['accept-language'])
      return reply.header('cache-control', 'no-cache').send(await viewOf(folder, language))
    },
  )
  app.get<{ Querystring: { file: string } }>(
    `${ROOT}/evidence`,
    {
      config: { act: 'transparency:read-evidence' satisfies Act },
      schema: {
        tags: ['transparency'],
        summary: 'A file of evidence, as an alarm names it.',
        querystring: z.object({ file: z.string().max(MAX_EVIDENCE_NAME) }),
      },
    },
    async (request, reply) => {
      const { file } = request.query
      const path = folder !== null && EVIDENCE.test(file) ? join(folder, file) : undefined
      const bytes = path === undefined ? undefined : await readIfThere(path)
      if (bytes === undefined) {
        return sendRefusals(reply, platformBook, [refusal('PLATFORM_NOT_FOUND')])
      }
      const name = file.split('/').at(-1) ?? ''
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(bytes)
    },
  )
}

async function viewOf(folder: string | null, language: Language): Promise<MonitorView> {
  if (folder === null) return { state: 'off' }
  const bytes = await readIfThere(reportFile(folder))
  if (bytes === undefined) return { state: 'waiting' }
  const report = JSON.parse(bytes.toString('utf8')) as KeptReport
  return {
    state: 'seen',
    at: report.at,
    listIssuedAt: report.lists?.issuedAt ?? null,
    logs: report.logs,
    told: report.told,
    alarms: report.alarms.map(({ code, where, about, at, now, detail, evidence }) => ({
      ...{ code, where, about, at, now, evidence: evidence.filter((each) => EVIDENCE.test(each)) },
      text: alarmText({ code, detail }, language),
    })),
    problems: report.problems,
  }
}
