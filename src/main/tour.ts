import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Accounts, accountsFile, readAccounts } from './cli-accounts.ts'
import { type Command, done } from './cli-answer.ts'
import { writeWhole } from './cli-files.ts'
import { type Client, openClient } from './cli-http.ts'
import type { CliRefusal } from './cli-words.en.ts'
import { type Person, personOf, StepFault, tokenOf } from './tour-client.ts'
import { type Desk, type Papers, papersOf } from './tour-papers.ts'
import { SHIPMENT } from './tour-shipment.ts'
import { afterwards, exportingSide, importingSide, type People, type Step } from './tour-walk.ts'

export type TourArguments = {
  readonly url: string | undefined
  readonly accounts: string | undefined
  /** The folder that the certificate and the lists are left in. */
  readonly out: string
  readonly dataFolder: string
  /** Told each step as it is done. */
  readonly say: (line: string) => void
}

type Walked = {
  readonly name: string
  readonly ok: boolean
  readonly milliseconds: number
  readonly checked: string
}

/** `openkp tour`: one certificate from draft to confirmed import, each step checked. */
export async function tourCommand(args: TourArguments): Command {
  const path = args.accounts ?? accountsFile(args.dataFolder)
  const accounts = await readAccounts(path)
  if (!accounts.ok) return accounts
  if (accounts.value === undefined) return refuse('CLI_ACCOUNTS_NOT_FOUND', undefined, { path })
  const baseUrl = args.url ?? accounts.value.baseUrl
  const client = openClient(baseUrl, { dataFolder: args.dataFolder })
  try {
    const people = peopleOf(client, accounts.value)
    if (!people.ok) return people
    await mkdir(args.out, { recursive: true })
    return await walk(args, client, people.value)
  } finally {
    client.close()
  }
}

async function walk(args: TourArguments, client: Client, people: People): Command {
  const { out, say, dataFolder } = args
  const walked: Walked[] = []
  const step = stepper(walked, say)
  const report = (more: object) => ({ baseUrl: client.baseUrl, ...more, steps: walked })
  const leave = (json: object) =>
    writeWhole(join(out, 'tour.json'), `${JSON.stringify(json, null, 2)}\n`)
  try {
    const papers = await wholeJob(step, people, { client, out, dataFolder })
    const json = report({ ok: true, ...papers })
    const left = await leave(json)
    if (!left.ok) return left
    return accept(done(json, `Confirmed: ${papers.number}. Everything is in ${out}.`))
  } catch (error) {
    const cause = error instanceof StepFault ? error.message : undefined
    if (cause === undefined) throw error
    const failed = walked.at(-1)?.name ?? ''
    await leave(report({ ok: false }))
    return refuse('CLI_TOUR_FAILED', undefined, { step: failed, cause })
  }
}

async function wholeJob(
  step: Step,
  people: People,
  desk: Pick<Desk, 'client' | 'out' | 'dataFolder'>,
): Promise<Papers> {
  const issued = await exportingSide(step, people)
  const papers = await papersOf(step, people, { ...issued, ...desk })
  await importingSide(step, people, issued)
  await afterwards(step, people, issued)
  await papers.usedNow()
  return papers.left
}

/** Numbers the steps, times them, and keeps what was checked; the last one kept is the one that failed. */
function stepper(walked: Walked[], say: (line: string) => void): Step {
  return async (name, work) => {
    const begun = performance.now()
    const note = (ok: boolean, checked: string) => {
      const milliseconds = Math.round(performance.now() - begun)
      walked.push({ name, ok, milliseconds, checked })
      const place = String(walked.length).padStart(2)
      say(`${place} ${ok ? 'ok    ' : 'FAILED'} ${name}: ${checked} (${milliseconds} ms)`)
    }
    try {
      const [value, checked] = await work()
      note(true, checked)
      return value
    } catch (error) {
      note(false, error instanceof Error ? error.message : 'it broke off')
      throw error
    }
  }
}

const ROLES = {
  exporter: [SHIPMENT.exporterCode, 'exporter'],
  issuing: [SHIPMENT.exporterCode, 'issuing_officer'],
  validating: [SHIPMENT.exporterCode, 'validating_officer'],
  inspector: [SHIPMENT.importerCode, 'verifier'],
  importing: [SHIPMENT.importerCode, 'confirmation_clerk'],
} as const satisfies Record<keyof People, readonly [string, string]>

function peopleOf(client: Client, accounts: Accounts): Outcome<People, CliRefusal> {
  const people: Partial<Record<keyof People, Person>> = {}
  for (const [name, [participant, role]] of Object.entries(ROLES)) {
    const token = tokenOf(accounts, participant, role)
    if (token === undefined) {
      return refuse('CLI_ACCOUNT_MISSING', undefined, { path: accounts.path, participant, role })
    }
    people[name as keyof People] = personOf(client, token)
  }
  return accept(people as People)
}
