import { join } from 'node:path'
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start.ts'
import { accept, refuse } from '../values/outcome.ts'
import { type Counter, openCounter } from './bench-counter.ts'
import { benchDatabase } from './bench-database.ts'
import { type Floor, openFloor } from './bench-floor.ts'
import { inScratch, startBenchNode } from './bench-node.ts'
import { accountsFile, readAccounts } from './cli-accounts.ts'
import { type Command, done } from './cli-answer.ts'
import { openClient } from './cli-http.ts'
import { StepFault } from './tour-client.ts'

export type IssueArguments = {
  /** A node that runs already; otherwise one is started for the measurement. */
  readonly url: string | undefined
  readonly accounts: string | undefined
  readonly certificates: number
  readonly clients: number
  readonly dataFolder: string
}

/** The two take turns, so that whatever else the machine does falls on both alike. */
const TURNS = 8
const WARM_UP = 400

/** `openkp bench issue`: applications to signed, stored, validated certificates over HTTP. */
export function benchIssue(args: IssueArguments): Command {
  return inScratch(async (folder) => {
    const server = await startEmbeddedPostgres({ dataFolder: folder, notice: () => undefined })
    if (!server.ok) return failed(server.refusals[0].code)
    try {
      const floorUrl = await benchDatabase(server.value.url, 'floor')
      const { url } = server.value
      return args.url === undefined
        ? await onOwnNode(args, join(folder, 'node'), { url, floorUrl })
        : await measured(args, { url: args.url, dataFolder: args.dataFolder }, floorUrl)
    } finally {
      await server.value.stop()
    }
  })
}

function failed(cause: string) {
  return refuse('CLI_BENCH_FAILED' as const, undefined, { cause })
}

async function onOwnNode(
  args: IssueArguments,
  dataFolder: string,
  { url, floorUrl }: { readonly url: string; readonly floorUrl: string },
): Command {
  const node = await startBenchNode(dataFolder, url)
  if (!node.ok) return node
  try {
    return await measured(args, { url: node.value.baseUrl, dataFolder }, floorUrl)
  } finally {
    await node.value.stop()
  }
}

async function measured(
  args: IssueArguments,
  node: { readonly url: string; readonly dataFolder: string },
  floorUrl: string,
): Command {
  const { certificates, clients } = args
  const path = args.accounts ?? accountsFile(node.dataFolder)
  const accounts = await readAccounts(path)
  if (!accounts.ok) return accounts
  if (accounts.value === undefined) return refuse('CLI_ACCOUNTS_NOT_FOUND', undefined, { path })
  const client = openClient(node.url, { connections: clients, dataFolder: node.dataFolder })
  const floor = await openFloor(floorUrl, clients)
  try {
    const counter = openCounter(client, accounts.value, clients)
    const spent = await takeTurns(counter, floor, certificates)
    return accept(answerOf(spent, args))
  } catch (error) {
    if (error instanceof StepFault) return failed(error.message)
    throw error
  } finally {
    client.close()
    await floor.close()
  }
}

type Spent = {
  readonly count: number
  readonly issue: number
  readonly floor: number
  readonly delivery: number
}

async function takeTurns(counter: Counter, floor: Floor, certificates: number): Promise<Spent> {
  const turn = Math.max(1, Math.ceil(certificates / TURNS))
  const warmUp = Math.min(WARM_UP, certificates)
  await counter.stock(turn * TURNS + warmUp)
  await counter.certify(warmUp)
  await floor.certify(warmUp)
  await counter.delivered()
  const spent = { count: turn * TURNS, issue: 0, floor: 0, delivery: 0 }
  for (let at = 0; at < TURNS; at += 1) {
    spent.issue += await counter.certify(turn)
    const begun = performance.now()
    await counter.delivered()
    spent.delivery += performance.now() - begun
    spent.floor += await floor.certify(turn)
  }
  return spent
}

function answerOf({ count, issue, floor, delivery }: Spent, { clients, url }: IssueArguments) {
  const rate = (milliseconds: number) => Number(((count * 1000) / milliseconds).toFixed(1))
  const json = {
    issuePerSecond: rate(issue),
    floorPerSecond: rate(floor),
    ratio: Number((floor / issue).toFixed(3)),
    certificates: count,
    clients,
    /** Until everybody abroad was told, beyond the time in which they were issued. */
    deliveryLagSeconds: Number((delivery / 1000 / TURNS).toFixed(2)),
    node: url ?? 'started for this measurement',
  }
  const text = [
    `${json.issuePerSecond} certificates a second over HTTP with ${clients} clients: applied, issued, validated`,
    `${json.floorPerSecond} a second by plain pg: the same rows and signatures`,
    `ratio ${json.ratio} over ${count} of each, taken in turns`,
    `pre-alerts were abroad ${json.deliveryLagSeconds} s after the last of a turn`,
  ].join('\n')
  return done(json, text)
}
