import { createHash } from 'node:crypto'
import type { Language } from '../platform/words.ts'
import { alarmText } from '../transparency/adapters/alarm-text.ts'
import type { WatchedLogView } from '../transparency/monitor-view.ts'
import { showAge } from './cli-time.ts'
import type { PassReport } from './monitor-report.ts'

/** Alarms on the page; the file has them all. */
const MAX_SHOWN = 200

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d5dbe3;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums}code{overflow-wrap:anywhere}.now{border-left:.3rem solid #b3261e;padding-left:.8rem}
@media(prefers-color-scheme:dark){body{background:#12161c;color:#e6eaf0}th,td{border-color:#39424e}}`

/** Nothing but this page and its own style: no script, no picture, no other address. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

const WORDS = {
  en: {
    title: 'What the logs of the scheme show here',
    at: 'Last look',
    list: 'Trust list signed',
    calm: 'No alarm in this look.',
    rings: 'Alarms in this look',
    log: 'Log',
    size: 'Entries',
    age: 'Witnessed',
    by: 'Witnesses',
    state: 'Read',
    whole: 'to its head',
    part: 'not to its head',
    ago: '{age} ago',
    problems: 'What could not be looked at',
    alarms: 'Alarms, the newest first',
    evidence: 'Evidence',
    none: 'None.',
  },
  fr: {
    title: 'Ce que montrent ici les journaux publics du système',
    at: 'Dernier regard',
    list: 'Liste de confiance signée',
    calm: 'Aucune alarme à ce regard.',
    rings: 'Alarmes à ce regard',
    log: 'Journal',
    size: 'Entrées',
    age: 'Vu par un quorum',
    by: 'Témoins',
    state: 'Lu',
    whole: 'jusqu’à sa tête',
    part: 'pas jusqu’à sa tête',
    ago: 'il y a {age}',
    problems: 'Ce qui n’a pas pu être regardé',
    alarms: 'Alarmes, la plus récente d’abord',
    evidence: 'Preuves',
    none: 'Aucune.',
  },
} as const satisfies Record<Language, Record<string, string>>

/** What an observer sees: a page without scripts, whole in one file. */
export function statusPage(report: PassReport, language: Language): string {
  const words = WORDS[language]
  const ringing = report.alarms.filter(({ now }) => now).length
  const shown = [...report.alarms].reverse().slice(0, MAX_SHOWN)
  const alarms = shown.map(
    ({ at, code, detail, evidence, now }) =>
      `<li${now ? ' class="now"' : ''}><p><strong>${text(code)}</strong> <time>${text(at)}</time><br>${text(alarmText({ code, detail }, language))}</p>${
        evidence.length === 0
          ? ''
          : `<p>${words.evidence}: ${evidence.map((path) => `<code>${text(path)}</code>`).join(', ')}</p>`
      }</li>`,
  )
  const problems = report.problems.map(
    ({ where, cause }) => `<li><code>${text(where)}</code>: ${text(cause)}</li>`,
  )
  const list = report.lists === null ? '' : `<br>${words.list}: ${text(report.lists.issuedAt)}`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words.title}</title><style>${STYLE}</style></head><body><main>
<h1>${words.title}</h1>
<p>${words.at}: <time>${text(report.at)}</time>${list}</p>
<p><strong>${ringing === 0 ? words.calm : `${words.rings}: ${ringing}`}</strong></p>
<table><thead><tr><th scope="col">${words.log}</th><th scope="col">${words.size}</th><th scope="col">${words.age}</th><th scope="col">${words.by}</th><th scope="col">${words.state}</th></tr></thead>
<tbody>${report.logs.map((log) => row(log, language)).join('\n')}</tbody></table>
${problems.length === 0 ? '' : `<h2>${words.problems}</h2><ul>${problems.join('\n')}</ul>`}
<h2>${words.alarms}</h2>${alarms.length === 0 ? `<p>${words.none}</p>` : `<ol>${alarms.join('\n')}</ol>`}
</main></body></html>
`
}

function row(log: WatchedLogView, language: Language): string {
  const words = WORDS[language]
  const age = log.size === 0 ? '–' : words.ago.replace('{age}', showAge(log.ageSeconds))
  return `<tr><td><code>${text(log.origin)}</code></td><td class="number">${log.size}</td><td>${age}</td><td>${
    log.witnesses.map(text).join('<br>') || '–'
  }</td><td>${log.isWhole ? words.whole : words.part}</td></tr>`
}

/** Names and causes come from servers that may be hostile. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
