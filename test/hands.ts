import type { Answered } from './caller.ts'
import type { Office } from './office.ts'
import { stepsOf } from './shipment.ts'

/** Five digits in the United States, six in the others here. */
export const number = (issuer: string, serial: number) =>
  `${issuer}${String(serial).padStart(issuer === 'US' ? 5 : 6, '0')}`
export const range = (issuer: string, first: number, last: number) => ({
  first: number(issuer, first),
  last: number(issuer, last),
})
export const said = ({ status, body }: Answered) => `${status} ${String(body.code ?? '')}`.trim()

/** Beside the office's own people: `second@cd` issues and `other custodian@cd` counts, and so on. */
export async function hireHands(office: Office, issuers: readonly string[]): Promise<void> {
  for (const code of issuers) {
    await office.hire(`second@${code.toLowerCase()}`, code, 'issuing_officer')
    await office.hire(`other custodian@${code.toLowerCase()}`, code, 'stationery_custodian')
  }
}

/** Blanks in the stock and in the hands of officers: what is done with them, and where they are. */
export function handsOf(office: Office) {
  const act = (who: string, path: string, body: unknown, key?: string): Promise<Answered> => {
    const headers = key === undefined ? {} : { 'idempotency-key': key }
    return office.call(who, 'POST', `/api/certificates${path}`, body, headers)
  }
  const custodian = (issuer: string) => `stationery@${issuer.toLowerCase()}`
  const view = (issuer: string) => office.ask(custodian(issuer), 'GET', '/numbers')
  /** Who is hired is known by the name under which he calls, the others by their mail box. */
  const idOf = async (who: string) => {
    const [box, code] = who.split('@')
    const [row] = await office.rows<{ id: string }>(
      `select id from access.officer where participant = upper($1) and (name = $2 or email like $3)`,
      [code, who, `${box}@${code}.demo%`],
    )
    return String(row?.id)
  }
  const submitted = (issuer: string) =>
    stepsOf(office).submitted({ origin: { mode: 'single', countries: ['BW'] } }, issuer)
  const issue = async (who: string, issuer: string, wanted?: string) => {
    const path = `/applications/${await submitted(issuer)}/issue`
    return act(who, path, wanted === undefined ? {} : { number: wanted })
  }
  return {
    ...{ act, view, idOf, submitted, issue },
    allot: async (issuer: string, first: number, last: number, to: string, key?: string) => {
      const body = { ...range(issuer, first, last), officer: await idOf(to) }
      return act(custodian(issuer), '/blanks/allot', body, key)
    },
    takeBack: (issuer: string, first: number, last: number) =>
      act(custodian(issuer), '/blanks/take-back', range(issuer, first, last)),
    issuedBy: async (who: string, issuer: string, wanted?: string) =>
      String((await issue(who, issuer, wanted)).body.number),
    held: async (issuer: string) =>
      [...((await view(issuer)).held ?? [])].map(
        ({ name, first, last, count }) => `${name} ${first} ${last} ${count}`,
      ),
    gaps: async (issuer: string) => [...((await view(issuer)).gaps ?? [])].map(String),
    /** How many numbers are in each state. */
    states: async (issuer: string): Promise<Readonly<Record<string, number>>> => {
      const rows = await office.rows<{ state: string; n: number }>(
        `select state, count(*)::int as n from certificates.blank where participant = $1 group by state`,
        [issuer],
      )
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
    },
  }
}
