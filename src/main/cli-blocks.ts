import { signBlocksAgain } from '../certificates/adapters/sign-blocks-again.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { openDatabase, transaction } from '../platform/database.ts'
import { runningUrl } from '../platform/embedded-postgres/running.ts'
import { accept, refuse } from '../values/outcome.ts'
import { type Command, done } from './cli-answer.ts'
import { trustIn } from './cli-audit.ts'
import { inCeremony, type KeysArguments } from './cli-keys.ts'

export type BlocksArguments = KeysArguments & { readonly databaseUrl: string | undefined }

/** `openkp keys sign-blocks`: the number blocks whose key counts no more are signed under the one in force. */
export async function signBlocksCommand(args: BlocksArguments): Command {
  return inCeremony(args, async ({ code, keys, dataFolder, now }) => {
    const url = args.databaseUrl ?? (await runningUrl(dataFolder))
    if (url === undefined)
      return refuse('CLI_DATABASE_NOT_RUNNING', undefined, { path: dataFolder })
    const trust = await trustIn({ dataFolder, now })
    if (!trust.ok) return trust
    const { environment, keys: listed } = trust.value
    await keys.held()
    keys.follow({ keysOf: (party) => listed.get(party) ?? [], now: () => now })
    const { signerOf, certificateSignerOf } = keys
    const signers = { signerOf, certificateSignerOf, environment, verify: nodeVerify() }
    const means = { ...signers, trust: () => trust.value }
    const database = openDatabase(url, { max: 1, role: 'openkp_app' })
    try {
      const work = (tx: Parameters<typeof signBlocksAgain>[0]) =>
        signBlocksAgain(tx, means, code, new Date(now * 1000))
      const signed = await transaction(database, work, { scope: code })
      if (!signed.ok) return signed
      const { value: blocks } = signed
      const text =
        blocks === 0
          ? `Every number block of ${code} is signed with a key that counts.`
          : `${blocks} number blocks of ${code} are signed again. The next bundle of the node has them.`
      return accept(done({ party: code, blocks }, text))
    } finally {
      await database.end()
    }
  })
}
