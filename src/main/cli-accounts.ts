import { join } from 'node:path'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { readJsonIfThere } from './cli-files.ts'
import type { CliRefusal } from './cli-words.en.ts'

/** What a demonstration node leaves in its data folder for programs such as these. */
export type Accounts = {
  readonly path: string
  readonly baseUrl: string
  readonly accounts: readonly Account[]
}
export type Account = {
  readonly token: string
  readonly participant: string
  readonly roles: readonly string[]
}

export function accountsFile(dataFolder: string): string {
  return join(dataFolder, 'demo-accounts.json')
}

/** Undefined where no node has started over this data folder. */
export async function readAccounts(
  path: string,
): Promise<Outcome<Accounts | undefined, CliRefusal>> {
  const json = await readJsonIfThere(path, 'CLI_ACCOUNTS_DAMAGED')
  if (!json.ok) return json
  if (json.value === undefined) return accept(undefined)
  const { baseUrl, accounts } = (json.value ?? {}) as Partial<Accounts>
  const good =
    typeof baseUrl === 'string' &&
    URL.canParse(baseUrl) &&
    Array.isArray(accounts) &&
    accounts.every(isAccount)
  return good
    ? accept({ path, baseUrl, accounts })
    : refuse('CLI_ACCOUNTS_DAMAGED', undefined, { path })
}

function isAccount(value: unknown): value is Account {
  const { token, participant, roles } = (value ?? {}) as Partial<Account>
  return typeof token === 'string' && typeof participant === 'string' && Array.isArray(roles)
}

/** The address of the node on this machine: what it wrote down, or where it listens by default. */
export async function nodeUrl(
  dataFolder: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome<string, CliRefusal>> {
  const known = await readAccounts(accountsFile(dataFolder))
  if (!known.ok) return known
  return accept(known.value?.baseUrl ?? `http://localhost:${env.OPENKP_PORT?.trim() || '8080'}`)
}
