import { type AgainInvited, inviteAgain } from '../access/adapters/again-people.ts'
import { type FirstInvited, inviteFirst } from '../access/adapters/first-people.ts'
import { parseReason } from '../access/adapters/recoveries.ts'
import { parseFirst } from '../access/first-people.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { runningUrl } from '../platform/embedded-postgres/running.ts'
import type { Language } from '../platform/words.ts'
import { isParticipantCode } from '../values/codes.ts'
import { dayAt } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { nodeUrl } from './cli-accounts.ts'
import { type Command, done } from './cli-answer.ts'
import type { CliCode } from './cli-words.ts'

export type FirstArguments = {
  readonly participant: string
  /** Each as `Name <e-mail>`. */
  readonly administrators: readonly string[]
  /** Where people reach the node: what the links begin with. */
  readonly url: string | undefined
  readonly dataFolder: string
  readonly env: NodeJS.ProcessEnv
  /** Of the accounts too, until their owners change it. */
  readonly language: Language
  readonly now: Date
}

/**
 * `openkp people first`: the first two administrators of a Participant, for whom nobody is there yet who
 * could let them in. Who runs it has the host, and is told two links to hand over.
 */
export function firstCommand(args: FirstArguments): Command {
  return inviting(args, async (database, asked) => {
    const invited = await inviteFirst(database, asked)
    if (!invited.ok) return invited
    return accept({ invited: invited.value, text: textOf(asked.participant, invited.value) })
  })
}

/**
 * `openkp people again`: two new administrators of a Participant whose own are closed or lost. Everybody of it is told
 * for a month, and an administrator who is there has three days to withdraw it.
 */
export async function againCommand(args: FirstArguments & { readonly reason: string }): Command {
  const reason = parseReason(args.reason)
  if (!reason.ok) return reason
  return inviting(args, async (database, asked) => {
    const invited = await inviteAgain(database, { ...asked, reason: reason.value })
    if (!invited.ok) return invited
    return accept({ invited: invited.value, text: againTextOf(asked.participant, invited.value) })
  })
}

type Asked = Parameters<typeof inviteFirst>[1]
type Work = (
  database: Database,
  asked: Asked,
) => Promise<Outcome<{ readonly invited: readonly FirstInvited[]; readonly text: string }, CliCode>>

async function inviting(args: FirstArguments, work: Work): Command {
  const { env, dataFolder, now } = args
  const participant = args.participant.toUpperCase()
  if (!isParticipantCode(participant))
    return refuse('PARTICIPANTS_CODE_UNKNOWN', 'participant', { code: args.participant })
  const { clockOffsetMinutes } = loadRegistryFiles().profileOf(participant)
  const offsetMinutes = clockOffsetMinutes.value
  const today = dayAt(now.getTime() / 1000, offsetMinutes)
  const people = parseFirst(args.administrators, args.language, today)
  if (!people.ok) return people
  const address = await addressOf(args)
  if (!address.ok) return address
  const url = env.DATABASE_URL?.trim() || (await runningUrl(dataFolder))
  if (url === undefined) return refuse('CLI_DATABASE_NOT_RUNNING', undefined, { path: dataFolder })
  const database = openDatabase(url, { max: 1 })
  try {
    const place = { address: address.value, offsetMinutes }
    const asked = { participant, people: people.value, place, at: now }
    const invited = await work(database, asked)
    if (!invited.ok) return invited
    const invitations = invited.value.invited.map(({ id: _id, ...told }) => told)
    return accept(done({ participant, invitations }, invited.value.text))
  } finally {
    await database.end()
  }
}

async function addressOf({ url, dataFolder, env }: FirstArguments) {
  const named = url ?? env.OPENKP_URL?.trim()
  return named ? accept(new URL(named).origin) : nodeUrl(dataFolder, env)
}

function againTextOf(participant: string, invited: readonly AgainInvited[]): string {
  const from = invited[0]?.goodFrom.toISOString() ?? ''
  return [
    textOf(participant, invited),
    `\nThe links are good from ${from} on: where an administrator is still there, he may withdraw them until then.`,
    `Everybody of ${participant} is told of this for a month, with the reason.`,
  ].join('\n')
}

function textOf(participant: string, invited: readonly FirstInvited[]): string {
  return [
    `Administrators of ${participant}. Hand each link over in person, to that person alone: it is shown this once,`,
    'and is good once, for seven days.',
    ...invited.map(
      ({ name, email, link, expiresAt }) =>
        `\n${name} <${email}>, until ${expiresAt.toISOString()}\n${link}`,
    ),
  ].join('\n')
}
